package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Flows;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.flow.Dynamics;
import gradus.flow.Flow;
import gradus.flow.FlowCourse;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.LogSum;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** B-E66-68: how the norms of K equal layers grow on one example. */
record NormGrowth() implements Claim {
  private static final int MOST_LAYERS = 5;
  private static final double SIZE = 1.5;
  private static final double START = 1;
  private static final double[] LOG_TIMES = {
    -2, 0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 100, 200, 300, 1000, 3000
  };

  @Override
  public String id() {
    return "B-E66-68";
  }

  @Override
  public List<String> also() {
    return List.of("B-F2", "P-T4.6");
  }

  @Override
  public Source source() {
    return Source.of(
        Document.BANBURSKI2019, "equations 66 to 68, Figure 2; poggio2020 Theorem 4, item 6");
  }

  @Override
  public String statement() {
    return "On one example and from equal layers, \\(R=e^{\\rho\\tilde f}\\) follows equation 68:"
        + " for one layer \\(\\rho\\sim\\log t\\); for more the product grows faster than"
        + " logarithmically, and each layer more slowly than a single one.";
  }

  @Override
  public String formula() {
    return "\\dot R=\\tilde f^{2/K}K^2(\\log R)^{2-2/K},"
        + "\\qquad K=2:\\;R=\\mathrm{li}^{-1}(\\tilde fK^2t+C)";
  }

