package gradus.claims.kernel;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.DataRoot;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.data.DataLaw;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.kernel.EmpiricalNtk;
import gradus.kernel.KernelRidge;
import gradus.kernel.NeuralTangent;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.num.SymmetricEigen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** J-3.3b: finite networks beside regression on their infinite-width kernel. */
record FiniteAgainstInfinite() implements Claim {
  private static final int SEEDS = 5;

  @Override
  public String id() {
    return "J-3.3b";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§3.3, convolutional networks (Arora et al. 2019a)");
  }

  @Override
  public String statement() {
    return "The tangent kernel reaches a test accuracy close to that of the finite networks; judged"
        + " for dense networks of three layers on two classes of images.";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "dense layers: the document speaks of convolutional ones, which are not among the layers"
            + " here",
        "MNIST 4 and 9, CIFAR-10 cat and dog under GRADUS_DATA; smoke draws from a law instead");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    List<Evidence> evidence = new ArrayList<>();
    StringBuilder found = new StringBuilder();
    double[] place = IntStream.rangeClosed(1, SEEDS).asDoubleStream().toArray();
    Figure figure =
        Figure.of(
            "seeds",
            "Test accuracy of finite networks less that of the kernel",
            Axis.linear("seed"),
            Axis.linear("difference"));
    for (String[] task : new String[][] {{"mnist", "4", "9"}, {"cifar10", "cat", "dog"}}) {
      Optional<Dataset> pool =
          budget == Budget.SMOKE
              ? Optional.of(DataLaw.gaussians(20, 2).draw(1000, seed.child("law")))
              : DigitPairs.of(task[0], task[1], task[2]);
      if (pool.isEmpty()) {
        continue;
      }
      String name = budget == Budget.SMOKE ? "law" : String.join(" ", task);
      double[] difference = new double[SEEDS];
      double kernel = 0;
      double finite = 0;
      for (int s = 0; s < SEEDS; s++) {
        Seed own = seed.child(name).child(s);
        int n = budget.of(60, 100, 1000);
        int others = budget.of(200, 500, 5000);
        Dataset all = DigitPairs.some(pool.get(), n + others, own.child("rows"));
        Split split = Split.of(all, n);
        double limit = split.kernel();
        double trained =
            split.network(budget.of(64, 128, 1024), budget.of(150, 200, 4000), own.child("start"));
        difference[s] = trained - limit;
        kernel += limit / SEEDS;
        finite += trained / SEEDS;
      }
      double mean = finite - kernel;
      double spread =
          Math.sqrt(
              Arrays.stream(difference).map(v -> (v - mean) * (v - mean)).sum() / (SEEDS - 1));
      evidence.add(Evidence.near(name + ": finite less kernel, mean over seeds", mean, 0, 0.05));
      figure = figure.with(Series.points(name, place, difference));
      found.append(
          String.format(
              Locale.ROOT,
              "%s%s: kernel %.4f, finite %.4f, t of the difference %.1f",
              found.isEmpty() ? "" : "; ",
              name,
              kernel,
              finite,
              mean / (spread / Math.sqrt(SEEDS))));
      if (budget == Budget.SMOKE) {
        break;
      }
    }
    if (evidence.isEmpty()) {
      return Judgement.inconclusive(DataRoot.missing("mnist"));
    }
    return Judgement.of(evidence)
        .with(figure.captioned("Regression on labels ±1; the kernel is at t = ∞."))
        .noting(found + ".")
        .noting(
            "That finite networks usually do better, as is often read, is said of convolutional"
                + " ones on large sets; this is no test of it.");
  }

  /** Training rows and others. */
  private record Split(Matrix x, double[] y, Matrix others, double[] truth) {
    static Split of(Dataset all, int n) {
      double[] labels = ((Labels.Signs) all.labels()).y();
      Dataset train = all.select(IntStream.range(0, n).toArray());
      Dataset rest = all.select(IntStream.range(n, all.size()).toArray());
      return new Split(
          train.inputs(),
          Arrays.copyOf(labels, n),
          rest.inputs(),
          Arrays.copyOfRange(labels, n, labels.length));
    }

    private static Network shape(int d, int m) {
      return NetworkOnData.dense(d, Nonlinearity.relu(), m, m, 1);
    }

    double kernel() {
      NeuralTangent tangent = NeuralTangent.of(shape(x.cols(), 1));
      KernelRidge ridge =
          new KernelRidge(tangent.gram(x).full(), Matrix.wrap(y.length, 1, y.clone()));
      return share(ridge.predict(tangent.between(others, x), 0).data(), truth);
    }

    /**
     * Descent with momentum on the square loss, all layers, in the parameters of the kernel: W_1
     * normal, the others of variance 2/m with steps smaller by that factor.
     */
    double network(int m, int steps, Seed seed) {
      Network network = shape(x.cols(), m);
      NetworkOnData onData = new NetworkOnData(network, x);
      double[] w = Vectors.gaussian(network.parameters(), seed.random());
      int first = network.blocks().getFirst().size();
      for (int k = first; k < w.length; k++) {
        w[k] *= Math.sqrt(2.0 / m);
      }
      double[] spectrum =
          SymmetricEigen.of(
                  EmpiricalNtk.of(network, w).weighted(1, 2.0 / m, 2.0 / m).gram(x).full())
              .values();
      double eta = y.length / spectrum[spectrum.length - 1];
      double[] start = w.clone();
      double[] zero = onData.values(start);
      double[] velocity = new double[w.length];
      for (int t = 0; t < steps; t++) {
        double[] f = onData.values(w);
        double[] residual = new double[f.length];
        for (int i = 0; i < f.length; i++) {
          // Outputs count from those at the start, as in the kernel regression.
          residual[i] = (y[i] - f[i] + zero[i]) / f.length;
        }
        double[] pull = onData.gradient(w, residual);
        for (int k = first; k < w.length; k++) {
          pull[k] *= 2.0 / m;
        }
        velocity = Vectors.plus(Vectors.times(0.9, velocity), eta, pull);
        w = Vectors.plus(w, 1, velocity);
      }
      NetworkOnData there = new NetworkOnData(network, others);
      return share(Vectors.plus(there.values(w), -1, there.values(start)), truth);
    }

    private static double share(double[] f, double[] truth) {
      int right = 0;
      for (int i = 0; i < f.length; i++) {
        right += f[i] * truth[i] > 0 ? 1 : 0;
      }
      return right / (double) f.length;
    }
  }
}
