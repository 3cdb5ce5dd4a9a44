package gradus.kernel;

import gradus.data.Folds;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * Cross-validation over ReLU kernels: L hidden layers for L = 0, …, most, the first 0, …, L dense
 * layers fixed, and the classifier's own number, chosen on one pair of train and validation rows
 * and measured on the others, as Arora et al. (ICLR 2020) did with most = 4. Layers are scaled by
 * 1/√m as there. Of equals the first is taken.
 */
public final class KernelSearch {
  private KernelSearch() {}

  /**
   * What was chosen and how well it did.
   *
   * @param depth the hidden layers
   * @param fixed how many of the first dense layers are fixed
   * @param value C or λ (relative to the mean of the diagonal)
   * @param validation the share of validation rows told right
   * @param accuracy the mean share of test rows told right
   * @param choosing the machines trained for the choice, over all kernels and values
   * @param measuring the machines trained for the accuracy
   */
  public record Result(
      int depth,
      int fixed,
      double value,
      double validation,
      double accuracy,
      Machines choosing,
      Machines measuring) {}

  /**
   * Support vector machines (none with ridge regression).
   *
   * @param trained how many were trained
   * @param stopped how many of them were stopped short of their optimum and used as they were
   */
  public record Machines(long trained, long stopped) {
    /** No machine. */
    public static final Machines NONE = new Machines(0, 0);

    private Machines and(KernelClassifier.Told told) {
      return new Machines(trained + told.machines(), stopped + told.stopped());
    }
  }

  /** Chooses and measures. */
  public static Result run(
      Matrix x, int[] labels, Folds folds, KernelClassifier classifier, int most) {
    Result best = new Result(0, 0, 0, -1, 0, Machines.NONE, Machines.NONE);
    Machines choosing = Machines.NONE;
    Folds.Pair choice = folds.choice();
    for (int depth = 0; depth <= most; depth++) {
      for (int fixed = 0; fixed <= depth; fixed++) {
        SymmetricHalf kernel = kernel(x, depth, fixed);
        List<Double> values = classifier.choices();
        List<KernelClassifier.Told> told =
            classifier.predict(kernel, labels, choice.train(), choice.test(), values);
        for (int v = 0; v < values.size(); v++) {
          choosing = choosing.and(told.get(v));
          double share = share(told.get(v).classes(), labels, choice.test());
          if (share > best.validation) {
            best = new Result(depth, fixed, values.get(v), share, 0, Machines.NONE, Machines.NONE);
          }
        }
      }
    }
    SymmetricHalf kernel = kernel(x, best.depth, best.fixed);
    Machines measuring = Machines.NONE;
    double sum = 0;
    for (Folds.Pair pair : folds.pairs()) {
      KernelClassifier.Told told =
          classifier
              .predict(kernel, labels, pair.train(), pair.test(), List.of(best.value))
              .getFirst();
      measuring = measuring.and(told);
      sum += share(told.classes(), labels, pair.test());
    }
    return new Result(
        best.depth,
        best.fixed,
        best.value,
        best.validation,
        sum / folds.pairs().size(),
        choosing,
        measuring);
  }

  /** The kernel of L hidden ReLU layers with the first dense layers fixed. */
  public static SymmetricHalf kernel(Matrix x, int depth, int fixed) {
    List<Layer> layers = new ArrayList<>();
    for (int k = 0; k <= depth; k++) {
      layers.add(new Layer.Dense(1, k >= fixed));
      if (k < depth) {
        layers.add(new Layer.Activation(Nonlinearity.relu()));
      }
    }
    return NeuralTangent.of(Network.of(x.cols(), layers), Scaling.PLAIN).gram(x);
  }

  private static double share(int[] found, int[] labels, int[] rows) {
    int right = 0;
    for (int i = 0; i < rows.length; i++) {
      right += found[i] == labels[rows[i]] ? 1 : 0;
    }
    return right / (double) rows.length;
  }
}
