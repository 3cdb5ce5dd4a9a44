package gradus.num;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/**
 * Files taken out of a jar and kept for the next start.
 *
 * <p>A kept file is used again only if its length and checksum are those in the jar; a damaged one
 * is replaced. Files are written beside and moved into place, so that processes that start together
 * do not disturb one another.
 */
final class LibraryCache {
  private final Path directory;

  /** A cache in a directory that exists already or can be made. */
  LibraryCache(Path directory) {
    this.directory = directory;
  }

  /** The file that holds what stands at {@code source}, by the given name. */
  Path keep(URL source, String name) throws IOException {
    Path kept = directory.resolve(name);
    Content wanted = Content.of(source);
    if (wanted.isIn(kept)) {
      return kept;
    }
    Files.createDirectories(directory);
    Path fresh = Files.createTempFile(directory, name, ".part");
    try {
      try (InputStream in = open(source).getInputStream()) {
        Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!wanted.isIn(fresh)) {
        throw new IOException(fresh + " did not come out as it is in the jar");
      }
      Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
    return kept;
  }

  /** Where this user's caches stand by the custom of an operating system. */
  static Path home(String os, Map<String, String> environment, Path userHome) {
    if (os.startsWith("Windows")) {
      String local = environment.get("LOCALAPPDATA");
      return local == null ? userHome.resolve("AppData", "Local") : Path.of(local);
    }
    if (os.startsWith("Mac")) {
      return userHome.resolve("Library", "Caches");
    }
    String xdg = environment.get("XDG_CACHE_HOME");
    // The specification says to ignore relative paths.
    return xdg == null || !Path.of(xdg).isAbsolute() ? userHome.resolve(".cache") : Path.of(xdg);
  }

  private static URLConnection open(URL source) throws IOException {
    URLConnection connection = source.openConnection();
    connection.setUseCaches(false);
    return connection;
  }

  /** What tells one content from another, damage included. */
  private record Content(long size, long checksum) {
    static Content of(URL source) throws IOException {
      URLConnection connection = open(source);
      if (connection instanceof JarURLConnection inJar) {
        // The directory of the jar has both numbers; nothing need be unpacked.
        try (JarFile jar = inJar.getJarFile()) {
          JarEntry entry = jar.getJarEntry(inJar.getEntryName());
          return new Content(entry.getSize(), entry.getCrc());
        }
      }
      try (InputStream in = connection.getInputStream()) {
        return of(in);
      }
    }

    private static Content of(InputStream in) throws IOException {
      CRC32 crc = new CRC32();
      long size = in.transferTo(new ChecksumSink(crc));
      return new Content(size, crc.getValue());
    }

    boolean isIn(Path file) throws IOException {
      if (!Files.isRegularFile(file) || Files.size(file) != size) {
        return false;
      }
      try (InputStream in = Files.newInputStream(file)) {
        return of(in).equals(this);
      }
    }
  }

  /** Takes bytes in for their checksum alone. */
  private static final class ChecksumSink extends OutputStream {
    private final CRC32 crc;

    ChecksumSink(CRC32 crc) {
      this.crc = crc;
    }

    @Override
    public void write(int b) {
      crc.update(b);
    }

    @Override
    public void write(byte[] bytes, int off, int len) {
      crc.update(bytes, off, len);
    }
  }
}
