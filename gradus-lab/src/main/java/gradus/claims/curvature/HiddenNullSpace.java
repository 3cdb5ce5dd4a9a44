package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.curvature.Curvature;
import gradus.curvature.Spectrum;
import gradus.loss.Risk;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;

/** N-T2n: directions of W_1 that W_2 does not hear. */
record HiddenNullSpace() implements CurvatureClaim {
  @Override
  public String id() {
    return "N-T2n";
  }

  @Override
  public String place() {
    return "SI 6.2.2";
  }

  @Override
  public String statement() {
    return "In a two-layer linear network \\(\\dot W_1\\) lies in the column space of"
        + " \\(W_2^{\\mathsf T}\\); with \\(d'<N\\) the block \\(W_2^{\\mathsf T}W_2\\otimes"
        + " XX^{\\mathsf T}\\) has a zero eigenvalue, and so has the Hessian: along"
        + " \\(w_1\\otimes w_2\\) with \\(W_2w_1=0\\).";
  }

  @Override
  public String formula() {
    return "W_2w_1=0\\;\\Rightarrow\\;w^{\\mathsf T}\\nabla^2L\\,w=0,\\quad w=(w_1\\otimes w_2,0)";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double outside = 0;
    double form = 0;
    double image = 0;
    double smallest = Double.POSITIVE_INFINITY;
    double atZero = 0;
    for (int draw = 0; draw < budget.of(10, 100, 1000); draw++) {
      Seed own = seed.child(draw);
      int d = 3;
      int h = 2 + draw % 3;
      Network network = NetworkOnData.dense(d, Nonlinearity.linear(), h, 1);
      Risk risk = SquareFits.random(network, 5, own);
      double[] w = SquareFits.start(network, 2, own.child("w"));
      double[] g = SquareFits.gradient(risk, w);
      double[] w2 = java.util.Arrays.copyOfRange(w, h * d, h * d + h);
      double[] quiet = Vectors.gaussian(h, own.child("quiet").random());
      quiet = Vectors.plus(quiet, -Vectors.dot(quiet, w2) / Vectors.dot(w2, w2), w2);
      double[] direction = Vectors.gaussian(d, own.child("direction").random());
      // Ẇ_1 has nothing of w_1 in its columns.
      double[] heard = new double[d];
      double[] xe = new double[d];
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < h; j++) {
          heard[i] += quiet[j] * g[j * d + i];
          // ∂L/∂W_1 = W_2ᵀ E Xᵀ, with the constant of L.
          xe[i] += w2[j] * g[j * d + i] / Vectors.dot(w2, w2);
        }
      }
      outside = Math.max(outside, Vectors.norm(heard) / Vectors.norm(g) / Vectors.norm(quiet));
      double[] u = new double[w.length];
      for (int j = 0; j < h; j++) {
        for (int i = 0; i < d; i++) {
          u[j * d + i] = quiet[j] * direction[i];
        }
      }
      double[] hu = new double[w.length];
      risk.hessian(u, hu);
      double unit = Math.exp(risk.logScale());
      Spectrum spectrum = Spectrum.of(Curvature.hessian(risk));
      double size = unit * spectrum.scale();
      form = Math.max(form, Math.abs(unit * Vectors.dot(u, hu)) / size / Vectors.dot(u, u));
      // Hw = (0, w_1 (w_2ᵀ X Eᵀ)).
      double[] predicted = new double[w.length];
      for (int j = 0; j < h; j++) {
        predicted[h * d + j] = quiet[j] * Vectors.dot(direction, xe);
      }
      image =
          Math.max(
              image, Vectors.distance(Vectors.times(unit, hu), predicted) / size / Vectors.norm(u));
      smallest = Math.min(smallest, offMinimum(own.child("square")));
      Risk zero = SquareFits.taught(network, w, 5, own.child("zero"));
      zero.at(w);
      zero.hessian(u, hu);
      double zeroScale = Spectrum.of(Curvature.hessian(zero)).scale();
      atZero = Math.max(atZero, Vectors.norm(hu) / zeroScale / Vectors.norm(u));
    }
    return Judgement.of(
            Evidence.near(
                "largest share of \\(\\dot W_1\\) in the null space of \\(W_2\\)",
                outside,
                0,
                1e-12),
            Evidence.near("largest \\(|w^{\\mathsf T}Hw|/\\|H\\|\\|w\\|^2\\)", form, 0, 1e-12),
            Evidence.near(
                "least \\(|\\lambda|/\\max|\\lambda|\\) off the minimum, \\(d=d'=1\\), two hidden"
                    + " units",
                smallest,
                0,
                1e-10),
            Evidence.near(
                    "largest error of \\(Hw=(0,w_1\\,w_2^{\\mathsf T}XE^{\\mathsf T})\\)",
                    image,
                    0,
                    1e-12)
                .ofCorrection(),
            Evidence.near("largest \\(\\|Hw\\|/\\|H\\|\\|w\\|\\) where \\(E=0\\)", atZero, 0, 1e-12)
                .ofCorrection())
        .corrected(
            "\\(w^{\\mathsf T}Hw=0\\) makes a zero eigenvalue where the Hessian is positive"
                + " semidefinite, as at \\(E=0\\). Elsewhere \\(Hw=(0,w_1\\,w_2^{\\mathsf"
                + " T}XE^{\\mathsf T})\\), which is zero only if \\(w_2\\perp XE^{\\mathsf T}\\):"
                + " there are such \\(w_2\\) if \\(d>d'\\), else none in general.");
  }

  /** The least |λ|/max|λ| of two hidden units, one input and one output, at a random point. */
  private static double offMinimum(Seed seed) {
    Network network = NetworkOnData.dense(1, Nonlinearity.linear(), 2, 1);
    Risk risk = SquareFits.risk(network, Matrix.ofRows(new double[] {1}), new double[] {3});
    double[] w = SquareFits.start(network, 1, seed);
    risk.at(w);
    Spectrum spectrum = Spectrum.of(Curvature.hessian(risk));
    double least = Double.POSITIVE_INFINITY;
    for (double value : spectrum.values()) {
      least = Math.min(least, Math.abs(value));
    }
    return least / spectrum.scale();
  }
}
