package gradus.flow;

import gradus.data.Dataset;
import gradus.loss.Loss;
import gradus.net.Network;
import gradus.num.Seed;

/** How a dynamics is followed; the family is closed. */
public sealed interface Solver permits Descent, Flow {
  /**
   * A run of a dynamics from weights w.
   *
   * @param seed decides which examples a stochastic method sees
   */
  Course course(Dynamics dynamics, Network network, Loss loss, Dataset data, double[] w, Seed seed);
}
