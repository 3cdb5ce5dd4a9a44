package gradus.claims.dynamics;

import gradus.data.Dataset;
import gradus.flow.Course;
import gradus.flow.Descent;
import gradus.flow.Dynamics;
import gradus.flow.Limit;
import gradus.flow.Limits;
import gradus.flow.Observer;
import gradus.flow.Position;
import gradus.flow.StepSize;
import gradus.flow.Training;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.net.Initialiser;
import gradus.net.Network;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * Descent in small steps η/R̂, read at every other step once the data are separated.
 *
 * @param epochs the step of each reading
 * @param margins least normalised margin
 * @param smoothed smoothed normalised margin
 * @param supports the example of least margin
 */
record SupportRun(int[] epochs, double[] margins, double[] smoothed, int[] supports) {
  private static final int STRIDE = 2;

  private record Reading(int epoch, double margin, double smoothed, int support) {}

  /** A run that ends after some steps, or at ρ = {@code mostRho}. */
  static SupportRun of(
      Network network, Dataset data, double eta, int steps, double mostRho, Seed seed) {
    Loss loss = Loss.named("exponential");
    Course course =
        Descent.full(new StepSize.Rescaled(eta))
            .course(
                Dynamics.standard(),
                network,
                loss,
                data,
                Initialiser.he(0.5).weights(network, seed),
                seed);
    Risk risk = new Risk(network, loss, Examples.of(data));
    List<Reading> readings = new ArrayList<>();
    Observer observer =
        new Observer() {
          @Override
          public boolean pause(Course running) {
            return false;
          }

          @Override
          public long record(Position at) {
            risk.at(at.weights());
            int least = 0;
            for (int n = 1; n < data.size(); n++) {
              least = risk.margin(n) < risk.margin(least) ? n : least;
            }
            if (risk.margin(least) > 0) {
              double rho = at.rho();
              readings.add(
                  new Reading(
                      (int) at.steps(),
                      risk.margin(least) / rho,
                      risk.smoothedMargin() / rho,
                      least));
            }
            return at.steps() + STRIDE;
          }
        };
    Limits limits =
        new Limits(
            List.of(
                new Limit(Limit.Quantity.STEPS, steps), new Limit(Limit.Quantity.RHO, mostRho)));
    Training.run(course, limits, observer);
    return new SupportRun(
        readings.stream().mapToInt(Reading::epoch).toArray(),
        readings.stream().mapToDouble(Reading::margin).toArray(),
        readings.stream().mapToDouble(Reading::smoothed).toArray(),
        readings.stream().mapToInt(Reading::support).toArray());
  }

  /** The readings at which another example has become the one of least margin. */
  int[] switches() {
    List<Integer> at = new ArrayList<>();
    for (int i = 1; i < supports.length; i++) {
      if (supports[i] != supports[i - 1]) {
        at.add(i);
      }
    }
    return at.stream().mapToInt(Integer::intValue).toArray();
  }

  /** At how many readings a margin is lower than before; only from where it is positive. */
  static int falls(double[] margin) {
    int falls = 0;
    for (int i = 1; i < margin.length; i++) {
      falls += margin[i - 1] > 0 && margin[i] < margin[i - 1] ? 1 : 0;
    }
    return falls;
  }

  /** How many switches have a faster mean growth until the next one than since the last one. */
  int accelerations() {
    int[] at = switches();
    int count = 0;
    for (int j = 0; j < at.length; j++) {
      int from = j == 0 ? 0 : at[j - 1];
      int to = j + 1 < at.length ? at[j + 1] : margins.length - 1;
      count += rate(at[j], to) > rate(from, at[j] - 1) ? 1 : 0;
    }
    return count;
  }

  private double rate(int from, int to) {
    return to > from ? (margins[to] - margins[from]) / (epochs[to] - epochs[from]) : 0;
  }
}
