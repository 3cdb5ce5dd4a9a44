package gradus.cli;

import gradus.curvature.NullSplit;
import gradus.curvature.Survey;
import gradus.net.Block;
import gradus.num.Interval;
import gradus.study.Standpoint;
import gradus.study.SurveyFile;
import java.util.List;
import java.util.Locale;

/** A survey of curvature as text. */
final class SpectrumTable {
  private static final double LOG_10 = Math.log(10);

  /** The tangent part of the gradient below which directions rest. */
  private static final double RESTING = 1e-3;

  private final StringBuilder text = new StringBuilder();
  private final Survey survey;

  private SpectrumTable(Survey survey) {
    this.survey = survey;
  }

  static String of(Standpoint from, Survey survey) {
    SpectrumTable table = new SpectrumTable(survey);
    table.head(from);
    table.ends(from.risk().network().blocks());
    survey.whole().ifPresent(table::whole);
    return table.text.toString();
  }

  private void head(Standpoint from) {
    line(
        String.format(
            Locale.ROOT,
            "%s, %s at %s: %s, %d examples",
            from.study().name(),
            from.arm(),
            from.where(),
            survey.spheres().isPresent()
                ? "a product of spheres of dimension %,d".formatted(survey.parameters())
                : "%,d trained weights".formatted(survey.parameters()),
            from.risk().examples().count()));
    line(
        String.format(
            Locale.ROOT,
            "log10 risk %.6g, log10 |%s| %.6g",
            survey.logRisk() / LOG_10,
            survey.spheres().isPresent() ? "tangent gradient" : "gradient",
            survey.logGradient() / LOG_10));
    survey.spheres().ifPresent(spheres -> spheres(spheres, from.risk().network().blocks()));
    if (survey.kinks().layer() > 0) {
      line(
          String.format(
              Locale.ROOT,
              "nearest kink: layer %d, unit %d, example %d, sine %.3g%s",
              survey.kinks().layer(),
              survey.kinks().unit() + 1,
              survey.kinks().example() + 1,
              survey.kinks().clearance(),
              survey.kinks().touching() ? " (on it: second derivatives of one side)" : ""));
    }
    line(String.format(Locale.ROOT, "eigenvalues in units of 10^%.6g", survey.logScale() / LOG_10));
    line(String.format(Locale.ROOT, "trace      %s", interval(survey.trace())));
    line(String.format(Locale.ROOT, "|H|_F      %s", interval(survey.frobenius())));
  }

  /** Not where the whole gradient is zero to round-off, of which any part is tangent. */
  private boolean moves(Survey.Spheres spheres) {
    double size = Math.exp(survey.logGradient() - survey.logScale());
    return spheres.residual() > RESTING && size > 1e-12 * survey.frobenius().estimate();
  }

  private void spheres(Survey.Spheres spheres, List<Block> blocks) {
    line(
        String.format(
            Locale.ROOT,
            "tangent part of the gradient %.3g%s",
            spheres.residual(),
            moves(spheres)
                ? ": the directions do not rest, so that signs say nothing of stability"
                : ""));
    StringBuilder mu = new StringBuilder("mu");
    for (int k = 0; k < spheres.mu().length; k++) {
      mu.append(
          String.format(
              Locale.ROOT, "%s %s %.6g", k > 0 ? "," : "", blocks.get(k).name(), spheres.mu()[k]));
    }
    line(mu + " (in the eigenvalues' unit)");
  }

  private static String interval(Interval i) {
    return i.halfWidth() == 0
        ? String.format(Locale.ROOT, "%.9g", i.estimate())
        : String.format(Locale.ROOT, "%.6g (95%%: %.6g to %.6g)", i.estimate(), i.low(), i.high());
  }

  private void ends(List<Block> blocks) {
    StringBuilder names = new StringBuilder();
    blocks.forEach(block -> names.append(String.format(Locale.ROOT, "%9s", block.name())));
    line("");
    line(String.format(Locale.ROOT, "%16s %10s%s", "eigenvalue", "residual", names));
    for (Survey.Pair pair : survey.ends()) {
      StringBuilder shares = new StringBuilder();
      for (double share : pair.shares()) {
        shares.append(String.format(Locale.ROOT, "%8.2f%%", 100 * share));
      }
      line(String.format(Locale.ROOT, "%16.9g %10.1e%s", pair.value(), pair.residual(), shares));
    }
    if (!survey.converged()) {
      line("Lanczos ran out of products: an eigenvalue lies within the residual of each value");
    }
  }

  private void whole(Survey.Whole whole) {
    line("");
    line(
        String.format(
            Locale.ROOT,
            "signature  %d positive, %d zero, %d negative",
            whole.signature().positive(),
            whole.signature().zero(),
            whole.signature().negative()));
    line(
        String.format(
            Locale.ROOT,
            "nullity    %d (|lambda| <= %.0e max; largest zero %.1e, least other %.1e)",
            whole.nullity().count(),
            whole.nullity().tolerance(),
            whole.nullity().largest(),
            whole.nullity().next()));
    if (whole.nullity().next() < 10 * whole.nullity().largest()) {
      line("  no gap there: the count depends on the tolerance");
    }
    whole.split().ifPresent(this::reasons);
    whole
        .triviality()
        .ifPresent(
            t ->
                line(
                    String.format(
                        Locale.ROOT,
                        "moved along: %d trivial, %d change the function on fresh inputs",
                        t.trivial(),
                        t.nontrivial())));
  }

  private void reasons(NullSplit split) {
    SurveyFile.ledger(split)
        .forEach((words, count) -> line(String.format(Locale.ROOT, "  %6d  %s", count, words)));
    if (split.broken() > 0) {
      line(
          String.format(
              Locale.ROOT,
              "  %d directions of symmetry are curved: the gradient is not zero",
              split.broken()));
    }
  }

  private void line(String words) {
    text.append(words).append('\n');
  }
}
