package gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.net.Draws;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.num.SymmetricEigen;
import org.junit.jupiter.api.Test;

/** The least eigenvalue against all of them. */
class LeastEigenvalueTest {
  @Test
  void of_largeKernel_isTheLeastOfAll() {
    SymmetricHalf kernel =
        NeuralTangent.of(Draws.network(Nonlinearity.relu(), 6, 9, 1))
            .gram(Draws.matrix(450, 6, new Seed(2)));
    double[] all = SymmetricEigen.of(kernel.full()).values();

    assertThat(LeastEigenvalue.byInverse(kernel))
        .isCloseTo(all[0], within(450 * Math.ulp(1.0) * all[449]));
  }

  @Test
  void of_duplicateRows_isZeroToRoundOff() {
    Matrix x = Draws.matrix(450, 4, new Seed(2));
    System.arraycopy(x.data(), 0, x.data(), 4 * 300, 4);
    SymmetricHalf kernel = NeuralTangent.of(Draws.network(Nonlinearity.relu(), 4, 9, 1)).gram(x);

    assertThat(Math.abs(LeastEigenvalue.byInverse(kernel))).isLessThan(1e-11 * 450);
    assertThat(kernel.at(0, 300)).isEqualTo(kernel.at(0, 0));
  }
}
