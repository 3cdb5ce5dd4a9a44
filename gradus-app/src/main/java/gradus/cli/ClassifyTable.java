package gradus.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gradus.kernel.KernelClassifier;
import gradus.kernel.KernelSearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The results of {@code gradus ntk classify}, beside the published ones where there are any. */
final class ClassifyTable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int SHOWN = 5;

  private final List<ClassifyRow> rows;
  private final @Nullable PublishedAccuracies published;

  ClassifyTable(List<ClassifyRow> rows, @Nullable PublishedAccuracies published) {
    this.rows = rows;
    this.published = published;
  }

  private Optional<double[]> row(String set) {
    return published == null ? Optional.empty() : published.of(set);
  }

  /** A classifier with its mean accuracy over the sets that have published rows, in percent. */
  private record Mean(String name, double accuracy) {}

  private List<Mean> means() {
    List<Mean> means = new ArrayList<>();
    if (published == null) {
      return means;
    }
    List<double[]> known = new ArrayList<>();
    double own = 0;
    for (ClassifyRow row : rows) {
      Optional<double[]> found = row(row.set());
      if (found.isPresent()) {
        known.add(found.get());
        own += 100 * row.result().accuracy();
      }
    }
    if (known.isEmpty()) {
      return means;
    }
    means.add(new Mean("this kernel", own / known.size()));
    for (String name : published.classifiers()) {
      double mean =
          known.stream().mapToDouble(row -> published.at(row, name)).average().orElse(Double.NaN);
      if (Double.isFinite(mean)) { // a classifier that failed on a set has no mean over all
        means.add(new Mean(name, mean));
      }
    }
    means.sort(Comparator.comparingDouble(Mean::accuracy).reversed());
    return means;
  }

  private double meanRank() {
    return rows.stream()
        .filter(row -> row(row.set()).isPresent())
        .mapToDouble(
            row ->
                PublishedAccuracies.rank(
                    row(row.set()).orElseThrow(), 100 * row.result().accuracy()))
        .average()
        .orElse(Double.NaN);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-30s %5s %3s  %5s %5s %8s %7s  %8s  %9s %7s %7s %6s%n",
            "set",
            "n",
            "c",
            "depth",
            "fixed",
            "value",
            "stopped",
            "accuracy",
            "rf_caret",
            "svm_C",
            "best",
            "rank"));
    for (ClassifyRow row : rows) {
      Optional<double[]> known = row(row.set());
      double accuracy = 100 * row.result().accuracy();
      text.append(
          String.format(
              Locale.ROOT,
              "%-30s %5d %3d  %5d %5d %8.3g %7s  %8.2f  %9s %7s %7s %6s%n",
              row.set(),
              row.n(),
              row.classes(),
              row.result().depth(),
              row.result().fixed(),
              row.result().value(),
              stopped(row.result()),
              accuracy,
              shown(known.map(r -> at(r, "rf_caret"))),
              shown(known.map(r -> at(r, "svm_C"))),
              shown(known.map(PublishedAccuracies::best)),
              known
                  .map(
                      r ->
                          String.format(Locale.ROOT, "%.1f", PublishedAccuracies.rank(r, accuracy)))
                  .orElse("-")));
    }
    text.append(stoppedInWords());
    List<Mean> means = means();
    if (!means.isEmpty()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%nmean accuracy over the sets with published results, of %d classifiers with all of"
                  + " them:%n",
              means.size()));
      for (int i = 0; i < means.size(); i++) {
        if (i < SHOWN || means.get(i).name().equals("this kernel")) {
          text.append(
              String.format(
                  Locale.ROOT,
                  "%4d  %-20s %6.2f%n",
                  i + 1,
                  means.get(i).name(),
                  means.get(i).accuracy()));
        }
      }
      text.append(
          String.format(
              Locale.ROOT,
              "mean rank on a set: %.1f of %d%n",
              meanRank(),
              published == null ? 0 : published.classifiers().size() + 1));
    }
    return text.toString();
  }

  private static String stopped(KernelSearch.Result result) {
    return "%d+%d".formatted(result.choosing().stopped(), result.measuring().stopped());
  }

  private String stoppedInWords() {
    long choosing = rows.stream().mapToLong(r -> r.result().choosing().stopped()).sum();
    long measuring = rows.stream().mapToLong(r -> r.result().measuring().stopped()).sum();
    if (choosing + measuring == 0) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "%nstopped: of %,d support vector machines for the choice %,d, of %,d for the accuracy %,d"
            + " had not come%nto their optimum after %,d moves and were used as they were.%n",
        rows.stream().mapToLong(r -> r.result().choosing().trained()).sum(),
        choosing,
        rows.stream().mapToLong(r -> r.result().measuring().trained()).sum(),
        measuring,
        KernelClassifier.MOST_MOVES);
  }

  private double at(double[] row, String name) {
    return published == null ? Double.NaN : published.at(row, name);
  }

  private static String shown(Optional<Double> percent) {
    return percent
        .filter(Double::isFinite)
        .map(v -> String.format(Locale.ROOT, "%.2f", v))
        .orElse("-");
  }

  String json() {
    ObjectNode node = MAPPER.createObjectNode();
    ArrayNode list = node.putArray("sets");
    for (ClassifyRow row : rows) {
      ObjectNode entry = list.addObject();
      entry.put("set", row.set());
      entry.put("n", row.n());
      entry.put("classes", row.classes());
      entry.put("depth", row.result().depth());
      entry.put("fixed", row.result().fixed());
      entry.put("value", row.result().value());
      entry.put("validation", row.result().validation());
      entry.put("accuracy", row.result().accuracy());
      machines(entry.putObject("choosing"), row.result().choosing());
      machines(entry.putObject("measuring"), row.result().measuring());
      row(row.set())
          .ifPresent(
              known -> {
                ObjectNode beside = entry.putObject("published");
                put(beside, "rf_caret", at(known, "rf_caret"));
                put(beside, "svm_C", at(known, "svm_C"));
                put(beside, "best", PublishedAccuracies.best(known));
                put(beside, "rank", PublishedAccuracies.rank(known, 100 * row.result().accuracy()));
              });
    }
    List<Mean> means = means();
    if (!means.isEmpty()) {
      ArrayNode order = node.putArray("means");
      for (Mean mean : means) {
        order.addObject().put("classifier", mean.name()).put("accuracy", mean.accuracy());
      }
      node.put("mean_rank", meanRank());
    }
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers can be written", e);
    }
  }

  private static void machines(ObjectNode node, KernelSearch.Machines machines) {
    node.put("machines", machines.trained()).put("stopped", machines.stopped());
  }

  private static void put(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    } else {
      node.putNull(key);
    }
  }
}
