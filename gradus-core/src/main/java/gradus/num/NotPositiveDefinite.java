package gradus.num;

/** A matrix that was to have a Cholesky factor has none. */
public final class NotPositiveDefinite extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  private final int minor;

  NotPositiveDefinite(int minor, int order) {
    super(
        "the matrix of order %d is not positive definite: its leading minor of order %d is not positive"
            .formatted(order, minor));
    this.minor = minor;
  }

  /** The order of the first leading minor that is not positive, from 1. */
  public int minor() {
    return minor;
  }
}
