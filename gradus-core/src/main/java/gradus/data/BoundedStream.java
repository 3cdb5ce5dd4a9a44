package gradus.data;

import gradus.num.BadInput;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A stream that refuses to go on after a number of bytes, as a small gzip can hold a huge file. */
final class BoundedStream extends FilterInputStream {
  private final Path path;
  private final long limit;
  private long count;

  BoundedStream(InputStream in, Path path, long limit) {
    super(in);
    this.path = path;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    return b < 0 ? b : counted(1, b);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int n = super.read(target, offset, length);
    return n <= 0 ? n : counted(n, n);
  }

  @Override
  public long skip(long n) throws IOException {
    long skipped = super.skip(n);
    count += skipped;
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private int counted(int n, int result) {
    count += n;
    if (count > limit) {
      throw BadInput.in(
          path,
          "holds more than the %d bytes allowed (unpacked); take a part of it".formatted(limit));
    }
    return result;
  }
}
