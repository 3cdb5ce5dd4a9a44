package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gradus.num.BadInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Writes small data files into a directory and reads them back. */
final class SampleFiles {
  private final Path directory;

  SampleFiles(Path directory) {
    this.directory = directory;
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  SampleFiles text(String name, String content) throws IOException {
    return bytes(name, content.getBytes(StandardCharsets.UTF_8));
  }

  SampleFiles bytes(String name, byte[] content) throws IOException {
    Files.write(path(name), content);
    return this;
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    return packed.toByteArray();
  }

  /** An IDX file: magic, sizes, and then bytes 0, step, 2 step, ... */
  static byte[] idx(int magic, int[] sizes, int count, int step) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * sizes.length + count);
    file.putInt(magic);
    for (int size : sizes) {
      file.putInt(size);
    }
    for (int i = 0; i < count; i++) {
      file.put((byte) (i * step));
    }
    return file.array();
  }

  DataFiles files() {
    return DataFiles.in(directory, Optional.empty());
  }

  Loaded read(String name) {
    return read(name, ReadOptions.usual());
  }

  Loaded read(String name, ReadOptions options) {
    return files().read(name, options);
  }

  /** The message that reading ends with: one line. */
  String refusal(String name) {
    return refusal(name, ReadOptions.usual());
  }

  String refusal(String name, ReadOptions options) {
    return message(() -> read(name, options));
  }

  /** The message of the BadInput that is thrown: one line. */
  static String message(ThrowingCallable asked) {
    BadInput refused = catchThrowableOfType(BadInput.class, asked);
    assertThat(refused).as("a refusal").isNotNull();
    assertThat(refused.getMessage()).doesNotContain("\n").doesNotContain("null");
    return String.valueOf(refused.getMessage());
  }
}
