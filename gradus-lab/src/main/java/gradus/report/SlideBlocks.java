package gradus.report;

import gradus.flow.Slide;
import gradus.study.ArmResult;
import gradus.study.RunRecord;
import gradus.study.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where flows slid along kinks: strips against log t, and a table of the longest. */
final class SlideBlocks {
  private static final int MOST_ROWS = 40;
  private static final int LEAST_ROWS = 5;
  private static final double LOG_10 = Math.log(10);

  private final RunRecord run;
  private final List<ArmResult> sliding;

  SlideBlocks(RunRecord run) {
    this.run = run;
    this.sliding =
        run.result().arms().stream()
            .filter(arm -> Double.isFinite(arm.logTime()) && !slides(run, arm).isEmpty())
            .toList();
  }

  /**
   * One stretch in decimal logarithms of t.
   *
   * @param slide what slid
   * @param from where it begins, no earlier than the trace
   * @param to where it ends
   */
  private record Stretch(Slide slide, double from, double to) {
    double length() {
      return to - from;
    }
  }

  /** All blocks of the section; none where nothing slid. */
  List<Block> blocks() {
    if (sliding.isEmpty()) {
      return List.of();
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Prose(
            "A unit slides while its kink is pinned on an example: both sides push towards it, and"
                + " the pre-activation stays zero. Each bar is one such stretch; units count from 0"
                + " within their layer, examples from 0."));
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (ArmResult arm : sliding) {
      double[] time = finiteTimes(arm);
      low = Math.min(low, time[0]);
      high = Math.max(high, time[1]);
    }
    high = Math.max(high, low + 1);
    int room = Math.max(LEAST_ROWS, MOST_ROWS / sliding.size());
    for (ArmResult arm : sliding) {
      blocks.add(strips(arm, low, high, room));
    }
    blocks.add(table());
    return blocks;
  }

  private static List<Slide> slides(RunRecord run, ArmResult arm) {
    return run.slides().getOrDefault(arm.name(), List.of());
  }

  /** The first and the last log10 t that the trace has. */
  private double[] finiteTimes(ArmResult arm) {
    Trace trace = run.trace(arm.name());
    double low = arm.logTime() / LOG_10;
    for (double t : trace.column("log10_time")) {
      low = Double.isFinite(t) ? Math.min(low, t) : low;
    }
    return new double[] {low, arm.logTime() / LOG_10};
  }

  private List<Stretch> stretches(ArmResult arm) {
    double[] ends = finiteTimes(arm);
    return slides(run, arm).stream()
        .map(
            slide -> {
              double to = slide.toLogTime() / LOG_10;
              return new Stretch(
                  slide,
                  Math.max(slide.fromLogTime() / LOG_10, ends[0]),
                  Double.isNaN(to) ? ends[1] : to);
            })
        .toList();
  }

  private Block strips(ArmResult arm, double low, double high, int room) {
    Map<String, List<Stretch>> byUnit =
        stretches(arm).stream()
            .collect(Collectors.groupingBy(SlideBlocks::unit, TreeMap::new, Collectors.toList()));
    List<Map.Entry<String, List<Stretch>>> units = new ArrayList<>(byUnit.entrySet());
    units.sort(Comparator.comparingDouble(SlideBlocks::lengthOf).reversed());
    List<Block.Strips.Strip> rows =
        units.stream()
            .limit(room)
            .sorted(Comparator.comparingLong(SlideBlocks::place))
            .map(
                unit ->
                    new Block.Strips.Strip(
                        unit.getKey(), unit.getValue().stream().map(SlideBlocks::span).toList()))
            .toList();
    int count = slides(run, arm).size();
    String caption =
        "%s of %s%s."
            .formatted(
                count == 1 ? "One stretch" : count + " stretches",
                units.size() == 1 ? "one unit" : units.size() + " units",
                units.size() > room
                    ? "; the %d units that slid longest are shown, `slides-%s.csv` holds all"
                        .formatted(room, arm.name())
                    : "");
    int colour = new StudyCurves(run).colour(arm);
    return new Block.Strips(
        "Sliding of " + arm.name(), caption, "\\(\\log_{10}t\\)", low, high, colour, rows);
  }

  private static String unit(Stretch stretch) {
    return "layer %d, unit %d".formatted(stretch.slide().layer(), stretch.slide().unit());
  }

  private static double lengthOf(Map.Entry<String, List<Stretch>> unit) {
    return unit.getValue().stream().mapToDouble(Stretch::length).sum();
  }

  /** Layers in their order, and units in theirs. */
  private static long place(Map.Entry<String, List<Stretch>> unit) {
    Slide slide = unit.getValue().getFirst().slide();
    return ((long) slide.layer() << 32) + slide.unit();
  }

  private static Block.Strips.Span span(Stretch stretch) {
    String text =
        String.format(
            Locale.ROOT,
            "example %d: log10 t from %s to %s",
            stretch.slide().example(),
            NumberText.general(stretch.from()),
            Double.isNaN(stretch.slide().toLogTime())
                ? "the end"
                : NumberText.general(stretch.to()));
    return new Block.Strips.Span(stretch.from(), stretch.to(), text);
  }

  private Block table() {
    List<List<Cell>> rows = new ArrayList<>();
    int all = 0;
    for (ArmResult arm : sliding) {
      List<Stretch> stretches = stretches(arm);
      all += stretches.size();
      stretches.stream()
          .sorted(Comparator.comparingDouble(Stretch::length).reversed())
          .limit(Math.max(LEAST_ROWS, MOST_ROWS / sliding.size()))
          .map(stretch -> row(arm, stretch))
          .forEach(rows::add);
    }
    return new Block.Table(
        (rows.size() < all
                ? "The longest of %d stretches; `slides-<arm>.csv` holds all. ".formatted(all)
                : "")
            + "The length is \\(\\log_{10}\\) of the ratio of the times.",
        List.of(
            Column.words("arm"),
            Column.numbers("layer", Column.Format.INTEGER),
            Column.numbers("unit", Column.Format.INTEGER),
            Column.numbers("example", Column.Format.INTEGER),
            Column.numbers("from \\(\\log_{10}t\\)"),
            Column.numbers("to \\(\\log_{10}t\\)"),
            Column.numbers("length"),
            Column.words("left")),
        rows);
  }

  private static List<Cell> row(ArmResult arm, Stretch stretch) {
    Slide slide = stretch.slide();
    return List.of(
        Cell.of(arm.name()),
        Cell.of(slide.layer()),
        Cell.of(slide.unit()),
        Cell.of(slide.example()),
        Cell.of(stretch.from()),
        Cell.of(stretch.to()),
        Cell.of(stretch.length()),
        Cell.of(Double.isNaN(slide.toLogTime()) ? "slides at the end" : "yes"));
  }
}
