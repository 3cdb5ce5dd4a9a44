package gradus.num;

/** Whether the vector API can be used: classes that name it may be touched only then. */
final class VectorModule {
  private static final boolean PRESENT =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  private VectorModule() {}

  /** True when the JVM was started with {@code --add-modules jdk.incubator.vector}. */
  static boolean isPresent() {
    return PRESENT;
  }
}
