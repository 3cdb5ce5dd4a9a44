package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.model.DataRoot;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.data.ReadOptions;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * A dense ReLU network with more weights than examples, to be trained to zero training error.
 *
 * @param train the risk on the training examples
 * @param test the risk on others
 * @param eta the step of descent
 * @param before steps until there is no training error
 * @param round steps of a round after that
 */
record OverfitProblem(Risk train, Risk test, double eta, int before, int round) {
  private static final int INPUTS = 8;

  /**
   * Where problems are drawn from.
   *
   * @param words what the data are
   * @param draw a problem for a seed
   */
  record Pool(String words, Function<Seed, OverfitProblem> draw) {
    /**
     * Digits of scikit-learn, in full a part of MNIST, where they are under GRADUS_DATA; else, and
     * at smoke, a law.
     */
    static Pool of(Budget budget) {
      Optional<Pool> real =
          switch (budget) {
            case SMOKE -> Optional.empty();
            case QUICK -> images("sklearn/digits.csv.gz", "digits of scikit-learn", 100, 30);
            case FULL -> images("mnist", "digits of MNIST", 200, 30);
          };
      return real.orElseGet(
          () ->
              new Pool(
                  "40 examples of a law whose labels are wrong once in ten",
                  OverfitProblem::noisyLaw));
    }

    private static Optional<Pool> images(String file, String name, int n, int width) {
      return DataRoot.with(file)
          .map(root -> root.read(file, ReadOptions.usual()).train())
          .map(
              all ->
                  new Pool(
                      "%d of the %s, ten classes".formatted(n, name),
                      seed -> drawn(all, n, width, seed)));
    }
  }

  private static OverfitProblem drawn(Dataset all, int n, int width, Seed seed) {
    int[] rows = new int[all.size()];
    Arrays.setAll(rows, i -> i);
    seed.child("rows").shuffle(rows);
    double largest = Vectors.max(all.inputs().data());
    Network network = NetworkOnData.dense(all.dimension(), Nonlinearity.relu(), width, 10);
    int others = Math.min(rows.length, n + 1500);
    Dataset train = scaled(all.select(Arrays.copyOf(rows, n)), largest);
    // Curvature grows with the squares of the inputs.
    double square = Math.pow(Vectors.norm(train.inputs().data()), 2) / n;
    return new OverfitProblem(
        risk(network, "cross-entropy", train),
        risk(
            network,
            "cross-entropy",
            scaled(all.select(Arrays.copyOfRange(rows, n, others)), largest)),
        4 / square,
        1000,
        200);
  }

  /** The same with the brightest pixel at one. */
  private static Dataset scaled(Dataset data, double largest) {
    Matrix x = data.inputs().copy();
    for (int i = 0; i < x.data().length; i++) {
      x.data()[i] /= largest;
    }
    return Dataset.of(data.name(), x, data.labels());
  }

  private static OverfitProblem noisyLaw(Seed seed) {
    Network network = NetworkOnData.dense(INPUTS, Nonlinearity.relu(), 30, 1);
    return new OverfitProblem(
        risk(network, "logistic", noisy(40, seed.child("train"))),
        risk(network, "logistic", noisy(1000, seed.child("test"))),
        0.2,
        3000,
        1500);
  }

  /** Labels of one direction, one in ten turned. */
  private static Dataset noisy(int n, Seed seed) {
    Matrix x = Vectors.gaussian(n, INPUTS, seed.child("x").random());
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      double sign = seed.child("noise").uniform(i) < 0.1 ? -1 : 1;
      y[i] = sign * Math.signum(x.at(i, 0) + 0.5 * x.at(i, 1));
    }
    return Dataset.of("noisy", x, new Labels.Signs(y));
  }

  private static Risk risk(Network network, String loss, Dataset data) {
    return new Risk(network, Loss.named(loss), Examples.of(data));
  }
}
