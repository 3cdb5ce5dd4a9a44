package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Counterexample;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.curvature.Curvature;
import gradus.curvature.Jacobian;
import gradus.curvature.Newton;
import gradus.curvature.Spectrum;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.loss.Risk;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Locale;
import java.util.Optional;

/** P-MB: is the loss a Morse–Bott function? */
record MorseBott() implements Claim {
  private static final double[] TWICE = {0.8, -0.5, 0.8, -0.5, 0.7, 0.6};

  @Override
  public String id() {
    return "P-MB";
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2020, "§C.1");
  }

  @Override
  public String statement() {
    return "The loss of a deep network is conjectured to be Morse–Bott: its critical points form"
        + " manifolds, and the Hessian is nondegenerate across them.";
  }

  @Override
  public String formula() {
    return "\\ker\\nabla^2L(w)=T_w\\{\\nabla L=0\\}";
  }

  @Override
  public Verdict expected() {
    return Verdict.FAILS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    // Two equal tanh units give what one gives; many examples.
    Network two = NetworkOnData.dense(2, Nonlinearity.tanh(), 2, 1);
    Matrix x = Vectors.gaussian(40, 2, seed.child("x").random());
    Risk twice = SquareFits.risk(two, x, SquareFits.outputs(two, x, TWICE));
    twice.at(TWICE);
    int nullity = Spectrum.of(Curvature.hessian(twice)).nullity(1e-10).count();
    double slope = Double.POSITIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    double[] eps = new double[7];
    double[] loss = new double[7];
    for (int k = 0; k < 24; k++) {
      double angle = Math.PI * k / 24;
      // dw_1 = -a_2 v, dw_2 = a_1 v: null, and not along the zeros a_1 + a_2 = const.
      double[] u = {
        -TWICE[5] * Math.cos(angle),
        -TWICE[5] * Math.sin(angle),
        TWICE[4] * Math.cos(angle),
        TWICE[4] * Math.sin(angle),
        0,
        0
      };
      for (int i = 0; i < eps.length; i++) {
        eps[i] = 0.002 * Math.pow(10, i / 6.0);
        loss[i] = SquareFits.value(twice, Vectors.plus(TWICE, eps[i], u));
      }
      slope = Math.min(slope, Vectors.slope(logs(eps), logs(loss)));
      most = Math.max(most, Math.abs(Vectors.slope(logs(eps), logs(loss)) - 4));
      least = Math.min(least, loss[0] / Math.pow(eps[0], 4));
    }
    Generic generic = generic(budget, seed.child("generic"));
    return Judgement.of(
            Evidence.near(
                "nullity less the dimension of the zero set (1) at two equal tanh units",
                nullity - 1,
                0,
                0),
            // Not zeros: the loss grows, but by the fourth power.
            Evidence.near(
                    "largest \\(|\\text{slope}-4|\\) of the loss along null directions off the zero"
                        + " set",
                    most,
                    0,
                    0.1)
                .ofCorrection(),
            Evidence.atLeast("least \\(L/\\epsilon^4\\) along them", least, 1e-4).ofCorrection(),
            Evidence.atLeast("random tanh networks at zero loss, \\(P>n\\)", generic.reached, 1)
                .ofCorrection(),
            Evidence.near(
                    "networks among these whose nullity is not \\(P-n\\)", generic.wrong, 0, 0)
                .ofCorrection(),
            Evidence.near(
                    "points of the zero set near them where the rank is another",
                    generic.jumps,
                    0,
                    0)
                .ofCorrection())
        .corrected(
            "True at generic zeros of overparametrised smooth networks, where the Jacobian has full"
                + " rank; false at equal units, where null directions lead off the zero set.")
        .refutedBy(
            Counterexample.study(
                    "Two tanh units beside two equal ones that solve the problem. Were the loss"
                        + " Morse–Bott, descent would converge exponentially; the risk falls like"
                        + " \\(t^{-2}\\).",
                    """
                    name: equal-units
                    data: {file: data.csv, label: y}
                    network: [dense 2 tanh, dense 1]
                    init: {file: weights.json}
                    loss: square
                    arms:
                      - {name: descent, solver: descent, step: 0.5, until: {steps: 20000}}
                    """)
                .with("data.csv", csv(x, SquareFits.outputs(two, x, TWICE)))
                .with("weights.json", "[[[0.5, -0.5], [1.15, -0.5]], [[0.7, 0.6]]]\n"))
        .with(
            Figure.of(
                    "equal-units",
                    "The loss along a null direction at two equal units",
                    Axis.log10("\\(\\epsilon\\)"),
                    Axis.log10("\\(L\\)"))
                .captioned("A line of slope 4.")
                .with(Series.line("loss", eps, loss)));
  }

  private record Generic(int reached, int wrong, int jumps) {}

  private static Generic generic(Budget budget, Seed seed) {
    int reached = 0;
    int wrong = 0;
    int jumps = 0;
    for (int draw = 0; draw < budget.of(2, 10, 50); draw++) {
      Seed own = seed.child(draw);
      Network network = NetworkOnData.dense(3, Nonlinearity.tanh(), 5, 1 + 3 * (draw % 2), 1);
      Risk risk = SquareFits.random(network, 4, own);
      Optional<double[]> found = SquareFits.zero(risk, own.child("start"), 40);
      if (found.isEmpty()) {
        continue;
      }
      reached++;
      double[] w = found.get();
      int p = w.length;
      wrong += Spectrum.of(Curvature.hessian(risk)).nullity(1e-10).count() == p - 4 ? 0 : 1;
      for (int k = 0; k < 5; k++) {
        double[] near =
            Vectors.plus(w, 0.02, Vectors.gaussian(p, own.child("near").child(k).random()));
        Newton.Found back = new Newton(Newton.Way.DOWN, 1e-12, 200).from(risk, near);
        if (risk.at(back.w()) < SquareFits.ZERO) {
          int rank = Jacobian.at(network, back.w(), risk.examples().batch()).rank(1e-10);
          jumps += rank == 4 ? 0 : 1;
        }
      }
    }
    return new Generic(reached, wrong, jumps);
  }

  private static double[] logs(double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.log(x[i]);
    }
    return y;
  }

  private static String csv(Matrix x, double[] y) {
    StringBuilder text = new StringBuilder("x1,x2,y\n");
    for (int n = 0; n < y.length; n++) {
      text.append(String.format(Locale.ROOT, "%s,%s,%s%n", x.at(n, 0), x.at(n, 1), y[n]));
    }
    return text.toString();
  }
}
