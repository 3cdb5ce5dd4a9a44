package gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.data.DataLaw;
import gradus.data.Dataset;
import gradus.data.Folds;
import gradus.data.Labels;
import gradus.net.Draws;
import gradus.num.Cholesky;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Classifiers on kernels: optimality, closed forms, and that they learn. */
class KernelClassifierTest {
  private static final Seed SEED = new Seed(23);

  private static Matrix kernel(Matrix x) {
    return KernelSearch.kernel(x, 1, 0).full();
  }

  /** Weak duality: the primal objective at the answer meets the dual one. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1, 100})
  void train_randomLabels_closesTheDualityGap(double c) {
    Matrix k = kernel(Draws.matrix(60, 3, SEED));
    double[] y = IntStream.range(0, 60).mapToDouble(i -> SEED.uniform(i) < 0.5 ? -1 : 1).toArray();

    KernelSvm machine = KernelSvm.train(k, y, c, 1e-9, 10_000_000);

    double square = 0;
    double linear = 0;
    double hinge = 0;
    double total = 0;
    for (int i = 0; i < 60; i++) {
      double f = Draws.dot(k.row(i), machine.beta());
      square += f * machine.beta()[i];
      linear += y[i] * machine.beta()[i];
      hinge += Math.max(0, 1 - y[i] * (f + machine.offset()));
      total += machine.beta()[i];
      assertThat(y[i] * machine.beta()[i] + 0.0).isBetween(0.0, c); // no minus zero
    }
    double primal = square / 2 + c * hinge;
    double dual = linear - square / 2;
    assertThat(total).isCloseTo(0, within(1e-10 * c * 60));
    assertThat(primal - dual).isBetween(-1e-9 * primal, 1e-6 * primal);
    assertThat(machine.violation()).isLessThan(1e-9);
  }

  @Test
  void train_tooFewMoves_tellsSo() {
    Matrix k = kernel(Draws.matrix(60, 3, SEED));
    double[] y = IntStream.range(0, 60).mapToDouble(i -> i % 2 == 0 ? -1 : 1).toArray();

    KernelSvm machine = KernelSvm.train(k, y, 100, 1e-6, 3);

    assertThat(machine.moves()).isEqualTo(3);
    assertThat(machine.violation()).isGreaterThan(1e-6);
  }

  /** Both are optimal to 1e-9, and the kernel is positive definite: one set of coefficients. */
  @Test
  void withMore_fromASmallerC_isTheMachineOfTheLargerOne() {
    Matrix k = kernel(Draws.matrix(60, 3, SEED));
    double[] y = IntStream.range(0, 60).mapToDouble(i -> SEED.uniform(i) < 0.5 ? -1 : 1).toArray();

    KernelSvm climbed =
        KernelSvm.train(k, y, 0.1, 1e-9, 10_000_000).withMore(k, y, 1, 1e-9, 10_000_000);
    KernelSvm direct = KernelSvm.train(k, y, 1, 1e-9, 10_000_000);

    assertThat(climbed.c()).isEqualTo(1);
    assertThat(climbed.free()).isFalse();
    for (int i = 0; i < 60; i++) {
      assertThat(climbed.beta()[i]).isCloseTo(direct.beta()[i], within(1e-4));
    }
  }

  @Test
  void free_largeC_doesNotChangeWithMore() {
    Matrix k = kernel(Draws.matrix(60, 3, SEED));
    double[] y = IntStream.range(0, 60).mapToDouble(i -> SEED.uniform(i) < 0.5 ? -1 : 1).toArray();

    KernelSvm machine = KernelSvm.train(k, y, 1e7, 1e-6, 10_000_000);
    KernelSvm more = machine.withMore(k, y, 1e9, 1e-6, 10_000_000);

    assertThat(machine.violation()).isLessThan(1e-6);
    assertThat(machine.free()).isTrue();
    assertThat(more.moves()).isLessThan(machine.moves() / 10);
    assertThat(more.violation()).isLessThan(1e-6);
  }

  @Test
  void leaveOneOut_closedForm_isWhatRefittingGives() {
    Matrix x = Draws.matrix(25, 4, SEED);
    Matrix k = kernel(x);
    Matrix y = Draws.matrix(25, 2, SEED.child("y"));
    double lambda = 0.3;

    Matrix closed = new KernelRidge(k, y).leaveOneOut(lambda);

    for (int out = 0; out < 25; out++) {
      int left = out;
      int[] rest = IntStream.range(0, 25).filter(i -> i != left).toArray();
      Matrix own = SymmetricHalf.of(k).select(rest, rest);
      for (int i = 0; i < 24; i++) {
        own.set(i, i, own.at(i, i) + lambda);
      }
      double[] row = Arrays.stream(rest).mapToDouble(i -> k.at(left, i)).toArray();
      for (int c = 0; c < 2; c++) {
        int column = c;
        double[] b = Arrays.stream(rest).mapToDouble(i -> y.at(i, column)).toArray();
        double f = Draws.dot(row, Cholesky.of(own).solve(b));
        assertThat(closed.at(out, c)).isCloseTo(f, within(1e-10));
      }
    }
  }

  @Test
  void predict_noPenalty_interpolates() {
    Matrix x = Draws.matrix(20, 4, SEED);
    Matrix k = kernel(x);
    Matrix y = Draws.matrix(20, 3, SEED.child("y"));

    Matrix f = new KernelRidge(k, y).predict(k, 0);

    for (int i = 0; i < 60; i++) {
      assertThat(f.data()[i]).isCloseTo(y.data()[i], within(1e-9));
    }
  }

  @ParameterizedTest
  @EnumSource(KernelClassifier.class)
  void run_spirals_areToldApart(KernelClassifier classifier) {
    Dataset data = DataLaw.spirals(1, 0.02).draw(240, SEED).withBias();
    int[] labels =
        Arrays.stream(((Labels.Signs) data.labels()).y()).mapToInt(v -> v > 0 ? 1 : 0).toArray();
    Folds folds = Folds.drawn(labels, 4, SEED);

    KernelSearch.Result result = KernelSearch.run(data.inputs(), labels, folds, classifier, 2);

    // A linear classifier stays near a half.
    assertThat(result.accuracy()).isGreaterThan(0.95);
    assertThat(result.validation()).isGreaterThan(0.95);
  }

  @ParameterizedTest
  @EnumSource(KernelClassifier.class)
  void predict_threeClusters_areNamed(KernelClassifier classifier) {
    Matrix x = Draws.matrix(90, 2, SEED);
    int[] labels = IntStream.range(0, 90).map(i -> i % 3).toArray();
    for (int i = 0; i < 90; i++) {
      x.set(i, 0, 6 * Math.cos(2 * Math.PI * labels[i] / 3) + 0.5 * x.at(i, 0));
      x.set(i, 1, 6 * Math.sin(2 * Math.PI * labels[i] / 3) + 0.5 * x.at(i, 1));
    }
    int[] train = IntStream.range(0, 60).toArray();
    int[] test = IntStream.range(60, 90).toArray();

    int[] found =
        classifier
            .predict(KernelSearch.kernel(x, 1, 0), labels, train, test, List.of(0.1))
            .getFirst()
            .classes();

    assertThat(found).containsExactly(Arrays.stream(test).map(i -> labels[i]).toArray());
  }
}
