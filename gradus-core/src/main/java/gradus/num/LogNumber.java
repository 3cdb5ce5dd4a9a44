package gradus.num;

/**
 * A real number by its sign and the logarithm of its magnitude, for what leaves the range of {@code
 * double}: e⁻¹⁰⁰⁰⁰ is an ordinary {@code LogNumber}.
 *
 * <p>Zero has sign 0 and log -∞. Products and quotients are exact to the round-off of the
 * logarithm; sums as in {@link LogSum}.
 *
 * @param sign -1, 0 or 1
 * @param log the natural logarithm of the magnitude
 */
public record LogNumber(int sign, double log) implements Comparable<LogNumber> {
  /** The number 0. */
  public static final LogNumber ZERO = new LogNumber(0, Double.NEGATIVE_INFINITY);

  /** The number 1. */
  public static final LogNumber ONE = new LogNumber(1, 0);

  /** Zero has one form; a sign of zero goes with no other magnitude. */
  public LogNumber {
    if (sign < -1 || sign > 1) {
      throw new IllegalArgumentException("a sign is -1, 0 or 1, but it is " + sign);
    }
    if (log == Double.NEGATIVE_INFINITY) {
      sign = 0;
    } else if (sign == 0) {
      throw new IllegalArgumentException("only a logarithm of -∞ has sign 0, but it is " + log);
    }
  }

  /** The number itself, which must not be NaN. */
  public static LogNumber of(double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("NaN has no sign");
    }
    return new LogNumber((int) Math.signum(value), Math.log(Math.abs(value)));
  }

  /** eˡᵒᵍ. */
  public static LogNumber exp(double log) {
    return new LogNumber(1, log);
  }

  /** this + other. */
  public LogNumber plus(LogNumber other) {
    if (sign == 0) {
      return other;
    }
    if (other.sign == 0) {
      return this;
    }
    if (sign == other.sign) {
      return new LogNumber(sign, LogSum.add(log, other.log));
    }
    return log >= other.log
        ? new LogNumber(sign, LogSum.subtract(log, other.log))
        : new LogNumber(other.sign, LogSum.subtract(other.log, log));
  }

  /** this - other. */
  public LogNumber minus(LogNumber other) {
    return plus(other.negated());
  }

  /** this · other. */
  public LogNumber times(LogNumber other) {
    return sign == 0 || other.sign == 0 ? ZERO : new LogNumber(sign * other.sign, log + other.log);
  }

  /** this / other; dividing by zero is an {@link ArithmeticException}. */
  public LogNumber over(LogNumber other) {
    if (other.sign == 0) {
      throw new ArithmeticException("division by zero");
    }
    return sign == 0 ? ZERO : new LogNumber(sign * other.sign, log - other.log);
  }

  /** -this. */
  public LogNumber negated() {
    return sign == 0 ? this : new LogNumber(-sign, log);
  }

  /** The nearest double: 0 or ±∞ where the magnitude leaves its range. */
  public double value() {
    return sign * Math.exp(log);
  }

  @Override
  public int compareTo(LogNumber other) {
    if (sign != other.sign) {
      return Integer.compare(sign, other.sign);
    }
    return sign < 0 ? Double.compare(other.log, log) : Double.compare(log, other.log);
  }

  @Override
  public String toString() {
    return sign == 0 ? "0" : (sign < 0 ? "-" : "") + "exp(" + log + ")";
  }
}
