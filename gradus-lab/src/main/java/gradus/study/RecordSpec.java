package gradus.study;

import java.util.List;

/** When the probes read: at the start and the end always, and between them as asked. */
public sealed interface RecordSpec {
  /**
   * Every n steps.
   *
   * @param steps the distance n
   */
  record Every(long steps) implements RecordSpec {}

  /**
   * Evenly in the logarithm of the step.
   *
   * @param count how often, up to an arm's limit on steps
   */
  record LogSpaced(int count) implements RecordSpec {}

  /**
   * At given steps.
   *
   * @param steps in ascending order
   */
  record At(List<Long> steps) implements RecordSpec {}
}
