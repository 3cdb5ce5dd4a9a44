package gradus.study;

import gradus.flow.Snapshot;
import gradus.num.BadInput;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * The state of one arm between two steps, enough to go on bit for bit.
 *
 * <p>File format, version 1, big-endian: the eight bytes {@code GRADUSCP}, the version (int), study
 * and arm (UTF), trace bytes (long), wall seconds (double), the vectors (int count; each UTF name,
 * int length, doubles), the numbers (int count; each UTF name, long), and last the CRC-32 of all
 * before it (long). Every length is checked against the bytes that are left before anything is
 * allocated.
 *
 * @param study the SHA-256 of the study, so that no other study goes on from here
 * @param arm the arm's name
 * @param traceBytes how much of the trace file belongs to the time before this state
 * @param wallSeconds the time spent so far
 * @param vectors named vectors: weights, optimiser buffers, probe memory
 * @param numbers named whole numbers: step counts
 */
record Checkpoint(
    String study,
    String arm,
    long traceBytes,
    double wallSeconds,
    Map<String, double[]> vectors,
    Map<String, Long> numbers) {
  private static final byte[] MAGIC = {'G', 'R', 'A', 'D', 'U', 'S', 'C', 'P'};
  private static final int VERSION = 1;
  private static final int MAX_ENTRIES = 10_000;

  /** The state in the form a course reads. */
  Snapshot snapshot() {
    Snapshot snapshot = new Snapshot();
    vectors.forEach(snapshot::put);
    numbers.forEach(snapshot::put);
    return snapshot;
  }

  /** Writes this state into a file, all or nothing. */
  void write(Path file) {
    AtomicFile.write(file, this::writeTo);
  }

  private void writeTo(OutputStream target) throws IOException {
    CRC32 crc = new CRC32();
    DataOutputStream out = new DataOutputStream(new CheckedOutputStream(target, crc));
    out.write(MAGIC);
    out.writeInt(VERSION);
    out.writeUTF(study);
    out.writeUTF(arm);
    out.writeLong(traceBytes);
    out.writeDouble(wallSeconds);
    out.writeInt(vectors.size());
    for (Map.Entry<String, double[]> entry : new TreeMap<>(vectors).entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeInt(entry.getValue().length);
      for (double v : entry.getValue()) {
        out.writeDouble(v);
      }
    }
    out.writeInt(numbers.size());
    for (Map.Entry<String, Long> entry : new TreeMap<>(numbers).entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeLong(entry.getValue());
    }
    out.writeLong(crc.getValue());
    out.flush();
  }

  /** Reads a state; a damaged file is an error that names the remedy. */
  static Checkpoint read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      int body = bytes.length - Long.BYTES;
      if (body < MAGIC.length) {
        throw damaged(file, "is too short");
      }
      CRC32 crc = new CRC32();
      crc.update(bytes, 0, body);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, body));
      for (byte expected : MAGIC) {
        if (in.readByte() != expected) {
          throw damaged(file, "is not a checkpoint");
        }
      }
      int version = in.readInt();
      if (version != VERSION) {
        throw damaged(file, "has format version " + version + ", this one reads " + VERSION);
      }
      long sum = new DataInputStream(new ByteArrayInputStream(bytes, body, Long.BYTES)).readLong();
      if (sum != crc.getValue()) {
        throw damaged(file, "is damaged (its checksum does not fit)");
      }
      return body(file, in);
    } catch (IOException | IllegalArgumentException e) {
      throw new BadInput(
          file + ": cannot be read as a checkpoint: " + e.getMessage() + "; delete it and run anew",
          e);
    }
  }

  private static Checkpoint body(Path file, DataInputStream in) throws IOException {
    String study = in.readUTF();
    String arm = in.readUTF();
    long traceBytes = in.readLong();
    double wallSeconds = in.readDouble();
    Map<String, double[]> vectors = new TreeMap<>();
    for (int left = count(file, in); left > 0; left--) {
      String name = in.readUTF();
      int length = in.readInt();
      if (length < 0 || (long) length * Double.BYTES > in.available()) {
        throw damaged(file, "announces more numbers than it holds");
      }
      double[] vector = new double[length];
      for (int i = 0; i < length; i++) {
        vector[i] = in.readDouble();
      }
      vectors.put(name, vector);
    }
    Map<String, Long> numbers = new TreeMap<>();
    for (int left = count(file, in); left > 0; left--) {
      numbers.put(in.readUTF(), in.readLong());
    }
    return new Checkpoint(study, arm, traceBytes, wallSeconds, vectors, numbers);
  }

  private static int count(Path file, DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MAX_ENTRIES) {
      throw damaged(file, "announces " + count + " entries");
    }
    return count;
  }

  private static BadInput damaged(Path file, String what) {
    return BadInput.in(file, what + "; delete it and run anew, or give another --out");
  }
}
