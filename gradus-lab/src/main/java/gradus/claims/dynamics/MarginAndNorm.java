package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.BallMinimum;
import gradus.claims.model.Margins;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.SeparablePoints;
import gradus.claims.model.Vectors;
import gradus.margin.MarginSolution;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** P-L4: the largest margin and the least norm. */
record MarginAndNorm() implements Claim {
  @Override
  public String id() {
    return "P-L4";
  }

  @Override
  public List<String> also() {
    return List.of("B-L6", "B §8.1");
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2020, "Lemma 4, equations 11 and 12; banburski2019 §8.1");
  }

  @Override
  public String statement() {
    return "Maximising the margin under unit norms is equivalent to minimising the norm "
        + "under margins of at least one.";
  }

  @Override
  public String formula() {
    return "\\max_{\\|W_k\\|=1}\\min_ny_nf(W;x_n) \\;\\Longleftrightarrow\\; "
        + "\\min_{W_k}\\tfrac12\\|W_k\\|^2,\\; y_nf(W;x_n)\\ge1";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double linear = 0;
    double least = 0;
    double sphere = 0;
    double homogeneous = 0;
    for (int draw = 0; draw < budget.of(3, 10, 50); draw++) {
      Matrix z = SeparablePoints.draw(20, 5, seed.child(draw));
      MarginSolution best = Margins.of(z);
      // The other side by another way: nearest point of the hull, from the path of soft minima.
      double soft = BallMinimum.of(z, 1e3, 2, 1e-9, budget.of(20_000, 50_000, 100_000)).margin();
      linear = Math.max(linear, best.gap());
      sphere = Math.max(sphere, Math.abs(soft - best.margin()) * 1e3 / Math.log(20));
      for (int depth = 2; depth <= 4; depth++) {
        double[] w = rankOne(depth, best.direction(), seed.child("layers").child(draw));
        NetworkOnData model = model(z, depth);
        double margin = Vectors.min(model.values(w));
        double scale = Math.pow(margin, -1.0 / depth);
        double objective = Vectors.dot(w, w) * scale * scale / 2;
        double predicted = depth / 2.0 * Math.pow(best.margin(), -2.0 / depth);
        least = Math.max(least, Math.abs(objective / predicted - 1));
        least = Math.max(least, unbalanced(model, w, scale, predicted, seed.child(draw)));
        double doubled = Vectors.min(model.values(Vectors.times(2, w)));
        homogeneous = Math.max(homogeneous, Math.abs(doubled / margin - 2));
      }
    }
    return Judgement.of(
            Evidence.near("duality gap of the two linear problems", linear, 0, 1e-8),
            Evidence.atMost(
                "margin by a second solver: difference over \\(\\log N/\\rho\\)", sphere, 1),
            Evidence.near(
                "\\(f(2W;x)/f(W;x)-2\\) for 2 to 4 layers, as \\(f(\\alpha W)=\\alpha f(W)\\)",
                homogeneous,
                0,
                1e-8),
            Evidence.near(
                    "least \\(\\frac12\\sum_k\\|W_k\\|^2\\) over \\(\\frac K2\\gamma^{-2/K}\\),"
                        + " less 1",
                    least,
                    0,
                    1e-8)
                .ofCorrection())
        .corrected(
            "Equation 12 lacks the sum over the layers, and \\(f(\\alpha W)=\\alpha f(W)\\) in"
                + " banburski2019 §8.1 is \\(\\alpha^Kf(W)\\) for \\(K\\) layers. With"
                + " \\(\\frac12\\sum_k\\|W_k\\|^2\\) the two problems have the same directions, and"
                + " the least value is \\(\\frac K2\\gamma^{-2/K}\\) with \\(\\gamma\\) the largest"
                + " margin under \\(\\|W_k\\|=1\\).")
        .noting(
            "Deep linear networks, whose largest margin under unit layers is that of the linear"
                + " model. That balanced layers are best was tried against 100 random splits of the"
                + " same product for each.");
  }

  private static NetworkOnData model(Matrix z, int depth) {
    int[] widths = new int[depth];
    Arrays.fill(widths, 3);
    widths[depth - 1] = 1;
    return new NetworkOnData(NetworkOnData.dense(z.cols(), Nonlinearity.linear(), widths), z);
  }

  /** Layers of unit norm and rank one whose product is vᵀ. */
  private static double[] rankOne(int depth, double[] v, Seed seed) {
    RandomGenerator random = seed.random();
    List<double[]> rows = new ArrayList<>();
    double[] right = v;
    for (int k = 0; k < depth; k++) {
      double[] left = k == depth - 1 ? new double[] {1} : Vectors.unit(Vectors.gaussian(3, random));
      double[] block = new double[left.length * right.length];
      for (int i = 0; i < left.length; i++) {
        for (int j = 0; j < right.length; j++) {
          block[i * right.length + j] = left[i] * right[j];
        }
      }
      rows.add(block);
      right = left;
    }
    return rows.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  /** By how much the best of random splits of the same product lies below the balanced one. */
  private static double unbalanced(
      NetworkOnData model, double[] w, double scale, double predicted, Seed seed) {
    RandomGenerator random = seed.random();
    double below = 0;
    double[] norms = model.norms(w);
    for (int draw = 0; draw < 100; draw++) {
      double[] logs = Vectors.gaussian(norms.length, random);
      double mean = Arrays.stream(logs).average().orElse(0);
      double objective = 0;
      for (int k = 0; k < norms.length; k++) {
        double rho = scale * norms[k] * Math.exp(logs[k] - mean);
        objective += rho * rho / 2;
      }
      below = Math.max(below, 1 - objective / predicted);
    }
    return below;
  }
}
