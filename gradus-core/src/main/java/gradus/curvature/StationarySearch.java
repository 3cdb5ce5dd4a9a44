package gradus.curvature;

import gradus.loss.Risk;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * A search for stationary points of a risk from many starts.
 *
 * @param newton how a start is polished
 * @param restarts how many starts
 */
public record StationarySearch(Newton newton, int restarts) {
  /**
   * What came out.
   *
   * @param points the stationary points, of least risk first
   * @param stuck where the search got stuck, as it does towards a minimum on a kink
   * @param unfinished how many starts led to neither
   */
  public record Found(List<StationaryPoint> points, List<StationaryPoint> stuck, int unfinished) {
    /** Copies the lists. */
    public Found {
      points = List.copyOf(points);
      stuck = List.copyOf(stuck);
    }

    /**
     * Local minima whose risk exceeds the least one found by more than a share of it and an
     * absolute amount.
     */
    public List<StationaryPoint> spurious(double share, double amount) {
      if (points.isEmpty()) {
        return List.of();
      }
      double least = Math.exp(points.getFirst().logRisk());
      return points.stream()
          .filter(point -> point.kind() == StationaryPoint.Kind.MINIMUM)
          .filter(point -> Math.exp(point.logRisk()) > least * (1 + share) + amount)
          .toList();
    }
  }

  /** Runs the search; {@code start} draws the weights of a seed. */
  public Found run(Risk risk, Function<Seed, double[]> start, Seed seed) {
    List<StationaryPoint> points = new ArrayList<>();
    List<StationaryPoint> stuck = new ArrayList<>();
    int unfinished = 0;
    for (int k = 0; k < restarts; k++) {
      Newton.Found found = newton.from(risk, start.apply(seed.child(k)));
      switch (found.end()) {
        case STATIONARY -> points.add(StationaryPoint.at(risk, found.w()));
        case STUCK -> stuck.add(StationaryPoint.at(risk, found.w()));
        case STEPS -> unfinished++;
      }
    }
    Comparator<StationaryPoint> byRisk = Comparator.comparingDouble(StationaryPoint::logRisk);
    points.sort(byRisk);
    stuck.sort(byRisk);
    return new Found(points, stuck, unfinished);
  }
}
