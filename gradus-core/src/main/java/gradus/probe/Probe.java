package gradus.probe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A named measurement: a pure reading of a moment. */
public interface Probe {
  /** The name a user types. */
  String label();

  /** What is read for a given network, in order. */
  List<Column> columns(gradus.net.Network network);

  /**
   * Writes the readings to {@code row[from]} and on.
   *
   * @param previous the row recorded before, in the same layout; null at the first moment
   */
  void read(Moment moment, double @Nullable [] previous, double[] row, int from);

  /**
   * Whether a reading takes as long as many steps, so that it is made only where it is asked for.
   */
  default boolean costly() {
    return false;
  }

  /** All probes, in the order in which their columns stand. */
  static List<Probe> all() {
    return List.of(
        new LossProbe(),
        new MarginProbe(),
        new SupportVectorProbe(),
        new NormProbe(),
        new BalanceProbe(),
        new AlignmentProbe(),
        new DirectionProbe(),
        new SharpnessProbe());
  }

  /** The probes that a study reads unless it says otherwise: all but the costly ones. */
  static List<Probe> usual() {
    return all().stream().filter(probe -> !probe.costly()).toList();
  }
}
