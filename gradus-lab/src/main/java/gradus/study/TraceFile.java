package gradus.study;

import gradus.num.BadInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A trace as CSV, the one file of a run that grows.
 *
 * <p>The first line names the columns. Numbers are written in the shortest form that reads back to
 * the same double. Rows are gathered in memory and put on the disk by {@link #sync}, whose result
 * says how many bytes of the file count; whatever a later crash leaves behind them is cut off on
 * resuming.
 */
final class TraceFile implements AutoCloseable {
  private static final long MAX_BYTES = 1L << 30;

  private final Path file;
  private final FileChannel channel;
  private final StringBuilder pending = new StringBuilder();

  private TraceFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** A new trace with these columns; an older file of that name is replaced. */
  static TraceFile create(Path file, List<String> columns) {
    TraceFile trace = open(file, 0);
    trace.pending.append(String.join(",", columns)).append('\n');
    return trace;
  }

  /** A trace whose first {@code bytes} bytes stand; what follows them is cut off. */
  static TraceFile resume(Path file, long bytes) {
    return open(file, bytes);
  }

  private static TraceFile open(Path file, long bytes) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.size() < bytes) {
        channel.close();
        throw BadInput.in(
            file, "is shorter than the checkpoint says; delete the run and start anew");
      }
      channel.truncate(bytes);
      channel.position(bytes);
      return new TraceFile(file, channel);
    } catch (IOException e) {
      throw new CannotWrite(file, e);
    }
  }

  /** Adds one row. */
  void append(double[] row) {
    for (int j = 0; j < row.length; j++) {
      if (j > 0) {
        pending.append(',');
      }
      appendNumber(row[j]);
    }
    pending.append('\n');
    if (pending.length() > 1 << 16) {
      flush();
    }
  }

  private void appendNumber(double v) {
    if (v == Math.rint(v) && Math.abs(v) < 1e15 && !(v == 0 && 1 / v < 0)) {
      pending.append((long) v);
    } else {
      pending.append(v);
    }
  }

  private void flush() {
    ByteBuffer bytes = ByteBuffer.wrap(pending.toString().getBytes(StandardCharsets.US_ASCII));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      pending.setLength(0);
    } catch (IOException e) {
      throw new CannotWrite(file, e);
    }
  }

  /** Puts all rows on the disk and tells the length of the file. */
  long sync() {
    flush();
    try {
      channel.force(true);
      return channel.position();
    } catch (IOException e) {
      throw new CannotWrite(file, e);
    }
  }

  @Override
  public void close() {
    try (channel) {
      flush();
    } catch (IOException e) {
      throw new CannotWrite(file, e);
    }
  }

  /** Reads a whole trace. */
  static Trace read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw BadInput.in(file, "is larger than 1 GiB, too large to draw");
      }
      try (BufferedReader in = Files.newBufferedReader(file)) {
        String header = in.readLine();
        if (header == null) {
          throw BadInput.in(file, "is empty; a trace begins with the names of its columns");
        }
        List<String> columns = List.of(header.split(",", -1));
        List<double[]> rows = new ArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          rows.add(row(file, rows.size() + 2, line, columns.size()));
        }
        return new Trace(columns, rows);
      }
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read: " + CannotWrite.reason(e), e);
    }
  }

  private static double[] row(Path file, int line, String text, int columns) {
    String[] fields = text.split(",", -1);
    if (fields.length != columns) {
      throw BadInput.at(
          file, line, "%d fields where the header has %d".formatted(fields.length, columns));
    }
    double[] row = new double[columns];
    for (int j = 0; j < columns; j++) {
      try {
        row[j] = Double.parseDouble(fields[j]);
      } catch (NumberFormatException e) {
        throw new BadInput("%s:%d: '%s' is not a number".formatted(file, line, fields[j]), e);
      }
    }
    return row;
  }
}
