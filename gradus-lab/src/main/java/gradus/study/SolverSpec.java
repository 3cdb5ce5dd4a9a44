package gradus.study;

import gradus.data.DataLaw;
import gradus.flow.Rule;
import gradus.flow.Sampling;
import gradus.flow.Solver;
import gradus.flow.StepSize;
import gradus.num.Seed;
import java.util.Optional;
import java.util.OptionalInt;

/** How an arm follows its dynamics, as a study says it. */
public sealed interface SolverSpec {
  /** The name a user types. */
  String label();

  /**
   * The solver.
   *
   * @param law what fresh batches are drawn from
   * @param seed decides the noise of a rule that has some
   */
  Solver solver(Optional<DataLaw> law, Seed seed);

  /**
   * Steps of a given length.
   *
   * @param step how long a step is
   * @param rule how a velocity becomes an update
   * @param batch the number of examples a step sees; all of them where empty
   * @param fresh whether a batch is drawn anew from the data's law instead of from the data
   */
  record Descent(StepSize step, Rule rule, OptionalInt batch, boolean fresh) implements SolverSpec {
    @Override
    public String label() {
      return batch.isPresent() ? "sgd" : "descent";
    }

    @Override
    public Solver solver(Optional<DataLaw> law, Seed seed) {
      return new gradus.flow.Descent(step, sampling(law), seeded(seed));
    }

    private Rule seeded(Seed seed) {
      return rule instanceof Rule.Langevin langevin
          ? new Rule.Langevin(langevin.temperature(), seed)
          : rule;
    }

    private Sampling sampling(Optional<DataLaw> law) {
      if (batch.isEmpty()) {
        return new Sampling.Full();
      }
      int size = batch.getAsInt();
      return fresh
          ? new Sampling.Fresh(
              size, law.orElseThrow(() -> new IllegalStateException("fresh batches without a law")))
          : new Sampling.Epochs(size);
    }
  }

  /**
   * The continuous flow, with steps of the solver's own choice.
   *
   * @param tolerance the relative tolerance of a step
   */
  record Flow(double tolerance) implements SolverSpec {
    @Override
    public String label() {
      return "flow";
    }

    @Override
    public Solver solver(Optional<DataLaw> law, Seed seed) {
      return new gradus.flow.Flow(tolerance);
    }
  }
}
