package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Counterexample;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Margins;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.SeparablePoints;
import gradus.claims.model.Vectors;
import gradus.curvature.Curvature;
import gradus.curvature.Spectrum;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.loss.Risk;
import gradus.net.Nonlinearity;
import gradus.num.LogSum;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** P-C1: stationary points that separate, and the Hessian on the way to infinity. */
record SeparatingStationary() implements Claim {
  @Override
  public String id() {
    return "P-C1";
  }

  @Override
  public List<String> also() {
    return List.of("P-T4", "B-T2");
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2020, "§3.C.1");
  }

  @Override
  public String statement() {
    return "No stationary point at finite \\(\\rho\\) separates the data; as "
        + "\\(\\rho\\to\\infty\\) all eigenvalues of the Hessian tend to 0; any point at "
        + "finite \\(\\rho\\) has a positive one.";
  }

  @Override
  public String formula() {
    return "\\sum_k\\langle W_k,\\nabla_kL\\rangle=-\\frac KN\\sum_nz_ne^{-z_n},"
        + "\\qquad\\lambda(H)\\xrightarrow{\\rho\\to\\infty}0";
  }

  @Override
  public Verdict expected() {
    return Verdict.FAILS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    RandomGenerator random = seed.random();
    double identity = 0;
    double trace = Double.POSITIVE_INFINITY;
    List<Evidence> evidence = new ArrayList<>();
    double bound = Double.POSITIVE_INFINITY;
    double last = Double.NEGATIVE_INFINITY;
    Figure figure =
        Figure.of(
                "curvature",
                "The largest eigenvalue over the risk",
                Axis.linear("\\(\\log\\log(1/L)\\)"),
                Axis.linear("\\(\\log(|\\lambda|/L)\\)"))
            .captioned(
                "It grows with the power \\(2-2/K\\) of \\(\\log(1/L)\\), while \\(\\lambda\\)"
                    + " itself vanishes.");
    for (int depth = 1; depth <= 3; depth++) {
      Matrix z = SeparablePoints.draw(10, 3, seed.child(depth));
      NetworkOnData model = positive(z, depth);
      double[] w =
          Arrays.stream(Vectors.gaussian(model.network().parameters(), random))
              .map(Math::abs)
              .toArray();
      double[] f = model.values(w);
      if (depth == 1) {
        w = Margins.of(z).direction();
        f = model.values(w);
      }
      double unit = Math.pow(Vectors.min(f), -1.0 / depth);
      int points = 6;
      double[] x = new double[points];
      double[] y = new double[points];
      for (int i = 0; i < points; i++) {
        double[] scaled = Vectors.times(unit * Math.pow(100 * Math.pow(2, i), 1.0 / depth), w);
        double[] margins = model.values(scaled);
        double logRisk = LogSum.mean(margins.length, Vectors.times(-1, margins), 0);
        double[] ones = new double[margins.length];
        Arrays.fill(ones, 1);
        double[] q = ExponentialWeights.signed(margins, ones, 1);
        double[] gradient = Vectors.times(-1, model.gradient(scaled, q));
        double pull = Vectors.dot(q, margins);
        for (int k = 0; k < depth; k++) {
          double[] own = model.layer(scaled, k);
          identity = Math.max(identity, Math.abs(Vectors.dot(own, gradient) + pull) / pull);
          bound =
              Math.min(bound, Vectors.norm(model.layer(gradient, k)) * Vectors.norm(own) / pull);
        }
        double[] spectrum = spectrum(model, scaled).values();
        trace = Math.min(trace, Arrays.stream(spectrum).sum());
        double size = Math.max(Vectors.max(spectrum), -Vectors.min(spectrum));
        x[i] = Math.log(-logRisk);
        y[i] = Math.log(size);
        last = i == points - 1 ? Math.max(last, logRisk + y[i]) : last;
      }
      double predicted = 2 - 2.0 / depth;
      evidence.add(
          Evidence.near(
              "power of \\(\\log(1/L)\\) in \\(\\max|\\lambda|/L\\), \\(K=%d\\)".formatted(depth),
              Vectors.slope(x, y),
              predicted,
              0.1 * Math.max(predicted, 0.5)));
      figure = figure.with(Series.line("\\(K=%d\\)".formatted(depth), x, y));
    }
    Matrix z = SeparablePoints.draw(10, 3, seed.child("zero"));
    NetworkOnData three = positive(z, 3);
    double[] zero = new double[three.network().parameters()];
    double atZero = Vectors.max(spectrum(three, zero).values());
    evidence.add(
        Evidence.near(
            "largest defect of \\(\\langle "
                + "W_k,\\nabla_kL\\rangle=-\\frac1N\\sum ze^{-z}\\), relative",
            identity,
            0,
            1e-10));
    evidence.add(
        Evidence.atLeast(
            "least \\(\\|\\nabla_kL\\|\\,\\|W_k\\|/(\\frac1N\\sum "
                + "ze^{-z})\\): no stationary point separates",
            bound,
            1 - 1e-10));
    evidence.add(
        Evidence.atMost(
            "largest \\(\\log\\max|\\lambda|\\) at \\(\\log L\\approx-3200\\)", last, -3000));
    evidence.add(Evidence.atLeast("least trace of \\(H/L\\) at separating points", trace, 1e-6));
    evidence.add(Evidence.atLeast("largest eigenvalue at \\(W=0\\), \\(K=3\\)", atZero, 1e-12));
    evidence.add(Evidence.near("the same: the Hessian is zero there", atZero, 0, 0).ofCorrection());
    return Judgement.of(evidence)
        .with(figure)
        .corrected(
            "Where the data are separated the trace of the Hessian is positive, so that there is a"
                + " positive eigenvalue. It is not so at any point: at \\(W=0\\) with three layers"
                + " or more, and where no unit is live on any example, the Hessian vanishes.")
        .refutedBy(
            Counterexample.study(
                    "Three linear layers at \\(W=0\\): the gradient and the Hessian are zero and"
                        + " descent does not move; the risk stays 1, though the data are"
                        + " separable.",
                    """
                    name: nothing-moves-at-zero
                    data: {law: "linear:n=10,d=3,margin=0.2"}
                    network: [dense 2, dense 2, dense 1]
                    init: {file: weights.json}
                    loss: exponential
                    arms:
                      - {name: descent, solver: descent, step: 0.1, until: {steps: 100}}
                    """)
                .with("weights.json", "[[[0, 0, 0], [0, 0, 0]], [[0, 0], [0, 0]], [[0, 0]]]\n"));
  }

  /** A ReLU network on examples turned to the side where positive weights separate them. */
  private static NetworkOnData positive(Matrix z, int depth) {
    int[] widths = new int[depth];
    Arrays.fill(widths, 3);
    widths[depth - 1] = 1;
    Matrix x = z.copy();
    if (depth > 1) {
      for (int i = 0; i < x.data().length; i++) {
        x.data()[i] = Math.abs(x.data()[i]);
      }
    }
    return new NetworkOnData(NetworkOnData.dense(z.cols(), Nonlinearity.relu(), widths), x);
  }

  /** Of H/L for labels +1. */
  private static Spectrum spectrum(NetworkOnData model, double[] w) {
    double[] ones = new double[model.values(w).length];
    Arrays.fill(ones, 1);
    Risk risk = model.risk("exponential", ones);
    risk.at(w);
    return Spectrum.of(Curvature.hessian(risk));
  }
}
