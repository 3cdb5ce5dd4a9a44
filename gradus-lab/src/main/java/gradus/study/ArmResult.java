package gradus.study;

import java.util.Optional;

/**
 * What became of one arm.
 *
 * <p>Numbers that mean nothing for the run (a test error without a test set, a margin under
 * regression) are NaN.
 *
 * @param name its name, with the seed when there are several
 * @param arm its name in the study
 * @param seed its seed
 * @param dynamics what moved
 * @param solver {@code flow}, {@code descent} or {@code sgd}
 * @param outcome {@code Reached}, {@code Stopped} or {@code Failed}
 * @param reason the limit that was reached, or what went wrong
 * @param steps the steps made
 * @param evaluations the gradients computed
 * @param logTime the natural logarithm of Σ η_t
 * @param logRisk the natural logarithm of the risk on all training examples
 * @param trainError the share of training examples with margin not positive
 * @param testError the same for test examples
 * @param margin the least margin
 * @param normalizedMargin the least margin over Π ρ_k^{d_k}
 * @param smoothedMargin ψ over Π ρ_k^{d_k}
 * @param wallSeconds the time it took, interruptions left out
 * @param slides the number of stretches in which a kink was pinned on an example
 * @param shortStretches how often a flow found no sides for kinks that met and passed the place by
 *     short steps, each time with an error of about 1e-6
 */
public record ArmResult(
    String name,
    String arm,
    long seed,
    String dynamics,
    String solver,
    String outcome,
    String reason,
    long steps,
    long evaluations,
    double logTime,
    double logRisk,
    double trainError,
    double testError,
    double margin,
    double normalizedMargin,
    double smoothedMargin,
    double wallSeconds,
    long slides,
    long shortStretches) {

  /** What one should know of how the numbers came about; empty where all is as usual. */
  public Optional<String> remark() {
    return shortStretches == 0
        ? Optional.empty()
        : Optional.of(
            "Kinks met for which no consistent sides were found, "
                + (shortStretches == 1 ? "once" : shortStretches + " times")
                + "; short steps led past them, which costs accuracy: about 1e-6 of the weights"
                + " each time.");
  }

  /** Whether the computation failed. */
  public boolean failed() {
    return outcome.equals("Failed");
  }

  /** Whether its solver chose its steps, so that log t and not the step says how far it is. */
  public boolean flows() {
    return solver.equals("flow");
  }

  /** Whether it was interrupted and can be resumed. */
  public boolean stopped() {
    return outcome.equals("Stopped");
  }

  /** Σ η_t itself; infinite where it has outgrown a double. */
  public double time() {
    return Math.exp(logTime);
  }

  /** The rate; NaN where nothing was timed. */
  public double stepsPerSecond() {
    return wallSeconds > 0 ? steps / wallSeconds : Double.NaN;
  }

  /** The file of the final weights. */
  public String weights() {
    return "weights-" + name + ".json";
  }
}
