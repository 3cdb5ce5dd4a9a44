package gradus.probe;

import gradus.loss.Risk;
import gradus.net.Network;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Risk and classification error, on training and test examples. */
record LossProbe() implements Probe {
  @Override
  public String label() {
    return "loss";
  }

  @Override
  public List<Column> columns(Network network) {
    return List.of(
        new Column("log10_risk", "log10 of the mean loss on the training examples"),
        new Column("train_error", "share of training examples with margin not positive"),
        new Column("test_log10_risk", "log10 of the mean loss on the test examples"),
        new Column("test_error", "share of test examples with margin not positive"));
  }

  @Override
  public void read(Moment moment, double @Nullable [] previous, double[] row, int from) {
    row[from] = moment.train().logRisk() / Math.log(10);
    row[from + 1] = moment.train().classificationError();
    row[from + 2] = moment.test().map(Risk::logRisk).orElse(Double.NaN) / Math.log(10);
    row[from + 3] = moment.test().map(Risk::classificationError).orElse(Double.NaN);
  }
}
