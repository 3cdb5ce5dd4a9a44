package gradus.claims.linear;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.RankCorrelation;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Dash;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.num.Seed;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** P-CV: leave-one-out stability and expected error of interpolants of growing norm. */
record StableInterpolants() implements Claim {
  private static final int LEVELS = 12;
  private static final int DIRECTIONS = 8;

  @Override
  public String id() {
    return "P-CV";
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2020, "§4, last paragraph");
  }

  @Override
  public String statement() {
    return "Among interpolants of overparameterised models, maximum leave-one-out stability"
        + " corresponds to minimum norm, and with the stability the expected error is least: both"
        + " grow with the norm.";
  }

  @Override
  public String formula() {
    return "\\mathrm{CV}_{loo}=\\frac1n\\sum_i\\bigl[(f_{S\\setminus"
        + " i}(x_i)-y_i)^2-(f_S(x_i)-y_i)^2\\bigr]";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "square loss; the interpolants are what gradient descent finds from a start \\(w_0\\),"
            + " whose null component stays: \\(w_\\dagger+P_{null}w_0\\), also when an example is"
            + " left out",
        "means over eight random directions of the start and their opposites");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int draws = budget.of(4, 20, 100);
    double ranksOfCv = 0;
    double ranksOfError = 0;
    double formula = 0;
    int better = 0;
    int all = 0;
    double[] norms = new double[LEVELS];
    double[] cv = new double[LEVELS];
    double[] error = new double[LEVELS];
    for (int draw = 0; draw < 2 * draws; draw++) {
      RandomGenerator random = seed.child(draw).random();
      InterpolationTask task =
          draw % 2 == 0 ? InterpolationTask.linear(random) : InterpolationTask.kernel(random);
      double[] atNorm = new double[LEVELS];
      double[] ofCv = new double[LEVELS];
      double[] ofError = new double[LEVELS];
      for (int level = 0; level < LEVELS; level++) {
        double size = 0.3 * level;
        for (int i = 0; i < 2 * DIRECTIONS; i += 2) {
          double[] start = Vectors.gaussian(task.features().cols(), random);
          for (int sign = -1; sign <= 1; sign += 2) {
            InterpolationTask.Interpolant f = task.from(Vectors.times(sign * size, start));
            double own = task.expectedError(f.w());
            atNorm[level] += Vectors.norm(f.w()) / (2 * DIRECTIONS);
            ofCv[level] += f.leaveOneOut() / (2 * DIRECTIONS);
            ofError[level] += own / (2 * DIRECTIONS);
            all += level > 0 ? 1 : 0;
            better += level > 0 && f.leaveOneOut() < ofCv[0] && own < ofError[0] ? 1 : 0;
          }
        }
      }
      if (draw < 4) {
        double[] from = Vectors.gaussian(task.features().cols(), random);
        double direct = task.refitted(from);
        formula = Math.max(formula, Math.abs(task.from(from).leaveOneOut() / direct - 1));
      }
      ranksOfCv += RankCorrelation.of(atNorm, ofCv) / (2 * draws);
      ranksOfError += RankCorrelation.of(atNorm, ofError) / (2 * draws);
      if (draw % 2 == 0) {
        for (int level = 0; level < LEVELS; level++) {
          norms[level] += atNorm[level] / draws;
          cv[level] += ofCv[level] / draws;
          error[level] += ofError[level] / draws;
        }
      }
    }
    RandomGenerator random = seed.child("truth").random();
    InterpolationTask clean = InterpolationTask.noiseless(random);
    double atTruth = clean.from(clean.truth()).leaveOneOut();
    double atZero = clean.from(new double[clean.truth().length]).leaveOneOut();
    return Judgement.of(
            // Condition numbers of the kernel matrices reach 1e8.
            Evidence.near(
                    "leave-one-out formula against refitting without each example, relative",
                    formula,
                    0,
                    1e-6)
                .ofHypothesis(),
            Evidence.atLeast(
                "mean rank correlation of the leave-one-out error with the norm, linear and kernel"
                    + " interpolants",
                ranksOfCv,
                0.95),
            Evidence.atLeast(
                "mean rank correlation of the expected error with the norm", ranksOfError, 0.95))
        .with(
            Figure.of(
                    "norm",
                    "Leave-one-out and expected error",
                    Axis.linear("norm of the interpolant"),
                    Axis.log10("error"))
                .captioned("Linear interpolants, means over the draws; the law is known.")
                .with(Series.line("leave-one-out", norms, cv))
                .with(Series.line("expected", norms, error).dashed(Dash.DASHED)))
        .noting(
            String.format(
                Locale.ROOT,
                "It is a statement about means over null components. A single one can make both"
                    + " errors less than those of the least norm (%d of %d here), and the right one"
                    + " does: without noise the start \\(w_0=w^*\\) has leave-one-out error %.1e"
                    + " against %.2g of the least norm.",
                better,
                all,
                atTruth,
                atZero));
  }
}
