package gradus.probe;

import gradus.flow.Position;
import gradus.flow.Snapshot;
import gradus.loss.Risk;
import gradus.net.Network;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several probes on one run, with the little they remember: the row and the weights recorded
 * before.
 *
 * <p>The first columns are always {@code step}, {@code log10_time} (-∞ at the start) and {@code
 * evaluations}.
 */
public final class Recorder {
  private static final List<Column> POSITION =
      List.of(
          new Column("step", "number of steps made"),
          new Column("log10_time", "log10 of the time Σ η_t"),
          new Column("evaluations", "number of gradients computed"));

  private final List<Probe> probes;
  private final List<Column> columns;
  private final int[] from;
  private final Moment moment;
  private double @Nullable [] previousRow;
  private double @Nullable [] previousWeights;

  /** Probes that look at the risks of training and, where there are some, test examples. */
  public Recorder(List<Probe> probes, Risk train, @Nullable Risk test) {
    this.probes = List.copyOf(probes);
    this.moment = new Moment(train, test);
    this.from = new int[probes.size()];
    Network network = train.network();
    List<Column> columns = new ArrayList<>(POSITION);
    for (int i = 0; i < from.length; i++) {
      from[i] = columns.size();
      columns.addAll(probes.get(i).columns(network));
    }
    this.columns = List.copyOf(columns);
  }

  /** What a row holds. */
  public List<Column> columns() {
    return columns;
  }

  /** Reads all probes at a course's present weights into a new row. */
  public double[] record(Position at) {
    double[] row = new double[columns.size()];
    moment.move(at.weights(), previousWeights);
    row[0] = at.steps();
    row[1] = at.logTime() / Math.log(10);
    row[2] = at.evaluations();
    for (int i = 0; i < from.length; i++) {
      probes.get(i).read(moment, previousRow, row, from[i]);
    }
    previousRow = row;
    previousWeights = at.weights().clone();
    return row;
  }

  /** The moment last recorded, with its risks. */
  public Moment moment() {
    return moment;
  }

  /** Writes what is remembered. */
  public void save(Snapshot snapshot) {
    if (previousRow != null && previousWeights != null) {
      snapshot.put("recorder.row", previousRow);
      snapshot.put("recorder.weights", previousWeights);
    }
  }

  /** Reads it back; a snapshot from before the first record holds nothing. */
  public void restore(Snapshot snapshot) {
    if (snapshot.arrays().containsKey("recorder.row")) {
      previousRow = snapshot.array("recorder.row");
      previousWeights = snapshot.array("recorder.weights");
    }
  }
}
