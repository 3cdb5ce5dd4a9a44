package gradus.study;

import gradus.num.BadInput;
import gradus.num.Blas;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The directions w / ‖w‖ of an arm, a row for each row of its trace, as a NumPy array file of
 * version 1.0: shape (rows, p), doubles, little-endian.
 *
 * <p>At most {@value #MOST_NUMBERS} numbers are kept; later rows of an arm that would have more are
 * left out.
 */
final class DirectionFile implements AutoCloseable {
  static final long MOST_NUMBERS = 2_000_000;
  private static final int HEADER = 128;
  private static final String MAGIC = "\u0093NUMPY\u0001\0";

  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer row;
  private final int p;
  private long rows;

  private DirectionFile(Path file, FileChannel channel, int p, long rows) {
    this.file = file;
    this.channel = channel;
    this.p = p;
    this.rows = rows;
    this.row = ByteBuffer.allocate(Math.multiplyExact(p, Double.BYTES));
    row.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Whether so many directions of p numbers are kept. */
  static boolean fits(int p, long rows) {
    return rows <= MOST_NUMBERS / p;
  }

  /** A file whose first {@code rows} rows stand; what follows them is cut off. */
  static DirectionFile open(Path file, int p, long rows) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      long end = HEADER + rows * p * Double.BYTES;
      if (rows > 0 && channel.size() < end) {
        channel.close();
        throw BadInput.in(
            file, "is shorter than the checkpoint says; delete the run and start anew");
      }
      channel.truncate(end);
      DirectionFile directions = new DirectionFile(file, channel, p, rows);
      directions.writeHeader();
      return directions;
    } catch (IOException e) {
      throw new CannotWrite(file, e);
    }
  }

  /** Adds the direction of w, where there is room for it. */
  void append(double[] w) {
    if (!fits(p, rows + 1)) {
      return;
    }
    double norm = Blas.best().nrm2(p, w, 0);
    row.clear();
    for (int i = 0; i < p; i++) {
      row.putDouble(w[i] / norm);
    }
    try {
      write(row.flip(), HEADER + rows * p * Double.BYTES);
      rows++;
    } catch (IOException e) {
      throw new CannotWrite(file, e);
    }
  }

  /** Puts all rows on the disk and tells how many there are. */
  long sync() {
    try {
      writeHeader();
      channel.force(true);
      return rows;
    } catch (IOException e) {
      throw new CannotWrite(file, e);
    }
  }

  private void writeHeader() throws IOException {
    String shape =
        "{'descr': '<f8', 'fortran_order': False, 'shape': (%d, %d), }".formatted(rows, p);
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC.getBytes(StandardCharsets.ISO_8859_1));
    header.putShort((short) (HEADER - 10));
    header.put(shape.getBytes(StandardCharsets.US_ASCII));
    while (header.position() < HEADER - 1) {
      header.put((byte) ' ');
    }
    write(header.put((byte) '\n').flip(), 0);
  }

  private void write(ByteBuffer bytes, long place) throws IOException {
    long at = place;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  @Override
  public void close() {
    try (channel) {
      writeHeader();
    } catch (IOException e) {
      throw new CannotWrite(file, e);
    }
  }

  /** Reads the directions of a network with p weights. */
  static List<double[]> read(Path file, int p) {
    try {
      if (Files.size(file) > HEADER + MOST_NUMBERS * Double.BYTES) {
        throw BadInput.in(file, "is larger than any file of directions");
      }
      byte[] bytes = Files.readAllBytes(file);
      boolean whole = bytes.length >= HEADER && (bytes.length - HEADER) % (8L * p) == 0;
      byte[] magic = MAGIC.getBytes(StandardCharsets.ISO_8859_1);
      if (!whole || !Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length)) {
        throw BadInput.in(file, "holds no directions of %d weights".formatted(p));
      }
      ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(HEADER);
      List<double[]> rows = new ArrayList<>();
      while (numbers.hasRemaining()) {
        double[] row = new double[p];
        numbers.asDoubleBuffer().get(row);
        numbers.position(numbers.position() + p * Double.BYTES);
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read: " + CannotWrite.reason(e), e);
    }
  }
}
