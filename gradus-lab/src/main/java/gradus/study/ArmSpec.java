package gradus.study;

import gradus.flow.Dynamics;
import gradus.flow.Limits;

/**
 * One way to train the network of a study.
 *
 * @param name its name, which also names its files
 * @param dynamics what moves
 * @param solver how it is followed
 * @param until when it ends
 */
public record ArmSpec(String name, Dynamics dynamics, SolverSpec solver, Limits until) {
  /** Whether the solver chooses its steps, so that log t and not the step says how far it is. */
  public boolean flows() {
    return solver instanceof SolverSpec.Flow;
  }

  /** The name of what moves; some are rules for the steps of the standard dynamics. */
  String label() {
    return solver instanceof SolverSpec.Descent descent
        ? RuleReader.label(descent.rule()).orElse(dynamics.label())
        : dynamics.label();
  }
}
