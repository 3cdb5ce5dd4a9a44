package gradus.study;

import gradus.curvature.Subspace;
import gradus.data.DataFiles;
import gradus.flow.Course;
import gradus.flow.Limit;
import gradus.flow.Limits;
import gradus.flow.Observer;
import gradus.flow.Outcome;
import gradus.flow.Position;
import gradus.flow.Training;
import gradus.loss.Risk;
import gradus.net.Initialiser;
import gradus.num.BadInput;
import gradus.num.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntConsumer;

/**
 * A point of a study to look around from: the weights of an arm at its end or at a step, with the
 * risk that they are about.
 *
 * @param study the study
 * @param arm the arm, with its seed where there are several
 * @param where how the weights came about, in words
 * @param directory of the run, where there is one
 * @param risk the training risk
 * @param weights the weights
 */
public record Standpoint(
    Study study, String arm, String where, Optional<Path> directory, Risk risk, double[] weights) {
  /**
   * What to look for.
   *
   * @param place a study in YAML, or the directory of a run
   * @param settings changes of the study
   * @param arm which arm; the first where empty
   * @param step at which step; its end where empty
   * @param weights a file with the weights, in place of training
   * @param dataRoot where data files are looked for after the study's own directory
   */
  public record Wanted(
      Path place,
      List<String> settings,
      Optional<String> arm,
      OptionalLong step,
      Optional<Path> weights,
      Optional<Path> dataRoot) {
    /** Copies the settings. */
    public Wanted {
      settings = List.copyOf(settings);
    }
  }

  /**
   * Finds the point. At the end of a run its weights are read; otherwise the arm is trained, which
   * gives the same bits again.
   *
   * @param beforehand told the number of trained weights before anything is trained; it may refuse
   * @throws BadInput if something is not as it should be
   */
  public static Standpoint of(Wanted wanted, RunListener listener, IntConsumer beforehand) {
    boolean isRun = Files.isDirectory(wanted.place());
    Path file = isRun ? wanted.place().resolve(RunDirectory.STUDY) : wanted.place();
    if (isRun && !Files.isRegularFile(file)) {
      throw BadInput.in(
          wanted.place(),
          "holds no run (no study.yaml); give the directory of a run, or a study in YAML");
    }
    Study study = StudyReader.read(file, wanted.settings()).study();
    ArmRun run = arm(study, wanted);
    Path base = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
    Material material = Material.of(study, DataFiles.in(base, wanted.dataRoot()));
    Risk risk = new Risk(material.network(), study.loss(), material.trainExamples());
    beforehand.accept(Subspace.trained(material.network()).dimension());
    Optional<Path> directory = isRun ? Optional.of(wanted.place()) : Optional.empty();
    Optional<Path> given = wanted.weights();
    if (given.isPresent() && wanted.step().isPresent()) {
      throw new BadInput("--weights and --at both say where; give one of them");
    }
    Path kept = wanted.place().resolve("weights-" + run.name() + ".json");
    boolean ended = isRun && wanted.settings().isEmpty() && Files.isRegularFile(kept);
    if (given.isPresent() || (ended && wanted.step().isEmpty())) {
      Path from = given.orElse(kept);
      double[] w = read(from, material);
      String where = given.isPresent() ? "the weights in " + from : "the end of the run";
      return new Standpoint(study, run.name(), where, directory, risk, w);
    }
    Trained trained = train(study, run, material, wanted.step(), listener);
    return new Standpoint(study, run.name(), trained.where(), directory, risk, trained.weights());
  }

  private static ArmRun arm(Study study, Wanted wanted) {
    List<ArmRun> runs = study.runs();
    if (wanted.arm().isEmpty()) {
      return runs.getFirst();
    }
    String name = wanted.arm().get();
    return runs.stream()
        .filter(run -> run.name().equals(name) || run.arm().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "--arm: no arm is called '%s'; there are %s"
                        .formatted(
                            name, String.join(", ", runs.stream().map(ArmRun::name).toList()))));
  }

  private static double[] read(Path file, Material material) {
    try {
      return Initialiser.given(WeightsFile.read(file)).weights(material.network(), new Seed(0));
    } catch (BadInput e) {
      String message = String.valueOf(e.getMessage());
      throw message.contains(file.toString()) ? e : new BadInput(file + ": " + message, e);
    }
  }

  private record Trained(double[] weights, String where) {}

  private static Trained train(
      Study study, ArmRun run, Material material, OptionalLong step, RunListener listener) {
    Limits limits = run.arm().until();
    if (step.orElse(0) > 0) {
      List<Limit> all = new ArrayList<>(limits.limits());
      all.add(new Limit(Limit.Quantity.STEPS, step.getAsLong()));
      limits = new Limits(all);
    }
    Course course = material.course(study, run);
    ProgressMeter meter = new ProgressMeter(run.name(), limits, listener);
    Outcome outcome =
        step.orElse(1) == 0 ? at0(course) : Training.run(course, limits, new Watch(meter));
    if (outcome instanceof Outcome.Failed failed) {
      throw new BadInput("the arm %s failed: %s".formatted(run.name(), failed.reason()));
    }
    long steps = course.position().steps();
    if (step.isPresent() && steps < step.getAsLong()) {
      throw new BadInput(
          "--at: the arm %s ended by %s at step %d, before step %d"
              .formatted(run.name(), outcome.reason(), steps, step.getAsLong()));
    }
    String where =
        step.isPresent()
            ? "step %d".formatted(steps)
            : "its end by %s at step %d".formatted(outcome.reason(), steps);
    return new Trained(course.position().weights().clone(), where);
  }

  private static Outcome at0(Course course) {
    course.evaluate();
    return new Outcome.Reached(Limit.Quantity.STEPS.label());
  }

  /** Shows how far the training is. */
  private record Watch(ProgressMeter meter) implements Observer {
    @Override
    public boolean pause(Course course) {
      meter.at(course.position());
      return false;
    }

    @Override
    public long record(Position at) {
      return Long.MAX_VALUE;
    }
  }
}
