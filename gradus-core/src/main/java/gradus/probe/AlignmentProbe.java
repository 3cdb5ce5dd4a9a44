package gradus.probe;

import gradus.net.Network;
import gradus.num.Blas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The angle between the weights and the way they move, and the size of the gradient. */
record AlignmentProbe() implements Probe {
  @Override
  public String label() {
    return "alignment";
  }

  @Override
  public List<Column> columns(Network network) {
    return List.of(
        new Column("alignment", "cosine of w and -∇R, which tends to 1 along the flow"),
        new Column("log10_gradient_norm", "log10 ‖∇R‖"));
  }

  @Override
  public void read(Moment moment, double @Nullable [] previous, double[] row, int from) {
    Blas blas = Blas.best();
    double[] w = moment.weights();
    double[] g = moment.gradient();
    double gNorm = blas.nrm2(g.length, g, 0);
    row[from] = -blas.dot(w.length, w, 0, g, 0) / (blas.nrm2(w.length, w, 0) * gNorm);
    row[from + 1] = (moment.train().logScale() + Math.log(gNorm)) / Math.log(10);
  }
}
