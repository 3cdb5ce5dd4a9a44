package gradus.claims;

/**
 * One number that was measured, beside what it should be.
 *
 * @param about what it bears on
 * @param what what was measured; may hold TeX
 * @param relation how the two are compared
 * @param measured the measured number
 * @param predicted what the statement says it is, or its bound
 * @param tolerance how far it may be off, ≥ 0, absolute
 */
public record Evidence(
    About about,
    String what,
    Relation relation,
    double measured,
    double predicted,
    double tolerance) {
  /** What a piece of evidence bears on. */
  public enum About {
    /** What the statement assumes: where it is not met, nothing else is judged. */
    HYPOTHESIS,
    /** The statement as it is printed. */
    PRINTED,
    /** The statement after its correction, or what is true instead of it. */
    CORRECTED
  }

  /** How the measured number is compared with the predicted one. */
  public enum Relation {
    /** |measured - predicted| ≤ tolerance. */
    NEAR("="),
    /** measured ≤ predicted + tolerance. */
    AT_MOST("≤"),
    /** measured ≥ predicted - tolerance. */
    AT_LEAST("≥");

    private final String sign;

    Relation(String sign) {
      this.sign = sign;
    }

    /** Its sign. */
    public String sign() {
      return sign;
    }
  }

  /** Checks that the tolerance is one and that there is a prediction. */
  public Evidence {
    if (!(tolerance >= 0) || Double.isInfinite(tolerance)) {
      throw new IllegalArgumentException("'%s' has tolerance %s".formatted(what, tolerance));
    }
    if (!Double.isFinite(predicted)) {
      throw new IllegalArgumentException("'%s' predicts %s".formatted(what, predicted));
    }
  }

  /** measured = predicted to an absolute tolerance. */
  public static Evidence near(String what, double measured, double predicted, double tolerance) {
    return new Evidence(About.PRINTED, what, Relation.NEAR, measured, predicted, tolerance);
  }

  /** measured = predicted to a tolerance relative to the predicted. */
  public static Evidence relative(String what, double measured, double predicted, double share) {
    return near(what, measured, predicted, share * Math.abs(predicted));
  }

  /** measured ≤ bound. */
  public static Evidence atMost(String what, double measured, double bound) {
    return new Evidence(About.PRINTED, what, Relation.AT_MOST, measured, bound, 0);
  }

  /** measured ≥ bound. */
  public static Evidence atLeast(String what, double measured, double bound) {
    return new Evidence(About.PRINTED, what, Relation.AT_LEAST, measured, bound, 0);
  }

  /** The same about another thing. */
  public Evidence about(About other) {
    return new Evidence(other, what, relation, measured, predicted, tolerance);
  }

  /** The same about what the statement assumes. */
  public Evidence ofHypothesis() {
    return about(About.HYPOTHESIS);
  }

  /** The same about the corrected statement. */
  public Evidence ofCorrection() {
    return about(About.CORRECTED);
  }

  /** Whether the number is as it should be; never for NaN. */
  public boolean within() {
    return switch (relation) {
      case NEAR -> Math.abs(measured - predicted) <= tolerance;
      case AT_MOST -> measured <= predicted + tolerance;
      case AT_LEAST -> measured >= predicted - tolerance;
    };
  }
}
