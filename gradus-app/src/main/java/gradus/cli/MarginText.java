package gradus.cli;

import gradus.data.Dataset;
import gradus.margin.DescentForecast;
import gradus.margin.MarginAnswer;
import gradus.margin.MarginSolution;
import gradus.margin.NotSeparable;
import gradus.margin.SeparableSplit;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/** The answer of {@code gradus margin} as text. Rows count from 0 among the examples used. */
final class MarginText {
  private static final int MOST = 40;

  /** A gap above this deserves a word. */
  private static final double GOOD = 1e-12;

  private MarginText() {}

  static String of(Dataset data, MarginAnswer answer, boolean withSplit) {
    StringBuilder text = new StringBuilder();
    line(text, "examples", "%,d of dimension %,d".formatted(data.size(), data.dimension()));
    line(text, "separable", answer.isSeparable() ? "yes" : "no");
    switch (answer.separation()) {
      case MarginSolution solution -> {
        line(
            text,
            "margin",
            "%s (norm %s)".formatted(number(solution.margin()), solution.norm().label()));
        line(
            text,
            "gap",
            "%s, relative %s".formatted(shorter(solution.gap()), shorter(solution.relativeGap())));
        if (solution.relativeGap() > GOOD) {
          line(
              text,
              "",
              "(the last digits of the direction move the margins of the largest support vectors by"
                  + " that much; --standardise or --unit-norm makes examples of one size)");
        }
        line(text, "direction", vector(solution.direction()));
        int[] support = solution.support();
        line(text, "support", "%d rows: %s".formatted(support.length, rows(support)));
      }
      case NotSeparable not -> {
        int[] rows =
            IntStream.range(0, not.witness().length).filter(n -> not.witness()[n] > 0).toArray();
        line(
            text,
            "witness",
            "weights on %d rows cancel them to %s: %s"
                .formatted(rows.length, shorter(not.residual()), weights(not, rows)));
      }
    }
    if (withSplit || !answer.isSeparable()) {
      split(text, answer);
    }
    answer.forecast().ifPresent(forecast -> forecast(text, forecast));
    return text.toString();
  }

  private static void split(StringBuilder text, MarginAnswer answer) {
    SeparableSplit split = answer.split();
    int count = split.separable().length + split.rest().length;
    line(
        text,
        "split",
        "separable part of %d rows%s"
            .formatted(split.separable().length, listed(split.separable(), count)));
    line(
        text,
        "",
        "rest of %d rows with a span H of dimension %d%s"
            .formatted(split.rest().length, split.basis().rows(), listed(split.rest(), count)));
    split
        .perp()
        .ifPresent(
            perp -> {
              line(
                  text,
                  "off H",
                  "margin %s, gap %s".formatted(number(perp.margin()), shorter(perp.gap())));
              line(text, "", "direction " + vector(perp.direction()));
            });
    if (split.rest().length > 0) {
      line(text, "on H", "minimiser " + vector(answer.minimum().w()));
    }
  }

  private static void forecast(StringBuilder text, DescentForecast forecast) {
    line(
        text,
        "descent",
        String.format(
            Locale.ROOT,
            "10^%.2f steps of size 1/max|x|^2 = %.3g to come within 1 %% of the Euclidean margin",
            forecast.log10Steps(),
            forecast.step()));
    line(
        text,
        "",
        String.format(
            Locale.ROOT,
            "(predicted from w(t) = w^ log t + w~, Soudry et al. 2018: relative gap %.3g/log t to"
                + " first order)",
            forecast.coefficient()));
  }

  private static String listed(int[] rows, int of) {
    return rows.length == 0 || rows.length == of ? "" : ": " + rows(rows);
  }

  private static String rows(int[] rows) {
    StringJoiner list = new StringJoiner(", ");
    IntStream.of(rows).limit(MOST).forEach(n -> list.add(Integer.toString(n)));
    return more(list, rows.length);
  }

  private static String weights(NotSeparable not, int[] rows) {
    StringJoiner list = new StringJoiner(", ");
    IntStream.of(rows).limit(MOST).forEach(n -> list.add(n + " " + shorter(not.witness()[n])));
    return more(list, rows.length);
  }

  private static String vector(double[] v) {
    StringJoiner list = new StringJoiner(" ");
    for (int j = 0; j < Math.min(v.length, MOST); j++) {
      list.add(String.format(Locale.ROOT, "%.6g", v[j] == 0 ? 0 : v[j])); // no minus zero
    }
    return v.length <= MOST
        ? list.toString()
        : list + " … (%d in all; --json shows them)".formatted(v.length);
  }

  private static String more(StringJoiner list, int count) {
    return count <= MOST ? list.toString() : list + ", … (--json shows all)";
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(String.format(Locale.ROOT, "%-10s %s%n", key, value));
  }

  private static String number(double v) {
    return String.format(Locale.ROOT, "%.12g", v);
  }

  private static String shorter(double v) {
    return String.format(Locale.ROOT, "%.3g", v);
  }
}
