package gradus.probe;

import gradus.net.Network;
import gradus.num.Blas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the direction w/‖w‖ went since the moment recorded before. */
record DirectionProbe() implements Probe {
  @Override
  public String label() {
    return "direction";
  }

  @Override
  public List<Column> columns(Network network) {
    return List.of(
        new Column("direction_change", "‖w/‖w‖ - w'/‖w'‖‖ with w' the weights recorded before"));
  }

  @Override
  public void read(Moment moment, double @Nullable [] previous, double[] row, int from) {
    row[from] = moment.previousWeights().map(p -> change(p, moment.weights())).orElse(Double.NaN);
  }

  private static double change(double[] from, double[] to) {
    Blas blas = Blas.best();
    double fromNorm = blas.nrm2(from.length, from, 0);
    double toNorm = blas.nrm2(to.length, to, 0);
    double sum = 0;
    for (int i = 0; i < to.length; i++) {
      double d = to[i] / toNorm - from[i] / fromNorm;
      sum += d * d;
    }
    return Math.sqrt(sum);
  }
}
