package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.curvature.Curvature;
import gradus.curvature.Spectrum;
import gradus.data.Labels;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.loss.Targets;
import gradus.net.Batch;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.net.Tape;
import gradus.num.LeastSquares;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;

/** N-T2n: directions of W_1 that W_2 does not hear. */
record HiddenNullSpace() implements CurvatureClaim {
  private static final int D = 4;

  /** Steps of descent between looks. */
  private static final int[] INSTANTS = {0, 10, 100};

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
    Worst worst = new Worst();
    double smallest = Double.POSITIVE_INFINITY;
    for (int draw = 0; draw < budget.of(10, 100, 1000); draw++) {
      Seed own = seed.child(draw);
      int outputs = 1 + draw % 2;
      Network network =
          NetworkOnData.dense(D, Nonlinearity.linear(), outputs + 1 + draw % 3, outputs);
      double[] w = SquareFits.start(network, 2, own.child("w"));
      Matrix x = Vectors.gaussian(5, D, own.child("x").random());
      Risk risk = risk(network, x, targets(outputs, 5, own.child("y")));
      for (int steps : INSTANTS) {
        descend(risk, w, steps);
        worst.look(risk, x, w, own.child(steps));
      }
      smallest = Math.min(smallest, offMinimum(own.child("square")));
      worst.lookAtZero(network, own.child("zero"));
    }
    return Judgement.of(
            Evidence.near(
                "largest share of \\(\\dot W_1\\) in the null space of \\(W_2\\), along descent",
                worst.outside,
                0,
                1e-12),
            Evidence.near(
                "largest \\(|w^{\\mathsf T}Hw|/\\|H\\|\\|w\\|^2\\)", worst.form, 0, 1e-12),
            Evidence.near(
                "largest \\(\\|Hw\\|/\\|H\\|\\|w\\|\\): is \\(w\\) an eigenvector of zero?",
                worst.bent,
                0,
                1e-12),
            Evidence.near(
                "least \\(|\\lambda|/\\max|\\lambda|\\) off the minimum, \\(d=d'=1\\), two hidden"
                    + " units",
                smallest,
                0,
                1e-10),
            Evidence.near(
                    "largest error of \\(Hw=(0,w_1\\,w_2^{\\mathsf T}XE^{\\mathsf T})\\)",
                    worst.image,
                    0,
                    1e-12)
                .ofCorrection(),
            Evidence.near(
                    "largest \\(\\|Hw\\|/\\|H\\|\\|w\\|\\) with \\(w_2\\perp XE^{\\mathsf T}\\)",
                    worst.across,
                    0,
                    1e-12)
                .ofCorrection(),
            Evidence.near(
                    "largest \\(\\|Hw\\|/\\|H\\|\\|w\\|\\) where \\(E=0\\)", worst.atZero, 0, 1e-12)
                .ofCorrection())
        .corrected(
            "\\(w^{\\mathsf T}Hw=0\\) makes a zero eigenvalue where the Hessian is positive"
                + " semidefinite, as at \\(E=0\\). Elsewhere \\(Hw=(0,w_1\\,w_2^{\\mathsf"
                + " T}XE^{\\mathsf T})\\), which is zero only if \\(w_2\\perp XE^{\\mathsf T}\\):"
                + " there are such \\(w_2\\) if \\(d>d'\\), else none in general.");
  }

  /** What was seen, the worst of all draws and instants. */
  private static final class Worst {
    private double outside;
    private double form;
    private double bent;
    private double image;
    private double across;
    private double atZero;

    void look(Risk risk, Matrix x, double[] w, Seed seed) {
      int h = risk.network().blocks().get(0).rows();
      int outputs = risk.network().outputs();
      double[] g = SquareFits.gradient(risk, w);
      Matrix w2 = Matrix.wrap(outputs, h, Arrays.copyOfRange(w, h * D, w.length));
      double[] quiet = beside(Vectors.gaussian(h, seed.child("quiet").random()), w2);
      // Ẇ_1 has nothing of w_1 in its columns.
      double[] heard = Vectors.transposedProduct(Matrix.wrap(h, D, Arrays.copyOf(g, h * D)), quiet);
      outside = Math.max(outside, Vectors.norm(heard) / Vectors.norm(g) / Vectors.norm(quiet));
      double size = Math.exp(risk.logScale()) * Spectrum.of(Curvature.hessian(risk)).scale();
      Matrix ex = errors(risk, w).times(x);
      double[] direction = Vectors.gaussian(D, seed.child("direction").random());
      double[] u = tensor(quiet, direction, w.length);
      double[] hu = hessian(risk, u);
      form = Math.max(form, Math.abs(Vectors.dot(u, hu)) / size / Vectors.dot(u, u));
      bent = Math.max(bent, Vectors.norm(hu) / size / Vectors.norm(u));
      // Hw = (0, w_1 (w_2ᵀ X Eᵀ)).
      double[] through = Vectors.product(ex, direction);
      double[] predicted = new double[w.length];
      for (int r = 0; r < outputs; r++) {
        for (int j = 0; j < h; j++) {
          predicted[h * D + r * h + j] = quiet[j] * through[r];
        }
      }
      image = Math.max(image, Vectors.distance(hu, predicted) / size / Vectors.norm(u));
      double[] silent = tensor(quiet, beside(direction, ex), w.length);
      across = Math.max(across, Vectors.norm(hessian(risk, silent)) / size / Vectors.norm(silent));
    }

    /**
     * At weights that fit two examples exactly: W_1 = W_2ᵀ(W_2W_2ᵀ)⁻¹YX†, and a part of no effect.
     */
    void lookAtZero(Network network, Seed seed) {
      int outputs = network.outputs();
      int h = network.blocks().get(0).rows();
      Matrix x = Vectors.gaussian(2, D, seed.child("x").random());
      Labels labels = targets(outputs, 2, seed.child("y"));
      double[] w = SquareFits.start(network, 2, seed.child("w"));
      Risk risk = risk(network, x, labels);
      Matrix w2 = Matrix.wrap(outputs, h, Arrays.copyOfRange(w, h * D, w.length));
      // Newton's step in W_1 alone: least squares in W_2W_1X = Y.
      risk.at(w);
      Matrix wanted = errors(risk, w).transpose();
      for (int i = 0; i < wanted.data().length; i++) {
        wanted.data()[i] *= -2;
      }
      Matrix hidden = Matrix.zeros(2, h);
      for (int n = 0; n < 2; n++) {
        System.arraycopy(LeastSquares.of(w2, wanted.row(n)).solution(), 0, hidden.data(), n * h, h);
      }
      for (int j = 0; j < h; j++) {
        double[] row = LeastSquares.of(x, hidden.col(j)).solution();
        for (int i = 0; i < D; i++) {
          w[j * D + i] += row[i];
        }
      }
      risk.at(w);
      double[] quiet = beside(Vectors.gaussian(h, seed.child("quiet").random()), w2);
      double[] u = tensor(quiet, Vectors.gaussian(D, seed.child("direction").random()), w.length);
      double size = Math.exp(risk.logScale()) * Spectrum.of(Curvature.hessian(risk)).scale();
      atZero = Math.max(atZero, Vectors.norm(hessian(risk, u)) / size / Vectors.norm(u));
    }
  }

  /** E/n as the loss has it, outputs x examples; the risk has been taken to w. */
  private static Matrix errors(Risk risk, double[] w) {
    Network network = risk.network();
    Tape tape = network.tape(risk.examples().batch());
    network.forward(w, tape);
    int n = risk.examples().count();
    Matrix e = Matrix.zeros(network.outputs(), n);
    for (int r = 0; r < e.rows(); r++) {
      for (int i = 0; i < n; i++) {
        double target =
            e.rows() == 1
                ? risk.examples().targets().at(i)
                : risk.examples().targets().index(i) == r ? 1 : 0;
        e.set(r, i, (tape.outputs()[r * tape.batch().stride() + i] - target) / n);
      }
    }
    return e;
  }

  /** H u, with its unit. */
  private static double[] hessian(Risk risk, double[] u) {
    double[] image = new double[u.length];
    risk.hessian(u, image);
    return Vectors.times(Math.exp(risk.logScale()), image);
  }

  /** x less its part in the span of the rows of A. */
  private static double[] beside(double[] x, Matrix a) {
    double[] rest = x;
    for (int again = 0; again < 2; again++) {
      rest = Vectors.plus(rest, -1, LeastSquares.of(a, Vectors.product(a, rest)).solution());
    }
    return rest;
  }

  /** (w_1 ⊗ w_2, 0). */
  private static double[] tensor(double[] w1, double[] w2, int p) {
    double[] u = new double[p];
    for (int j = 0; j < w1.length; j++) {
      for (int i = 0; i < w2.length; i++) {
        u[j * w2.length + i] = w1[j] * w2[i];
      }
    }
    return u;
  }

  private static Labels targets(int outputs, int n, Seed seed) {
    if (outputs == 1) {
      return new Labels.Values(Vectors.gaussian(n, seed.random()));
    }
    int[] index = new int[n];
    for (int i = 0; i < n; i++) {
      index[i] = i < 2 ? i : seed.uniform(i) < 0.5 ? 0 : 1;
    }
    return new Labels.Classes(index, List.of("a", "b"));
  }

  private static Risk risk(Network network, Matrix x, Labels labels) {
    return new Risk(network, Loss.named("square"), new Examples(Batch.of(x), Targets.of(labels)));
  }

  private static void descend(Risk risk, double[] w, int steps) {
    for (int t = 0; t < steps; t++) {
      double[] g = SquareFits.gradient(risk, w);
      for (int i = 0; i < w.length; i++) {
        w[i] -= 0.02 * g[i];
      }
    }
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
