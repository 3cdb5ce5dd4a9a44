package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** B-10.3D: the derivative of batch normalisation with several features. */
record BatchNormFeatures() implements Claim {
  @Override
  public String id() {
    return "B-10.3D";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "§10.3");
  }

  @Override
  public String statement() {
    return "For \\(D\\) features the derivative generalises to the identity less "
        + "\\(\\frac1N\\hat X^\\top\\odot\\hat X\\).";
  }

  @Override
  public String formula() {
    return "\\frac{\\partial\\hat X}{\\partial "
        + "X}=(\\sigma_B^2+\\epsilon)^{-1/2}\\Bigl[-\\frac1N\\hat X^\\top\\odot\\hat "
        + "X+I\\Bigr]";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    RandomGenerator random = seed.random();
    double printed = 0;
    double corrected = 0;
    for (int draw = 0; draw < budget.of(3, 20, 100); draw++) {
      // Square, so that the Hadamard product of X̂ᵀ and X̂ has a meaning at all.
      int n = 3 + random.nextInt(4);
      Matrix x = Vectors.gaussian(n, n, random);
      double h = 1e-5;
      for (int j = 0; j < n; j++) {
        double[] column = x.col(j);
        double[] hat = normalised(column, 0.1, true);
        double mean = Arrays.stream(column).average().orElse(0);
        double variance = Arrays.stream(column).map(v -> (v - mean) * (v - mean) / n).sum();
        double scale = 1 / Math.sqrt(variance + 0.1);
        for (int m = 0; m < n; m++) {
          double[] e = new double[n];
          e[m] = h;
          double[] ahead = normalised(Vectors.plus(column, 1, e), 0.1, true);
          double[] behind = normalised(Vectors.plus(column, -1, e), 0.1, true);
          for (int i = 0; i < n; i++) {
            double own = (ahead[i] - behind[i]) / (2 * h) / scale;
            double one = i == m ? 1 : 0;
            corrected = Math.max(corrected, Math.abs(own - (one - 1.0 / n - hat[i] * hat[m] / n)));
            // The one reading that has the right number of entries for a feature: its (i, m) entry.
            double product =
                normalised(x.col(i), 0.1, true)[m] * normalised(x.col(m), 0.1, true)[i];
            printed = Math.max(printed, Math.abs(own - (one - product / n)));
          }
        }
      }
    }
    return Judgement.of(
            Evidence.near("largest defect of the printed form, square \\(X\\)", printed, 0, 1e-8),
            Evidence.near("largest defect of the block of a feature", corrected, 0, 1e-8)
                .ofCorrection())
        .corrected(
            "\\(\\hat X^\\top\\odot\\hat X\\) multiplies a \\(D\\times N\\) by an \\(N\\times D\\)"
                + " matrix entry by entry, which has a meaning for \\(N=D\\) only. The derivative"
                + " has \\(ND\\) rows and columns and falls into one block for each feature"
                + " \\(j\\): \\((\\sigma_j^2+\\epsilon)^{-1/2}[I-\\frac1N11^\\top-\\frac1N\\hat"
                + " X_{\\cdot j}\\hat X_{\\cdot j}^\\top]\\); different features do not mix.");
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
