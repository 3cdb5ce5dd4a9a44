package gradus.kernel;

import java.util.List;

/**
 * What the theorems of ji2020 §3 ask for, number by number. Where a theorem says Ω, O or Θ~ without
 * its constant, the constant is taken as 1 and logarithmic factors under ~ are left out; the term
 * says so.
 */
public final class TangentTheory {
  private TangentTheory() {}

  /**
   * One number of a theorem.
   *
   * @param symbol its symbol
   * @param formula how it is computed
   * @param value the number
   */
  public record Term(String symbol, String formula, double value) {}

  /**
   * A theorem at given data.
   *
   * @param id its id in the catalogue, as J-T3.2
   * @param terms its numbers
   */
  public record Requirement(String id, List<Term> terms) {
    /** Copies the list. */
    public Requirement {
      terms = List.copyOf(terms);
    }

    /** The number of that symbol. */
    public double value(String symbol) {
      return terms.stream()
          .filter(term -> term.symbol().equals(symbol))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(id + " has no term " + symbol))
          .value();
    }
  }

  /**
   * Theorem 3.1 (regression, square loss, flow or descent): width and rate from λ_0 = λ_min(H∞),
   * with probability 1 - δ. Infinite where λ_0 = 0.
   */
  public static Requirement regression(int n, double lambda0, double delta) {
    double eta = lambda0 / n;
    return new Requirement(
        "J-T3.1",
        List.of(
            new Term("lambda_0", "least eigenvalue of H-infinity", lambda0),
            new Term(
                "m",
                "n^6/(lambda_0^4 delta^3), constant of Omega taken as 1",
                Math.pow(n, 6) / (Math.pow(lambda0, 4) * Math.pow(delta, 3))),
            new Term("eta", "lambda_0/n, constant of O taken as 1", eta),
            new Term("rate", "1 - eta lambda_0/(2n) a step", 1 - eta * lambda0 / (2 * n))));
  }

  /** λ of theorem 3.2: (√(2 ln(4n/δ)) + ln(4/ε))/(γ/4). */
  public static double lambda(int n, double gamma, double epsilon, double delta) {
    return (Math.sqrt(2 * Math.log(4.0 * n / delta)) + Math.log(4 / epsilon)) / (gamma / 4);
  }

  /** 4λ/(γ√m), how far theorem 3.2 lets any row of W move at width m. */
  public static double movement(double lambda, double gamma, double m) {
    return 4 * lambda / (gamma * Math.sqrt(m));
  }

  /**
   * Theorem 3.2 (classification, logistic loss, descent with step η ≤ 1): with probability 1 - 3δ
   * the mean risk of the first T steps is at most ε at any width from M on. All constants are the
   * theorem's.
   */
  public static Requirement optimisation(
      int n, double gamma, double epsilon, double delta, double eta) {
    double lambda = lambda(n, gamma, epsilon, delta);
    double width = 4096 * lambda * lambda / Math.pow(gamma, 6);
    return new Requirement(
        "J-T3.2",
        List.of(
            new Term("gamma", "NTK margin", gamma),
            new Term("lambda", "(sqrt(2 ln(4n/delta)) + ln(4/epsilon))/(gamma/4)", lambda),
            new Term("M", "4096 lambda^2/gamma^6", width),
            new Term(
                "T",
                "ceil(2 lambda^2/(eta epsilon)), eta = " + eta,
                Math.ceil(2 * lambda * lambda / (eta * epsilon))),
            new Term(
                "movement", "4 lambda/(gamma sqrt(m)) at m = M", movement(lambda, gamma, width))));
  }

  /** Theorem 3.3 (test error ≤ ε of descent's best iterate, with probability 1 - δ). */
  public static Requirement generalisation(int n, double gamma, double epsilon, double delta) {
    double samples = 1 / (Math.pow(gamma, 4) * epsilon * epsilon);
    double log = Math.log(1 / epsilon);
    return new Requirement(
        "J-T3.3",
        List.of(
            new Term(
                "n", "1/(gamma^4 epsilon^2), constant and logarithms of Omega~ left out", samples),
            new Term(
                "m",
                "(ln(n/delta) + ln(1/epsilon)^2)/gamma^8 at the given n, constant of Omega taken as"
                    + " 1",
                (Math.log(n / delta) + log * log) / Math.pow(gamma, 8)),
            new Term(
                "steps",
                "1/(gamma^2 epsilon), constant and logarithms of Theta~ left out",
                1 / (gamma * gamma * epsilon))));
  }

  /**
   * Theorem 3.4 (mean test error ≤ ε of the iterates of one-pass stochastic descent, with
   * probability 1 - δ). The document prints ln(1/ε²) in the width; ln(1/ε)² is meant, as in theorem
   * 3.3.
   */
  public static Requirement onePass(double gamma, double epsilon, double delta) {
    double log = Math.log(1 / epsilon);
    return new Requirement(
        "J-T3.4",
        List.of(
            new Term(
                "n",
                "1/(gamma^2 epsilon), constant and logarithms of Theta~ left out",
                1 / (gamma * gamma * epsilon)),
            new Term(
                "m",
                "(ln(1/delta) + ln(1/epsilon)^2)/gamma^8, constant of Omega taken as 1",
                (Math.log(1 / delta) + log * log) / Math.pow(gamma, 8))));
  }
}
