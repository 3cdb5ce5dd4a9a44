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

  /** All probes, in the order in which their columns stand. */
  static List<Probe> all() {
    return List.of(
        new LossProbe(),
        new MarginProbe(),
        new SupportVectorProbe(),
        new NormProbe(),
        new BalanceProbe(),
        new AlignmentProbe(),
        new DirectionProbe());
  }
}
