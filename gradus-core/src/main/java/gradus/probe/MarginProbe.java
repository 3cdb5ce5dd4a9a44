package gradus.probe;

import gradus.loss.Risk;
import gradus.net.Network;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Margins z_n: raw, normalised by Π ρ_k^{d_k} and by ‖w‖^L, and smoothed. */
record MarginProbe() implements Probe {
  @Override
  public String label() {
    return "margins";
  }

  @Override
  public List<Column> columns(Network network) {
    return List.of(
        new Column("margin_min", "least margin min z_n"),
        new Column("margin_mean", "mean margin"),
        new Column("margin_q10", "10 % quantile of the margins"),
        new Column("margin_q50", "median margin"),
        new Column("margin_q90", "90 % quantile of the margins"),
        new Column("margin_over_rho", "least margin over the product of the layers' norms"),
        new Column("margin_over_norm", "least margin over ‖w‖^L"),
        new Column("smoothed_margin", "ψ = ℓ⁻¹(Σ ℓ(z_n)), within log n below the least margin"),
        new Column("smoothed_over_rho", "smoothed margin over the product of the layers' norms"),
        new Column("smoothed_over_norm", "smoothed margin over ‖w‖^L"));
  }

  @Override
  public void read(Moment moment, double @Nullable [] previous, double[] row, int from) {
    Risk train = moment.train();
    double[] z = new double[train.examples().count()];
    double sum = 0;
    for (int n = 0; n < z.length; n++) {
      z[n] = train.margin(n);
      sum += z[n];
    }
    Arrays.sort(z);
    double byRho = Math.exp(-moment.logProductOfNorms());
    double byNorm = Math.exp(-moment.logNormToDegree());
    double smoothed = train.smoothedMargin();
    row[from] = z[0];
    row[from + 1] = sum / z.length;
    row[from + 2] = quantile(z, 0.1);
    row[from + 3] = quantile(z, 0.5);
    row[from + 4] = quantile(z, 0.9);
    row[from + 5] = z[0] * byRho;
    row[from + 6] = z[0] * byNorm;
    row[from + 7] = smoothed;
    row[from + 8] = smoothed * byRho;
    row[from + 9] = smoothed * byNorm;
  }

  /** The quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan). */
  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
