package gradus.num;

import org.jspecify.annotations.Nullable;

/** What the system property {@code gradus.blas} asks for, decided once. */
final class BlasChoice {
  private static final @Nullable Blas BLAS;
  private static final Elementwise ELEMENTWISE;
  private static final String PROBLEM;
  private static final boolean IN_JAVA;

  static {
    Blas blas = null;
    String problem = "";
    String name = System.getProperty("gradus.blas", "auto");
    try {
      blas = named(name);
    } catch (BadInput e) {
      problem = String.valueOf(e.getMessage());
    }
    BLAS = blas;
    PROBLEM = problem;
    IN_JAVA = name.equals("scalar") || name.equals("vector");
    ELEMENTWISE =
        VectorModule.isPresent() && !name.equals("scalar")
            ? VectorElementwise.INSTANCE
            : ScalarElementwise.INSTANCE;
  }

  private BlasChoice() {}

  /** The products asked for; an error each time when they cannot be had. */
  static Blas blas() {
    Blas blas = BLAS;
    if (blas == null) {
      throw new BadInput(PROBLEM);
    }
    return blas;
  }

  /** The loops that go with them. */
  static Elementwise elementwise() {
    return ELEMENTWISE;
  }

  /** The picked products that go with them. */
  static PickedProduct pickedProduct() {
    return vectors() ? VectorPickedProduct.here() : ScalarPickedProduct.INSTANCE;
  }

  /** The gathered products that go with them. */
  static GatheredProduct gatheredProduct() {
    return vectors() ? VectorGatheredProduct.INSTANCE : ScalarGatheredProduct.INSTANCE;
  }

  /** Whether these loops are kernels of the vector API. */
  static boolean vectors() {
    return ELEMENTWISE != ScalarElementwise.INSTANCE;
  }

  /** The factorisations that go with them; OpenBLAS is loaded when first asked for one. */
  static Lapack lapack() {
    return Factorisations.LAPACK;
  }

  private static final class Factorisations {
    static final Lapack LAPACK =
        IN_JAVA || OpenBlasLibrary.loaded() == null
            ? HipparchusLapack.INSTANCE
            : NativeLapack.INSTANCE;
  }

  /** One of auto, scalar, vector and openblas. */
  static Blas named(String name) {
    return switch (name) {
      case "auto" -> FastestBlas.here();
      case "scalar" -> ScalarBlas.INSTANCE;
      case "vector" -> vector();
      case "openblas" -> openBlas();
      default ->
          throw new BadInput(
              "gradus.blas=%s is unknown; it can be auto, scalar, vector or openblas"
                  .formatted(name));
    };
  }

  private static Blas vector() {
    if (!VectorModule.isPresent()) {
      throw new BadInput(
          "gradus.blas=vector needs a JVM started with --add-modules jdk.incubator.vector");
    }
    return VectorBlas.INSTANCE;
  }

  private static Blas openBlas() {
    Blas openBlas = OpenBlasLibrary.blas();
    if (openBlas == null) {
      throw new BadInput(
          "gradus.blas=openblas cannot be had here (%s); leave it out for Java kernels"
              .formatted(OpenBlasLibrary.problem()));
    }
    return openBlas;
  }
}
