package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.curvature.Curvature;
import gradus.curvature.LossSlice;
import gradus.curvature.Spectrum;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.loss.Risk;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Seed;
import java.util.Optional;

/** N-F2: the degenerate valley, from the slice of the loss of a trained network. */
record ValleyPicture() implements CurvatureClaim {
  private static final double COS = 0.85;
  private static final double SIN = 0.53;

  @Override
  public String id() {
    return "N-F2";
  }

  @Override
  public String place() {
    return "Figure 2";
  }

  @Override
  public String statement() {
    return "A zero minimum of a deep network is a valley: quadratic across, flat along.";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    Network network = NetworkOnData.dense(4, Nonlinearity.tanh(), 8, 6, 1);
    Risk risk = SquareFits.random(network, 8, seed);
    Optional<double[]> found = SquareFits.zero(risk, seed.child("start"), 40);
    if (found.isEmpty()) {
      return Judgement.inconclusive("no start led to zero loss");
    }
    double[] w = found.get();
    Spectrum spectrum = Spectrum.of(Curvature.hessian(risk));
    double lambda = Math.exp(risk.logScale()) * spectrum.scale();
    int points = budget.of(11, 25, 41);
    double radius = 0.1;
    LossSlice slice =
        LossSlice.of(
            risk,
            w,
            spectrum.vectors().col(w.length - 1),
            radius,
            spectrum.nullity(1e-10).basis().col(0),
            radius,
            points);
    int middle = points / 2;
    double across = Math.exp(slice.logRisk()[middle][points - 1]);
    double along =
        Math.max(
            Math.exp(slice.logRisk()[0][middle]), Math.exp(slice.logRisk()[points - 1][middle]));
    return Judgement.of(
            Evidence.atMost("log of the risk at the bottom", risk.at(w), SquareFits.ZERO)
                .ofHypothesis(),
            // The third derivative takes part at this distance.
            Evidence.relative(
                "\\(L\\) at 0.1 across, over \\(\\frac12\\lambda_{\\max}0.1^2\\)",
                across / (lambda * radius * radius / 2),
                1,
                0.5),
            Evidence.atMost("\\(L\\) at 0.1 along, over that across", along / across, 1e-2))
        .with(wires(slice))
        .noting("`gradus spectrum` draws such a slice as a shaded surface for any arm of a study.");
  }

  /** The slice as a net of wires in parallel projection. */
  private static Figure wires(LossSlice slice) {
    int n = slice.x().length;
    double most = 0;
    for (double[] row : slice.logRisk()) {
      for (double v : row) {
        most = Math.max(most, Math.exp(v));
      }
    }
    int total = n * (n + 1);
    double[][] across = new double[2][total];
    double[][] along = new double[2][total];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= n; j++) {
        int at = i * (n + 1) + j;
        put(slice, i, j, n, most, across, at);
        put(slice, j, i, n, most, along, at);
      }
    }
    return Figure.of(
            "valley",
            "A slice of the loss at a zero minimum",
            Axis.linear("across, and along to the back (projected)"),
            Axis.linear("loss, of the highest here (projected)"))
        .captioned(
            "Across runs the eigenvector of the largest eigenvalue, to the back a null direction,"
                + " each to 0.1 of either side.")
        .with(Series.line("across the valley", across[0], across[1]))
        .with(Series.line("along the valley", along[0], along[1]));
  }

  private static void put(
      LossSlice slice, int i, int j, int n, double most, double[][] line, int at) {
    if (i >= n || j >= n) {
      line[0][at] = Double.NaN;
      line[1][at] = Double.NaN;
      return;
    }
    double u = 2.0 * j / (n - 1) - 1;
    double v = 2.0 * i / (n - 1) - 1;
    line[0][at] = COS * u + SIN * v;
    line[1][at] = Math.exp(slice.logRisk()[i][j]) / most + 0.4 * (COS * v - SIN * u);
  }
}
