package gradus.study;

/** Where training starts. */
public sealed interface InitSpec {
  /**
   * A draw from a named law.
   *
   * @param scheme how entries are drawn
   * @param scale what they are multiplied by
   */
  record Drawn(Scheme scheme, double scale) implements InitSpec {}

  /**
   * Matrices from a JSON file.
   *
   * @param file as the user wrote it
   */
  record File(String file) implements InitSpec {}

  /** How entries are drawn. */
  enum Scheme {
    /** Independent N(0, scale²). */
    GAUSSIAN("gaussian"),
    /** Independent N(0, scale² 2 / fan-in). */
    HE("he"),
    /** Orthonormal rows or columns times scale. */
    ORTHOGONAL("orthogonal"),
    /** Standard Gaussian hidden weights, fixed outputs ±1/√m. */
    FIXED_SIGNS("fixed-signs");

    private final String label;

    Scheme(String label) {
      this.label = label;
    }

    /** The name a user types. */
    public String label() {
      return label;
    }
  }
}
