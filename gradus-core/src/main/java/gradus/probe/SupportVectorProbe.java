package gradus.probe;

import gradus.loss.Risk;
import gradus.loss.Tail;
import gradus.net.Network;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The example of least margin, how often it changed, and how the dual weights q are spread. */
record SupportVectorProbe() implements Probe {
  @Override
  public String label() {
    return "support-vectors";
  }

  @Override
  public List<Column> columns(Network network) {
    return List.of(
        new Column("support_vector", "index of the training example of least margin, from 0"),
        new Column("support_switches", "how often that index changed between recorded moments"),
        new Column("q_entropy", "entropy -Σ q_n log q_n of the dual weights"),
        new Column("q_max", "largest dual weight"));
  }

  @Override
  public void read(Moment moment, double @Nullable [] previous, double[] row, int from) {
    Risk train = moment.train();
    int least = 0;
    double entropy = 0;
    double largest = 0;
    for (int n = 0; n < train.examples().count(); n++) {
      if (train.margin(n) < train.margin(least)) {
        least = n;
      }
      double q = train.weight(n);
      entropy -= q > 0 ? q * Math.log(q) : 0;
      largest = Math.max(largest, q);
    }
    boolean dual = train.loss().tail() == Tail.EXPONENTIAL;
    row[from] = least;
    row[from + 1] = previous == null ? 0 : previous[from + 1] + (previous[from] == least ? 0 : 1);
    row[from + 2] = dual ? entropy : Double.NaN;
    row[from + 3] = dual ? largest : Double.NaN;
  }
}
