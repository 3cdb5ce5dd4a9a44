package gradus.probe;

import gradus.curvature.Curvature;
import gradus.loss.Risk;
import gradus.net.Network;
import gradus.num.Lanczos;
import gradus.num.Seed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The largest eigenvalue of the Hessian. Descent with steps η is stable in the quadratic model
 * where λ_max ≤ 2/η: where it is not, it goes on at the edge of stability (Cohen and others, 2021).
 *
 * <p>Costly: a reading takes some tens of Hessian products, each as long as a few steps.
 */
record SharpnessProbe() implements Probe {
  private static final Lanczos LANCZOS =
      Lanczos.usual(new Seed(1).child("sharpness")).within(60, 200, 1e-6);

  @Override
  public String label() {
    return "sharpness";
  }

  @Override
  public boolean costly() {
    return true;
  }

  @Override
  public List<Column> columns(Network network) {
    return List.of(
        new Column("sharpness", "largest eigenvalue of ∇²R; steps η are stable up to 2/η"),
        new Column("log10_sharpness", "log10 of the largest eigenvalue of ∇²R, where positive"));
  }

  @Override
  public void read(Moment moment, double @Nullable [] previous, double[] row, int from) {
    Risk train = moment.train();
    double largest = LANCZOS.largest(Curvature.hessian(train), 1).largest();
    row[from] = Math.exp(train.logScale()) * largest;
    row[from + 1] =
        largest > 0 ? (train.logScale() + Math.log(largest)) / Math.log(10) : Double.NaN;
  }
}
