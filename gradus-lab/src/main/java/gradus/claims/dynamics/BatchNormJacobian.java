package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** B-10.3: the derivative of batch normalisation. */
record BatchNormJacobian() implements Claim {
  @Override
  public String id() {
    return "B-10.3";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "§10.3");
  }

  @Override
  public String statement() {
    return "For one feature the derivative of the normalised activations in the "
        + "activations is, up to the scale, the identity less \\(\\frac1N\\hat X\\hat "
        + "X^\\top\\); this is the projector \\(S\\).";
  }

  @Override
  public String formula() {
    return "\\frac{\\partial\\hat X}{\\partial "
        + "X}=(\\sigma_B^2+\\epsilon)^{-1/2}\\Bigl[I-\\frac1N\\hat X\\hat X^\\top\\Bigr],"
        + "\\qquad I-\\hat X\\hat X^\\top=S";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    RandomGenerator random = seed.random();
    double uncentred = 0;
    double printed = 0;
    double corrected = 0;
    double printedProjector = 0;
    double projector = 0;
    for (int draw = 0; draw < budget.of(5, 50, 400); draw++) {
      int n = 3 + random.nextInt(10);
      double[] x = Vectors.plus(Vectors.gaussian(n, random), 1, Vectors.gaussian(n, random));
      double epsilon = draw % 2 == 0 ? 0 : 0.1;
      uncentred = Math.max(uncentred, defect(x, epsilon, false, 0));
      printed = Math.max(printed, defect(x, epsilon, true, 0));
      corrected = Math.max(corrected, defect(x, epsilon, true, 1));
      double[] hat = normalised(x, 0, true);
      double[] u = Vectors.gaussian(n, random);
      printedProjector = Math.max(printedProjector, idempotence(hat, u, 1));
      projector = Math.max(projector, idempotence(hat, u, 1.0 / n));
    }
    // Central differences of step 1e-5: truncation 1e-10, round-off 1e-11, times the curvature.
    return Judgement.of(
            Evidence.near(
                "largest defect of the formula" + " where the mean is neglected",
                uncentred,
                0,
                1e-8),
            Evidence.near("the same for batch normalisation itself", printed, 0, 1e-8),
            Evidence.near(
                "\\(\\|S^2u-Su\\|/\\|u\\|\\)" + " for \\(S=I-\\hat X\\hat X^\\top\\)",
                printedProjector,
                0,
                1e-12),
            Evidence.near("largest defect with \\(-\\frac1N11^\\top\\) added", corrected, 0, 1e-8)
                .ofCorrection(),
            Evidence.near(
                    "\\(\\|S^2u-Su\\|/\\|u\\|\\)"
                        + " for \\(S=I-\\frac1N\\hat X\\hat X^\\top\\), \\(\\epsilon=0\\)",
                    projector,
                    0,
                    1e-12)
                .ofCorrection())
        .corrected(
            "With the mean taken out, as batch normalisation does, the bracket is"
                + " \\(I-\\frac1N11^\\top-\\frac1N\\hat X\\hat X^\\top\\). The projector is"
                + " \\(I-\\frac1N\\hat X\\hat X^\\top\\), and only for \\(\\epsilon=0\\).");
  }

  /** The largest entry of the difference between the numeric derivative and the formula. */
  private static double defect(double[] x, double epsilon, boolean centred, double meanTerm) {
    int n = x.length;
    double[] hat = normalised(x, epsilon, centred);
    double mean = centred ? Arrays.stream(x).average().orElse(0) : 0;
    double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean) / n).sum();
    double scale = 1 / Math.sqrt(variance + epsilon);
    double h = 1e-5;
    double worst = 0;
    for (int j = 0; j < n; j++) {
      double[] e = new double[n];
      e[j] = h;
      double[] ahead = normalised(Vectors.plus(x, 1, e), epsilon, centred);
      double[] behind = normalised(Vectors.plus(x, -1, e), epsilon, centred);
      for (int i = 0; i < n; i++) {
        double formula = scale * ((i == j ? 1 : 0) - meanTerm / n - hat[i] * hat[j] / n);
        double difference = (ahead[i] - behind[i]) / (2 * h);
        worst = Math.max(worst, Math.abs(difference - formula) / scale);
      }
    }
    return worst;
  }

  private static double idempotence(double[] hat, double[] u, double factor) {
    double[] once = Vectors.plus(u, -factor * Vectors.dot(hat, u), hat);
    double[] twice = Vectors.plus(once, -factor * Vectors.dot(hat, once), hat);
    return Vectors.distance(twice, once) / Vectors.norm(u);
  }

  /** X̂ of one feature, with or without its mean taken out. */
  private static double[] normalised(double[] x, double epsilon, boolean centred) {
    double mean = centred ? Arrays.stream(x).average().orElse(0) : 0;
    double variance = 0;
    for (double v : x) {
      variance += (v - mean) * (v - mean) / x.length;
    }
    double scale = 1 / Math.sqrt(variance + epsilon);
    return Arrays.stream(x).map(v -> scale * (v - mean)).toArray();
  }
}
