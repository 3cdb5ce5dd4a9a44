package gradus.study;

import com.fasterxml.jackson.databind.JsonNode;
import gradus.num.BadInput;
import gradus.probe.Column;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a study: {@code result.json}.
 *
 * @param study the study's name
 * @param status how far it came
 * @param columns what the traces hold
 * @param arms the arms that have ended, in the order of the study
 */
public record RunResult(String study, Status status, List<Column> columns, List<ArmResult> arms) {
  /** How far a run came. */
  public enum Status {
    /** Some arms have not ended; the process may be alive or not. */
    RUNNING,
    /** Interrupted; it can be resumed. */
    INTERRUPTED,
    /** Every arm has ended. */
    FINISHED
  }

  /** Copies the lists. */
  public RunResult {
    columns = List.copyOf(columns);
    arms = List.copyOf(arms);
  }

  /** Whether an arm failed. */
  public boolean failed() {
    return arms.stream().anyMatch(ArmResult::failed);
  }

  /** The text of {@code result.json}. */
  public String json() {
    return JsonFile.text(toJson());
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("study", study);
    json.put("status", status.name().toLowerCase(java.util.Locale.ROOT));
    json.put("arms", arms.stream().map(RunResult::arm).toList());
    List<SeedSummary> summaries = SeedSummary.of(arms);
    if (!summaries.isEmpty()) {
      json.put("overSeeds", summaries.stream().map(SeedSummary::toJson).toList());
    }
    Map<String, Object> meanings = new LinkedHashMap<>();
    columns.forEach(column -> meanings.put(column.name(), column.meaning()));
    json.put("columns", meanings);
    return json;
  }

  private static Map<String, @Nullable Object> arm(ArmResult arm) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", arm.name());
    json.put("dynamics", arm.dynamics());
    json.put("solver", arm.solver());
    json.put("outcome", arm.outcome());
    json.put("reason", arm.reason());
    json.put("steps", arm.steps());
    json.put("evaluations", arm.evaluations());
    json.put("time", JsonFile.number(arm.time()));
    json.put("logTime", JsonFile.number(arm.logTime()));
    json.put("logRisk", JsonFile.number(arm.logRisk()));
    json.put("trainError", JsonFile.number(arm.trainError()));
    json.put("testError", JsonFile.number(arm.testError()));
    json.put("margin", JsonFile.number(arm.margin()));
    json.put("normalizedMargin", JsonFile.number(arm.normalizedMargin()));
    json.put("smoothedMargin", JsonFile.number(arm.smoothedMargin()));
    json.put("wallSeconds", JsonFile.number(arm.wallSeconds()));
    json.put("stepsPerSecond", JsonFile.number(arm.stepsPerSecond()));
    json.put("slides", arm.slides());
    json.put("shortStretches", arm.shortStretches());
    json.put("weights", arm.weights());
    json.put("trace", "trace-" + arm.name() + ".csv");
    json.put("arm", arm.arm());
    json.put("seed", arm.seed());
    return json;
  }

  /** Reads {@code result.json}. */
  static RunResult read(Path file) {
    JsonNode json = JsonFile.read(file);
    List<Column> columns = new ArrayList<>();
    json.path("columns")
        .properties()
        .forEach(entry -> columns.add(new Column(entry.getKey(), entry.getValue().asText())));
    List<ArmResult> arms = new ArrayList<>();
    json.path("arms").forEach(arm -> arms.add(arm(file, arm)));
    return new RunResult(json.path("study").asText(), status(file, json), columns, arms);
  }

  private static Status status(Path file, JsonNode json) {
    String came = json.path("status").asText();
    for (Status status : Status.values()) {
      if (status.name().equalsIgnoreCase(came)) {
        return status;
      }
    }
    throw BadInput.in(file, "is no result of a run: its status is '" + came + "'");
  }

  private static ArmResult arm(Path file, JsonNode arm) {
    String name = arm.path("name").asText();
    if (!ArmReader.isFileSafe(name)) {
      // Names become file names; a result from elsewhere must not reach out of its directory.
      throw BadInput.in(file, "holds an arm called '" + name + "', which no run writes");
    }
    return new ArmResult(
        name,
        arm.path("arm").asText(),
        arm.path("seed").asLong(),
        arm.path("dynamics").asText("standard"),
        arm.path("solver").asText("descent"),
        arm.path("outcome").asText(),
        arm.path("reason").asText(),
        arm.path("steps").asLong(),
        arm.path("evaluations").asLong(),
        JsonFile.number(arm, "logTime"),
        JsonFile.number(arm, "logRisk"),
        JsonFile.number(arm, "trainError"),
        JsonFile.number(arm, "testError"),
        JsonFile.number(arm, "margin"),
        JsonFile.number(arm, "normalizedMargin"),
        JsonFile.number(arm, "smoothedMargin"),
        JsonFile.number(arm, "wallSeconds"),
        arm.path("slides").asLong(),
        arm.path("shortStretches").asLong());
  }
}
