package gradus.claims.margin;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** J-conv: data that a convolutional network learns from fewer examples. */
record ConvolutionWins() implements Claim {
  @Override
  public String id() {
    return "J-conv";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§5 (Li et al. 2020)");
  }

  @Override
  public String statement() {
    return "There are data on which some convolutional network is more sample efficient than any"
        + " orthogonally equivariant model.";
  }

  @Override
  public String formula() {
    return "x\\sim N(0,I_{2d}),\\quad y=\\operatorname{sign}\\Big(\\sum_{i\\le d}x_i^2-\\sum_{i>d}"
        + "x_i^2\\Big):\\qquad n_{\\text{conv}}=O(1),\\quad n_{\\text{equivariant}}=\\Omega(d^2)";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "Gaussian starts; the convolution knows that there are two halves, and its filters see one"
            + " coordinate.");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double[] d = {3, 5, 8, 12, 18, 24};
    d =
        switch (budget) {
          case SMOKE -> new double[] {4, 7};
          case QUICK -> new double[] {4, 6, 8, 11};
          case FULL -> d;
        };
    HalvesLearner[] learners = HalvesLearner.values();
    double[][] examples = new double[learners.length][d.length];
    double[] slope = new double[learners.length];
    Figure figure =
        Figure.of(
                "examples",
                "Examples needed for an accuracy of 90 %",
                Axis.log10("half the dimension d"),
                Axis.log10("examples n"))
            .captioned(
                "Sharing weights takes a handful at any dimension; what does not share them takes"
                    + " some multiple of \\(d^2\\), trained or as a kernel.");
    for (int l = 0; l < learners.length; l++) {
      for (int k = 0; k < d.length; k++) {
        int repeats =
            learners[l] == HalvesLearner.CONVOLUTION ? budget.of(10, 40, 100) : budget.of(2, 3, 6);
        examples[l][k] = learners[l].examples((int) d[k], repeats, seed.child((int) d[k]));
      }
      slope[l] = Vectors.slope(log(d), log(examples[l]));
      figure = figure.with(Series.line(learners[l].label(), d, examples[l]));
    }
    int last = d.length - 1;
    // With two or three sizes and draws a slope is known to some tenths.
    double off = budget.of(0.8, 0.5, 0.5);
    return Judgement.of(
            Evidence.near("dense network by descent: exponent of n in d", slope[1], 2, off),
            Evidence.near("tangent kernel of the dense network: the same", slope[2], 2, off),
            Evidence.atMost("convolution by descent: the same", slope[0], 0.5),
            Evidence.atMost(
                "examples that it needs at the largest d, over those that any of the other two"
                    + " needs",
                examples[0][last] / Math.min(examples[1][last], examples[2][last]),
                0.2))
        .with(figure)
        .noting(
            String.format(
                Locale.ROOT,
                "At d = %d: convolution %.0f examples, dense %.0f, kernel %.0f. The dense network"
                    + " by Adam, which is not equivariant: %.0f, exponent %.2f. That it may tell"
                    + " axes apart is of no use to it: what saves examples is the sharing of"
                    + " weights.",
                (int) d[last],
                examples[0][last],
                examples[1][last],
                examples[2][last],
                examples[3][last],
                slope[3]))
        .noting(
            "All have the activation \\(z^2\\): the dense network then is a quadratic form, with"
                + " \\(d(2d+1)\\) coefficients to be found, and the convolution a difference of the"
                + " two sums, with two. The lower bound for all equivariant models is a theorem of"
                + " Li, Zhang and Arora; two of them are measured here. Descent has momentum 0.9"
                + " and 300 steps on all examples, the kernel a ridge of a tenth of \\(k(x,x)\\).");
  }

  private static double[] log(double[] x) {
    return Arrays.stream(x).map(Math::log).toArray();
  }
}
