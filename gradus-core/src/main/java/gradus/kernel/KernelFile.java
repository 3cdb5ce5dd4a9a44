package gradus.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A symmetric matrix on its way into a NumPy file (format 1.0, float64, little-endian, by rows).
 */
final class KernelFile implements AutoCloseable {
  private static final int HEADER = 128;
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path file;
  private final Path part;
  private final long n;
  private final Arena arena;
  private final FileChannel channel;
  private final MemorySegment content;
  private boolean whole;

  private KernelFile(Path file, Path part, long n, Arena arena, FileChannel channel)
      throws IOException {
    this.file = file;
    this.part = part;
    this.n = n;
    this.arena = arena;
    this.channel = channel;
    this.content =
        channel.map(FileChannel.MapMode.READ_WRITE, 0, HEADER + n * n * Double.BYTES, arena);
    MemorySegment.copy(MemorySegment.ofArray(header(n)), 0, content, 0, HEADER);
  }

  // The arena and the channel are closed by close().
  @SuppressWarnings("MustBeClosedChecker")
  static KernelFile create(Path file, int n) throws IOException {
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    Arena arena = Arena.ofShared();
    try {
      FileChannel channel =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING);
      return new KernelFile(file, part, n, arena, channel);
    } catch (IOException e) {
      arena.close();
      throw e;
    }
  }

  private static byte[] header(long n) {
    String text = "{'descr': '<f8', 'fortran_order': False, 'shape': (%d, %d), }".formatted(n, n);
    byte[] header = " ".repeat(HEADER).getBytes(StandardCharsets.US_ASCII);
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, HEADER - 10, 0};
    System.arraycopy(magic, 0, header, 0, magic.length);
    byte[] words = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(words, 0, header, magic.length, words.length);
    header[HEADER - 1] = '\n';
    return header;
  }

  /** A piece of row i, at or left of the diagonal, and its mirror image. */
  void put(int i, int j, double[] row, int count) {
    MemorySegment.copy(row, 0, content, DOUBLE, place(i, j), count);
    for (int k = 0; k < count; k++) {
      content.set(DOUBLE, place(j + k, i), row[k]);
    }
  }

  private long place(long i, long j) {
    return HEADER + (i * n + j) * Double.BYTES;
  }

  /** Everything was put: {@link #close} gives the file its name. */
  void commit() {
    content.force();
    whole = true;
  }

  @Override
  public void close() throws IOException {
    arena.close();
    channel.close();
    if (whole) {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.deleteIfExists(part);
    }
  }
}
