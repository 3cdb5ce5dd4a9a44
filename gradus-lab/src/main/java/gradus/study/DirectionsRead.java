package gradus.study;

import gradus.num.Matrix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the directions that arms left, and compares those of one seed with their first. */
final class DirectionsRead {
  private static final double LOG_10 = Math.log(10);

  private DirectionsRead() {}

  /** The angles of each arm to the first of its seed; one seed is in memory at a time. */
  static Map<String, Angles> angles(
      Path directory, List<ArmResult> arms, Map<String, Trace> traces) {
    Map<String, Angles> angles = new LinkedHashMap<>();
    for (long seed : arms.stream().mapToLong(ArmResult::seed).distinct().toArray()) {
      List<ArmResult> kept =
          arms.stream()
              .filter(arm -> arm.seed() == seed && Files.exists(file(directory, arm)))
              .toList();
      if (kept.size() > 1) {
        compare(directory, kept, traces, angles);
      }
    }
    return angles;
  }

  private static void compare(
      Path directory, List<ArmResult> arms, Map<String, Trace> traces, Map<String, Angles> into) {
    ArmResult first = arms.getFirst();
    int[] sizes =
        WeightsFile.read(directory.resolve(first.weights())).stream()
            .map(Matrix::data)
            .mapToInt(data -> data.length)
            .toArray();
    Angles.Path reference = path(directory, first, traces, sizes);
    for (ArmResult arm : arms.subList(1, arms.size())) {
      into.put(arm.name(), Angles.between(path(directory, arm, traces, sizes), reference, sizes));
    }
  }

  private static Angles.Path path(
      Path directory, ArmResult arm, Map<String, Trace> traces, int[] sizes) {
    List<double[]> w = DirectionFile.read(file(directory, arm), Arrays.stream(sizes).sum());
    Trace trace = traces.get(arm.name());
    double[] log10Time = trace == null ? new double[0] : trace.column("log10_time");
    return new Angles.Path(Arrays.stream(log10Time).map(t -> t * LOG_10).toArray(), w);
  }

  private static Path file(Path directory, ArmResult arm) {
    return directory.resolve(RunDirectory.directionsName(arm.name()));
  }
}
