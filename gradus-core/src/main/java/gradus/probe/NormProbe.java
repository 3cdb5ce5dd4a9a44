package gradus.probe;

import gradus.net.Network;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The layers' norms ρ_k, their product, and ‖w‖. */
record NormProbe() implements Probe {
  @Override
  public String label() {
    return "norms";
  }

  @Override
  public List<Column> columns(Network network) {
    List<Column> columns = new ArrayList<>();
    for (int k = 1; k <= network.blocks().size(); k++) {
      columns.add(new Column("rho_" + k, "Frobenius norm ρ_%d of layer %d".formatted(k, k)));
    }
    columns.add(new Column("rho", "product of the layers' norms, each to the power of its degree"));
    columns.add(new Column("norm", "norm ‖w‖ of all weights"));
    return columns;
  }

  @Override
  public void read(Moment moment, double @Nullable [] previous, double[] row, int from) {
    int layers = moment.network().blocks().size();
    for (int k = 0; k < layers; k++) {
      row[from + k] = moment.norm(k);
    }
    row[from + layers] = Math.exp(moment.logProductOfNorms());
    row[from + layers + 1] = moment.norm();
  }
}
