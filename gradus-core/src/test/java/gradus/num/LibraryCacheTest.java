package gradus.num;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LibraryCacheTest {
  private static final byte[] CONTENT = "seven hundred bytes of code".repeat(26).getBytes(UTF_8);

  @TempDir Path directory;
  private Path kept;
  private URL source;
  private LibraryCache cache;

  @BeforeEach
  void jarWithOneLibrary() throws IOException {
    Path jar = directory.resolve("native.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("os/libx.so"));
      out.write(CONTENT);
      out.closeEntry();
    }
    source = URI.create("jar:" + jar.toUri() + "!/os/libx.so").toURL();
    cache = new LibraryCache(directory.resolve("a/b"));
    kept = directory.resolve("a/b/libx.so");
  }

  @Test
  void keep_firstTime_unpacksAndLeavesNothingElse() throws IOException {
    assertThat(cache.keep(source, "libx.so")).isEqualTo(kept).hasBinaryContent(CONTENT);
    try (Stream<Path> files = Files.list(kept.getParent())) {
      assertThat(files).containsExactly(kept);
    }
  }

  @Test
  void keep_again_leavesTheFileAlone() throws IOException {
    cache.keep(source, "libx.so");
    FileTime then = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(kept, then);
    cache.keep(source, "libx.so");
    assertThat(Files.getLastModifiedTime(kept)).isEqualTo(then);
  }

  @Test
  void keep_oneByteDamaged_isReplaced() throws IOException {
    cache.keep(source, "libx.so");
    byte[] damaged = CONTENT.clone();
    damaged[300] ^= 1;
    Files.write(kept, damaged);
    assertThat(cache.keep(source, "libx.so")).hasBinaryContent(CONTENT);
  }

  @Test
  void keep_cutShort_isReplaced() throws IOException {
    cache.keep(source, "libx.so");
    Files.write(kept, new byte[] {1, 2, 3});
    assertThat(cache.keep(source, "libx.so")).hasBinaryContent(CONTENT);
  }

  @Test
  void keep_fromPlainDirectory_worksAlike() throws IOException {
    Path plain = Files.write(directory.resolve("plain.so"), CONTENT);
    assertThat(cache.keep(plain.toUri().toURL(), "libx.so")).hasBinaryContent(CONTENT);
  }

  @Test
  void home_everySystem_followsItsCustom() {
    Path user = Path.of("/home/u");
    assertThat(LibraryCache.home("Linux", Map.of(), user)).isEqualTo(user.resolve(".cache"));
    assertThat(LibraryCache.home("Linux", Map.of("XDG_CACHE_HOME", "relative"), user))
        .isEqualTo(user.resolve(".cache"));
    assertThat(LibraryCache.home("Mac OS X", Map.of("XDG_CACHE_HOME", "/x"), user))
        .isEqualTo(user.resolve("Library/Caches"));
    assertThat(LibraryCache.home("Windows 11", Map.of("LOCALAPPDATA", "/local"), user))
        .isEqualTo(Path.of("/local"));
    String absolute = directory.toAbsolutePath().toString();
    assertThat(LibraryCache.home("Linux", Map.of("XDG_CACHE_HOME", absolute), user))
        .isEqualTo(Path.of(absolute));
  }
}
