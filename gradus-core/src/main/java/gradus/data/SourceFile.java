package gradus.data;

import gradus.num.BadInput;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads one file of a user to its end: unpacked if it is gzip, bounded, and hashed on the way. */
final class SourceFile {
  private static final int BUFFER = 1 << 16;

  /** What makes a result of a file's bytes. */
  @FunctionalInterface
  interface Body<T> {
    T read(InputStream content) throws IOException;
  }

  private SourceFile() {}

  /**
   * What the body makes of the file's content; the file's hash joins the log.
   *
   * @throws BadInput if the file cannot be read, is damaged, or is larger than the limit
   */
  static <T> T read(Path path, ReadLimits limits, List<FileHash> log, Body<T> body) {
    if (!Files.isRegularFile(path)) {
      throw BadInput.in(path, "a file is needed, but this is none");
    }
    try (DigestInputStream raw = new DigestInputStream(Files.newInputStream(path), sha256());
        InputStream content = bounded(path, raw, limits)) {
      T result = body.read(content);
      // The checksum of a gzip stream is only verified at its end.
      content.transferTo(OutputStream.nullOutputStream());
      raw.transferTo(OutputStream.nullOutputStream());
      String hash = HexFormat.of().formatHex(raw.getMessageDigest().digest());
      log.add(new FileHash(path, Files.size(path), hash));
      return result;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** At most the first bytes of the content. */
  static byte[] head(Path path, int length) {
    try (InputStream raw = Files.newInputStream(path);
        InputStream content = bounded(path, raw, ReadLimits.usual())) {
      return content.readNBytes(length);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static InputStream bounded(Path path, InputStream raw, ReadLimits limits)
      throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    if (!gzip && path.toString().endsWith(".gz")) {
      throw BadInput.in(
          path,
          "a gzip stream is expected of a name in .gz, but it does not start like one; unpacked"
              + " files need a name without .gz");
    }
    InputStream content = gzip ? new GZIPInputStream(buffered, BUFFER) : buffered;
    return new BoundedStream(content, path, limits.bytes());
  }

  private static BadInput unreadable(Path path, IOException e) {
    String why =
        switch (e) {
          case EOFException _ ->
              "the gzip stream ends before its end: the file is truncated; fetch it again";
          case ZipException z ->
              "the gzip stream is damaged (%s); fetch the file again".formatted(z.getMessage());
          case CharacterCodingException _ ->
              "text in UTF-8 is needed, but other bytes came; convert the file, or name its format"
                  + " (csv, libsvm, idx, cifar10)";
          case AccessDeniedException _ -> "may not be read; change its permissions";
          default -> "cannot be read (%s)".formatted(e.getMessage());
        };
    return new BadInput(path + ": " + why, e);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
