package gradus.probe;

import gradus.net.Network;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ρ_k²/d_k - ρ_1²/d_1, which the gradient flow conserves (poggio2020, lemma 1, for degrees d_k =
 * 1).
 */
record BalanceProbe() implements Probe {
  @Override
  public String label() {
    return "balance";
  }

  @Override
  public List<Column> columns(Network network) {
    List<Column> columns = new ArrayList<>();
    for (int k = 2; k <= network.blocks().size(); k++) {
      columns.add(
          new Column(
              "balance_" + k,
              "ρ_%d²/d_%d - ρ_1²/d_1, conserved by the gradient flow".formatted(k, k)));
    }
    return columns;
  }

  @Override
  public void read(Moment moment, double @Nullable [] previous, double[] row, int from) {
    double first = scaledSquare(moment, 0);
    for (int k = 1; k < moment.network().blocks().size(); k++) {
      row[from + k - 1] = scaledSquare(moment, k) - first;
    }
  }

  private static double scaledSquare(Moment moment, int k) {
    double rho = moment.norm(k);
    return moment.network().degree(k).isEmpty()
        ? Double.NaN
        : rho * rho / moment.network().degree(k).getAsInt();
  }
}
