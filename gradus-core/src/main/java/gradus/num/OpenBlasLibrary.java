package gradus.num;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The native OpenBLAS, which travels in the jar {@code org.bytedeco:openblas} of this platform.
 *
 * <p>It is unpacked once into {@code gradus/openblas-VERSION-PLATFORM} under the user's cache
 * directory, or for one run into a temporary directory where that cannot be written. It is loaded
 * when this class is first asked for it, which costs some hundredths of a second, and then runs on
 * one thread: parallel work is over runs and tiles.
 */
final class OpenBlasLibrary {
  private static final @Nullable OpenBlasLibrary LOADED;
  private static final String PROBLEM;

  static {
    OpenBlasLibrary library = null;
    String problem = "";
    try {
      library = new OpenBlasLibrary(open());
    } catch (IOException | RuntimeException | LinkageError e) {
      problem = e.toString().replace('\n', ' ');
    }
    LOADED = library;
    PROBLEM = problem;
  }

  private final Linker linker = Linker.nativeLinker();
  private final SymbolLookup symbols;
  private final String label;

  private OpenBlasLibrary(SymbolLookup symbols) {
    this.symbols = symbols;
    this.label = answer();
  }

  /** The library, or null when it cannot be loaded here. */
  static @Nullable OpenBlasLibrary loaded() {
    return LOADED;
  }

  /** The products of the library, or null when it cannot be loaded here. */
  static @Nullable Blas blas() {
    return LOADED == null ? null : new OpenBlas(LOADED.label);
  }

  /** Why {@link #loaded} is null; empty when it is not. */
  static String problem() {
    return PROBLEM;
  }

  /** Version, kernels chosen for this processor, and threads. */
  String label() {
    return label;
  }

  /** Sets one thread; tells the version, the kernels chosen for this processor, and the threads. */
  private String answer() {
    try {
      function("openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT)).invokeExact(1);
      String[] config = text("openblas_get_config").split(" ", 3);
      String version = config.length > 1 ? config[1] : "of unknown version";
      return "OpenBLAS " + version + " (" + text("openblas_get_corename") + ", 1 thread)";
    } catch (Throwable e) {
      throw new IllegalStateException("OpenBLAS was loaded but does not answer", e);
    }
  }

  @SuppressWarnings("restricted") // a C string has no length of its own
  private String text(String function) throws Throwable {
    var pointer = (MemorySegment) function(function, FunctionDescriptor.of(ADDRESS)).invokeExact();
    return pointer.reinterpret(1024).getString(0);
  }

  /** The C function of this name. */
  @SuppressWarnings("restricted") // native calls are what this class is for
  MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
    MemorySegment address =
        symbols
            .find(name)
            .orElseThrow(() -> new UnsatisfiedLinkError("OpenBLAS has no function " + name));
    return linker.downcallHandle(address, type, options);
  }

  private static SymbolLookup open() throws IOException {
    String platform = platform();
    String root = "/org/bytedeco/openblas/" + platform + "/";
    if (OpenBlasLibrary.class.getResource(root + libraries(platform).getLast()) == null) {
      throw new IOException("no OpenBLAS for " + platform + " on the class path");
    }
    Path cache =
        LibraryCache.home(
            System.getProperty("os.name"),
            System.getenv(),
            Path.of(System.getProperty("user.home")));
    try {
      return open(
          cache.resolve("gradus", "openblas-" + version() + "-" + platform), root, platform);
    } catch (IOException | IllegalArgumentException unwritable) {
      // Or what is written there may not be run.
      Path temporary = Files.createTempDirectory("gradus-openblas");
      temporary.toFile().deleteOnExit();
      for (String name : libraries(platform)) {
        temporary.resolve(name).toFile().deleteOnExit();
      }
      try {
        return open(temporary, root, platform);
      } catch (IOException | IllegalArgumentException e) {
        e.addSuppressed(unwritable);
        throw e;
      }
    }
  }

  /** Loads what OpenBLAS stands on before OpenBLAS itself. */
  @SuppressWarnings("restricted") // native code is what this class is for
  private static SymbolLookup open(Path directory, String root, String platform)
      throws IOException {
    LibraryCache cache = new LibraryCache(directory);
    SymbolLookup last = SymbolLookup.loaderLookup();
    for (String name : libraries(platform)) {
      URL resource = OpenBlasLibrary.class.getResource(root + name);
      if (resource != null) {
        last = SymbolLookup.libraryLookup(cache.keep(resource, name), Arena.global());
      }
    }
    return last;
  }

  /** The files in the order of loading; those that a platform's jar lacks are passed over. */
  private static List<String> libraries(String platform) {
    if (platform.startsWith("windows")) {
      return List.of("libopenblas.dll");
    }
    if (platform.startsWith("macosx")) {
      return List.of(
          "libgcc_s.1.1.dylib",
          "libgcc_s.1.dylib",
          "libquadmath.0.dylib",
          "libgfortran.5.dylib",
          "libopenblas.0.dylib");
    }
    return List.of("libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0");
  }

  /** The name of this platform as the jar spells it. */
  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String family =
        os.startsWith("mac") ? "macosx" : os.startsWith("windows") ? "windows" : "linux";
    String processor =
        switch (arch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm64";
          default -> arch;
        };
    return family + "-" + processor;
  }

  private static String version() throws IOException {
    String path = "/META-INF/maven/org.bytedeco/openblas/pom.properties";
    try (InputStream in = OpenBlasLibrary.class.getResourceAsStream(path)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "bundled");
    }
  }
}