  @Override
  public List<String> assumptions() {
    return List.of("One example, equal norms of the layers, a constant direction.");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double end = budget.of(300.0, 3000, 3000);
    double[] x = Vectors.times(SIZE, Vectors.unit(Vectors.gaussian(3, seed.random())));
    double corrected = 0;
    double printedEarly = Double.POSITIVE_INFINITY;
    double printedLate = 0;
    double ratio = 0;
    double slower = Double.NEGATIVE_INFINITY;
    double faster = Double.POSITIVE_INFINITY;
    double difference = 0;
    double integral = 0;
    double single = 0;
    Figure product =
        Figure.of(
                "product",
                "The product of the norms",
                Axis.linear("\\(\\log t\\)"),
                Axis.linear("\\(\\rho=\\prod_k\\rho_k\\)"))
            .captioned(
                "It grows faster the more layers there are, but by a term in \\(\\log\\log t\\)"
                    + " only: all curves are parallel in the end.");
    Figure each =
        Figure.of(
                "each",
                "The norm of each layer",
                Axis.linear("\\(\\log t\\)"),
                Axis.linear("\\(\\rho_k\\)"))
            .captioned("It grows like \\((\\log t)^{1/K}\\).");
    for (int layers = 1; layers <= MOST_LAYERS; layers++) {
      double[] rho = new double[layers];
      Arrays.fill(rho, START);
      Run run = Run.follow(x, rho, end, seed.child(layers));
      double power = 2 - 2.0 / layers;
      double factor = Math.pow(SIZE, 2.0 / layers);
      double u0 = SIZE * Math.pow(START, layers);
      double depth = layers;
      Growth right = new Growth(u0, u -> depth * factor * Math.pow(u, power));
      Growth asPrinted = new Growth(u0, u -> depth * depth * factor * Math.pow(u, power));
      for (int i = 0; i < run.logTimes.length; i++) {
        double logTime = run.logTimes[i];
        double u = run.u[i];
        corrected = Math.max(corrected, Math.abs(u / right.at(logTime) - 1));
        if (layers >= 2 && logTime == 1) {
          printedEarly = Math.min(printedEarly, Math.abs(u / asPrinted.at(logTime) - 1));
        }
        if (layers == 2) {
          double logLi = LogSum.subtract(Growth.logLi(u), Growth.logLi(u0));
          integral = Math.max(integral, Math.abs(logLi - Math.log(2 * SIZE) - logTime));
        }
      }
      int last = run.logTimes.length - 1;
      double u = run.u[last];
      printedLate = Math.max(printedLate, Math.abs(u / asPrinted.at(end) - 1));
      ratio = Math.max(ratio, Math.abs(u / end - 1));
      double gain = (u - end) - (run.u[last - 1] - run.logTimes[last - 1]);
      double logs = Math.log(u) - Math.log(run.u[last - 1]);
      if (layers == 1) {
        single = run.each[last];
      } else {
        faster = Math.min(faster, gain);
        slower = Math.max(slower, run.each[last] / single);
      }
      difference = Math.max(difference, Math.abs(gain - power * logs));
      String name = "\\(K=%d\\)".formatted(layers);
      product =
          product.with(
              Series.line(name, run.logTimes, Vectors.times(1 / SIZE, run.u)).coloured(layers - 1));
      each = each.with(Series.line(name, run.logTimes, run.each).coloured(layers - 1));
    }
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        Evidence.near(
            "least distance to equation 68 as printed at \\(\\log t=1\\), \\(K\\ge2\\), relative",
            printedEarly,
            0,
            1e-6));
    evidence.add(
        Evidence.near(
                "largest distance to the same with \\(K\\tilde f^{2/K}\\), relative, all times",
                corrected,
                0,
                1e-6)
            .ofCorrection());
    evidence.add(
        Evidence.near(
                "\\(K=2\\): largest error of \\(\\mathrm{li}(R)=2\\tilde ft+C\\), relative",
                integral,
                0,
                1e-6)
            .ofCorrection());
    evidence.add(
        Evidence.atLeast("growth of \\(\\rho\\tilde f-\\log t\\) at the end, least", faster, 0.1)
            .ofCorrection());
    evidence.add(
        Evidence.near(
                "the same less \\((2-2/K)\\log\\) of what \\(\\rho\\tilde f\\) grew by, largest",
                difference,
                0,
                // The next term of the series is (2 - 2/K)/u.
                0.02)
            .ofCorrection());
    evidence.add(
        Evidence.near("largest \\(|\\rho\\tilde f/\\log t-1|\\) at the end", ratio, 0, 0.06)
            .ofCorrection());
    evidence.add(
        Evidence.atMost("largest \\(\\rho_k\\) over that of a single layer", slower, 0.5)
            .ofCorrection());
    return Judgement.of(evidence)
        .corrected(
            "The constant is \\(K\\tilde f^{2/K}\\), not \\(K^2\\tilde f^{2/K}\\): equation 66 has"
                + " an extra K (it is the flow of one norm that all layers share) and must be"
                + " \\(\\dot\\rho_1=\\tilde f\\rho_1^{K-1}e^{-\\rho_1^K\\tilde f}\\). So"
                + " \\(R=\\mathrm{li}^{-1}(2\\tilde ft+C)\\) for two layers. In equation 64 the"
                + " product runs to K. 'Faster than logarithmically' holds of the difference"
                + " \\(\\rho\\tilde f-\\log t\\sim(2-2/K)\\log\\log t\\) only; the ratio tends to"
                + " 1. \\(\\alpha_\\infty\\) is infinite with either constant.")
        .noting(
            "At \\(\\log t=%.0f\\) the printed constant is off by at most %.2g, since it only shifts"
                    .formatted(end, printedLate)
                + " \\(\\log t\\) by \\(\\log K\\). That all norms are equal 'in general' is true"
                + " of equal starts; from others \\(\\rho_k^2-\\rho_j^2\\) stays (B-11.1b).")
        .with(product)
        .with(each);
  }

  /** The flow of aligned linear layers, read at some times. */
  private record Run(double[] logTimes, double[] u, double[] each) {
    static Run follow(double[] x, double[] rho, double end, Seed seed) {
      Network network =
          NetworkOnData.dense(x.length, Nonlinearity.linear(), Flows.widths(rho.length, 3));
      Dataset data = Flows.turned(Matrix.ofRows(x));
      double[] w = Flows.aligned(network, x, rho, seed);
      FlowCourse course = Flows.course(Flow.usual(), Dynamics.standard(), network, data, w);
      double[] times = Arrays.stream(LOG_TIMES).filter(t -> t <= end).toArray();
      double[] u = new double[times.length];
      double[] each = new double[times.length];
      for (int i = 0; i < times.length; i++) {
        Flows.follow(course, times[i]);
        u[i] = -course.logRisk();
        each[i] = Math.pow(course.rho(), 1.0 / rho.length);
      }
      return new Run(times, u, each);
    }
  }
}
