package gradus.num;

import jdk.incubator.vector.DoubleVector;

/**
 * Whether the vector API can be used: classes that name it may be touched only then.
 *
 * <p>The module is there when the JVM was started with {@code --add-modules jdk.incubator.vector},
 * which prints a warning at every start. Started with {@code --add-exports
 * java.base/jdk.internal.module=ALL-UNNAMED} instead, as the launcher does, the JVM lets the module
 * be loaded now, silently; the code it compiles for the kernels is the same.
 *
 * <p>Not on a processor of the x86 family so old that it has no fused multiply-add: there each one
 * would be computed in software. Such processors are told by their vectors of 128 bits.
 */
final class VectorModule {
  private static final String NAME = "jdk.incubator.vector";
  private static final boolean PRESENT =
      (ModuleLayer.boot().findModule(NAME).isPresent() || loadLate()) && Lanes.fuse();

  private VectorModule() {}

  /** True when the vector API can be had in this JVM, on a processor that is up to it. */
  static boolean isPresent() {
    return PRESENT;
  }

  private static boolean loadLate() {
    try {
      Class.forName("jdk.internal.module.Modules")
          .getMethod("loadModule", String.class)
          .invoke(null, NAME);
      return true;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      // Not exported, or no such module in this Java: plain Java does the work.
      return false;
    }
  }

  /** Kept apart, so that the vector API is named only where it is known to be there. */
  private static final class Lanes {
    static boolean fuse() {
      boolean x86 = System.getProperty("os.arch").equals("amd64");
      return !x86 || DoubleVector.SPECIES_PREFERRED.vectorBitSize() > 128;
    }
  }
}
