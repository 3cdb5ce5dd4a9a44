package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Counterexample;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.SeparablePoints;
import gradus.claims.model.Vectors;
import gradus.curvature.Spectrum;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.net.Nonlinearity;
import gradus.num.LogSum;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** P-T4.1: are the stationary directions at fixed ρ hyperbolic minima? */
record HyperbolicDirections() implements Claim {
  private static final double OFF_KINKS = 1e-6;
  private static final double CONVERGED = 1e-8;

  /** What counts as null: the point is not at rest to more digits. */
  private static final double NULL = 1e-7;

  @Override
  public String id() {
    return "P-T4.1";
  }

  @Override
  public List<String> also() {
    return List.of("B-T1.3", "B §11.2-3", "B-Fact3");
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2020, "Theorem 4, item 1");
  }

  @Override
  public String statement() {
    return "For fixed \\(\\rho\\), after separation, the stationary points of the flow of the "
        + "directions are hyperbolic minima: no tangent direction is without curvature.";
  }

  @Override
  public String formula() {
    return "\\dot V_k=0\\;\\Rightarrow\\;P\\Bigl(\\frac{\\partial^2L}{\\partial V\\partial "
        + "V'}+2\\lambda I\\Bigr)P\\succ0\\text{ on the tangent space}";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "the flow at fixed \\(\\rho=10\\) has come to rest, with all margins positive",
        "no active unit has its kink on an example: where one has, there is no Hessian");
  }

  @Override
  public Verdict expected() {
    return Verdict.FAILS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    Tally relu = new Tally();
    Tally linear = new Tally();
    for (int draw = 0; draw < budget.of(2, 12, 100); draw++) {
      Seed own = seed.child(draw);
      int width = 2 + draw % 3;
      relu.take(point(Nonlinearity.relu(), width, own.child("relu")), width);
      linear.take(point(Nonlinearity.linear(), width, own.child("linear")), width);
    }
    double[] ascent = fallFromDeadUnits();
    Figure figure =
        Figure.of(
                "spectrum",
                "Tangent curvature at one resting point",
                Axis.linear("index"),
                Axis.linear("eigenvalue over the norm"))
            .captioned("ReLU units and linear ones; the first eigenvalues are null.")
            .with(relu.series("ReLU"))
            .with(linear.series("linear"));
    return Judgement.of(
            Evidence.atLeast("smooth resting points that separate", relu.smooth + linear.smooth, 1)
                .ofHypothesis(),
            Evidence.near("most null tangent directions, two linear layers", linear.mostNull, 0, 0),
            Evidence.near("most null tangent directions, ReLU", relu.mostNull, 0, 0),
            Evidence.atLeast(
                "change of \\(\\log L\\) on a curve from a stationary point with dead units",
                ascent[1],
                0),
            Evidence.near("residual of that stationary point", ascent[0], 0, 1e-12).ofCorrection(),
            Evidence.atLeast(
                    "least tangent eigenvalue over the norm of the Hessian",
                    Math.min(relu.least, linear.least),
                    -1e-8)
                .ofCorrection(),
            Evidence.near(
                    "error of nullity = active units - distinct pairs (direction, sign), ReLU",
                    relu.wrongNullity,
                    0,
                    0)
                .ofCorrection(),
            Evidence.near("error of nullity = h - 1, linear", linear.wrongNullity, 0, 0)
                .ofCorrection(),
            // Two units against each other; the Hessian is right to some 1e-11 at the residual.
            Evidence.near(
                    "largest \\(|\\text{curvature along a rescaling of units}/4\\lambda-1|\\)",
                    Math.max(relu.rescaling, linear.rescaling),
                    0,
                    1e-6)
                .ofCorrection())
        .refutedBy(
            Counterexample.study(
                    "Two linear layers with two hidden units on three separable points. From two"
                        + " starts at \\(\\rho=10\\) the flow at fixed \\(\\rho\\) comes to rest"
                        + " at two different \\(V\\) with the same loss, on one circle of"
                        + " minima: `--set init.file=turned.json` is the second start.",
                    STUDY)
                .with("data.csv", "1,0.5,1\n0.8,-0.4,1\n-0.9,0.2,-1\n")
                .with("weights.json", "[[[2, 1], [1, -2]], [[3, 1]]]\n")
                .with("turned.json", "[[[-1, 2], [2, 1]], [[-1, 3]]]\n"))
        .with(figure)
        .noting(
            String.format(
                Locale.ROOT,
                "ReLU: %d of %d runs came to rest at smooth separating points, %d of these with"
                    + " distinct directions, where the statement is true; the others ended with a"
                    + " unit's kink on an example or did not separate.",
                relu.smooth,
                relu.runs,
                relu.distinct))
        .noting(
            "'Hyperbolic' is banburski2019's word (theorem 1, item 3; fact 3). poggio2020 claims a"
                + " positive semidefinite Hessian only, which is what is found, but also that the"
                + " minimum is unique for one hidden layer of linear units, which it is not.")
        .noting(
            "Dead units do not count as tangent directions here: with them \\(L\\) has no Hessian,"
                + " and such a point need be no minimum (see B-T1.2).");
  }

  private static FixedRadiusPoint point(Nonlinearity sigma, int width, Seed seed) {
    return FixedRadiusPoint.of(
        SeparablePoints.draw(8, 3, seed.child("points")), sigma, width, seed.child("start"));
  }

  /** The residual at the point of B-T1.2 for ρ = 10, and how log L changes on the curve there. */
  private static double[] fallFromDeadUnits() {
    NetworkOnData model =
        new NetworkOnData(NetworkOnData.dense(4, Nonlinearity.relu(), 6, 1), MarginStationary.X);
    double[] y = {1, 1, -1, -1};
    double[] v = MarginStationary.weights(0);
    double[] sum = model.gradient(v, ExponentialWeights.signed(model.values(v), y, 10));
    double residual = Vectors.norm(model.tangent(v, sum)) / Vectors.norm(sum);
    return new double[] {
      residual, logLoss(model, y, MarginStationary.weights(0.02)) - logLoss(model, y, v)
    };
  }

  private static double logLoss(NetworkOnData model, double[] y, double[] v) {
    double[] exponents = model.values(v);
    for (int n = 0; n < y.length; n++) {
      exponents[n] *= -10 * y[n];
    }
    return LogSum.of(exponents);
  }

  private static final String STUDY =
      """
      name: a-circle-of-minima
      data: {file: data.csv, label: -1, header: false}
      network: [dense 2 linear, dense 1]
      init: {file: weights.json}
      loss: exponential
      arms:
        - {name: fixed, dynamics: fixed-rho, solver: flow, until: {log-time: 12}}
      """;

  /** What the points showed, the worst of each. */
  private static final class Tally {
    private int runs;
    private int smooth;
    private int distinct;
    private int mostNull;
    private int wrongNullity;
    private double least = Double.POSITIVE_INFINITY;
    private double rescaling;
    private double[] shown = {};

    private void take(FixedRadiusPoint point, int width) {
      runs++;
      Spectrum spectrum = point.spectrum();
      boolean linear = point.linear();
      if (!point.separates()
          || point.sphere().residual() > CONVERGED
          || (!linear && point.clearance() < OFF_KINKS)) {
        return;
      }
      smooth++;
      int nullity = spectrum.nullity(NULL).count();
      int predicted = linear ? width - 1 : point.active() - point.distinct();
      distinct += nullity == 0 ? 1 : 0;
      mostNull = Math.max(mostNull, nullity);
      wrongNullity = Math.max(wrongNullity, Math.abs(nullity - predicted));
      least = Math.min(least, spectrum.values()[0] / spectrum.scale());
      if (!Double.isNaN(point.rescaling())) {
        rescaling = Math.max(rescaling, Math.abs(point.rescaling() - 1));
      }
      shown = Vectors.times(1 / spectrum.scale(), spectrum.values());
    }

    private Series series(String name) {
      double[] index = IntStream.range(0, shown.length).asDoubleStream().toArray();
      return Series.points(name, index, Arrays.copyOf(shown, shown.length));
    }
  }
}
