package gradus.study;

import gradus.flow.StepSize;
import gradus.num.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The constant steps of the arms of a run that takes them on all examples. */
public final class StepSizes {
  private StepSizes() {}

  /**
   * η by the name of the arm; none for arms with other steps, nor where the study as run cannot be
   * read by this version.
   *
   * @param directory of the run
   */
  public static Map<String, Double> of(Path directory) {
    Map<String, Double> etas = new LinkedHashMap<>();
    Path file = directory.resolve(RunDirectory.STUDY);
    if (!Files.isRegularFile(file)) {
      return etas;
    }
    try {
      for (ArmSpec arm : StudyReader.read(file, List.of()).study().arms()) {
        if (arm.solver() instanceof SolverSpec.Descent descent
            && descent.batch().isEmpty()
            && descent.step() instanceof StepSize.Constant(double eta)) {
          etas.put(arm.name(), eta);
        }
      }
    } catch (BadInput unreadable) {
      etas.clear();
    }
    return etas;
  }
}
