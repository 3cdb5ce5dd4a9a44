package gradus.num;

import jdk.incubator.vector.DoubleVector;

/**
 * Whether the vector API can be used: classes that name it may be touched only then.
 *
 * <p>Not on a processor of the x86 family so old that it has no fused multiply-add: there each one
 * would be computed in software. Such processors are told by their vectors of 128 bits.
 */
final class VectorModule {
  private static final boolean PRESENT =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && Lanes.fuse();

  private VectorModule() {}

  /**
   * True when the JVM was started with {@code --add-modules jdk.incubator.vector} on a processor
   * that is up to it.
   */
  static boolean isPresent() {
    return PRESENT;
  }

  /** Kept apart, so that the vector API is named only where it is known to be there. */
  private static final class Lanes {
    static boolean fuse() {
      boolean x86 = System.getProperty("os.arch").equals("amd64");
      return !x86 || DoubleVector.SPECIES_PREFERRED.vectorBitSize() > 128;
    }
  }
}
