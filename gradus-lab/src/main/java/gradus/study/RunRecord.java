package gradus.study;

import com.fasterxml.jackson.databind.JsonNode;
import gradus.flow.Slide;
import gradus.num.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A run directory as it stands: all that a report needs.
 *
 * @param directory where it lies
 * @param study the study as run, in YAML
 * @param manifest the provenance, nested keys joined by dots
 * @param result what became of the arms
 * @param traces what the probes read, by the name of the arm
 * @param slides the stretches of sliding of each flow, by the name of the arm
 * @param angles how far each arm is from the first of its seed, by the name of the arm; none for
 *     the first, nor where directions were not kept
 */
public record RunRecord(
    Path directory,
    String study,
    Map<String, String> manifest,
    RunResult result,
    Map<String, Trace> traces,
    Map<String, List<Slide>> slides,
    Map<String, Angles> angles) {

  /** Reads the directory of a run that has begun. */
  public static RunRecord read(Path directory) {
    if (!Files.isRegularFile(directory.resolve(RunDirectory.RESULT))) {
      throw BadInput.in(
          directory, "holds no run (no result.json); give the directory of a run of a study");
    }
    RunResult result = RunResult.read(directory.resolve(RunDirectory.RESULT));
    Map<String, String> manifest = new LinkedHashMap<>();
    flatten("", JsonFile.read(directory.resolve(RunDirectory.MANIFEST)), manifest);
    Map<String, Trace> traces = new LinkedHashMap<>();
    Map<String, List<Slide>> slides = new LinkedHashMap<>();
    for (ArmResult arm : result.arms()) {
      traces.put(arm.name(), TraceFile.read(directory.resolve("trace-" + arm.name() + ".csv")));
      if (arm.flows()) {
        Path file = directory.resolve(RunDirectory.slidesName(arm.name()));
        slides.put(arm.name(), SlideFile.read(file));
      }
    }
    String study = YamlDocument.text(directory.resolve(RunDirectory.STUDY));
    return new RunRecord(
        directory,
        study,
        manifest,
        result,
        traces,
        slides,
        DirectionsRead.angles(directory, result.arms(), traces));
  }

  /** The trace of an arm that has ended. */
  public Trace trace(String arm) {
    Trace trace = traces.get(arm);
    if (trace == null) {
      throw new IllegalArgumentException("no trace of an arm '" + arm + "'");
    }
    return trace;
  }

  /** Lists of plain values stay on one line; what is nested gets a key of its own. */
  private static void flatten(String path, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      String prefix = path.isEmpty() ? "" : path + ".";
      node.properties().forEach(e -> flatten(prefix + e.getKey(), e.getValue(), into));
    } else if (node.isArray() && !node.isEmpty() && node.get(0).isContainerNode()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(path + "." + i, node.get(i), into);
      }
    } else if (node.isArray()) {
      into.put(path, node.valueStream().map(JsonNode::asText).collect(Collectors.joining(", ")));
    } else {
      into.put(path, node.asText());
    }
  }
}
