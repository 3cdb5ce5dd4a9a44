package gradus.study;

import gradus.flow.Snapshot;
import gradus.probe.Column;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of an arm that grow with its rows: the trace and, where they are kept, directions. */
final class ArmFiles implements AutoCloseable {
  private static final String DIRECTIONS = "directions.rows";

  private final TraceFile trace;
  private final @Nullable DirectionFile directions;

  private ArmFiles(TraceFile trace, @Nullable DirectionFile directions) {
    this.trace = trace;
    this.directions = directions;
  }

  /** Opens them anew, or at a checkpoint; directions of p numbers, of none where p = 0. */
  static ArmFiles open(
      RunDirectory directory, String arm, List<Column> columns, int p, Optional<Checkpoint> saved) {
    TraceFile trace =
        saved
            .map(at -> TraceFile.resume(directory.trace(arm), at.traceBytes()))
            .orElseGet(
                () ->
                    TraceFile.create(
                        directory.trace(arm), columns.stream().map(Column::name).toList()));
    if (p == 0) {
      return new ArmFiles(trace, null);
    }
    long rows = saved.map(at -> at.snapshot().integer(DIRECTIONS)).orElse(0L);
    return new ArmFiles(trace, DirectionFile.open(directory.directions(arm), p, rows));
  }

  /** Adds a row at weights w. */
  void append(double[] row, double[] w) {
    trace.append(row);
    if (directions != null) {
      directions.append(w);
    }
  }

  /** Puts all rows on the disk; tells the length of the trace, and a snapshot the rest. */
  long sync(Snapshot snapshot) {
    if (directions != null) {
      snapshot.put(DIRECTIONS, directions.sync());
    }
    return trace.sync();
  }

  @Override
  public void close() {
    try (trace) {
      if (directions != null) {
        directions.close();
      }
    }
  }
}
