package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Products of mixed origin: the limits lie so that the contract's sizes fall on both sides. */
final class FastestBlasTest {
  private static final FastestBlas HERE = FastestBlas.here();

  @Nested
  final class AsChosenHere extends BlasContract {
    @Override
    Blas blas() {
      return HERE;
    }
  }

  @Nested
  final class WithEarlyLimits extends BlasContract {
    @Override
    Blas blas() {
      return new FastestBlas(HERE.small(), 1000, 500);
    }
  }

  @Nested
  final class BesidePlainJava extends BlasContract {
    @Override
    Blas blas() {
      return new FastestBlas(ScalarBlas.INSTANCE, 2000, 2000);
    }
  }

  @Test
  void label_afterALargeProduct_namesBothOrSaysWhyNot() {
    double[] x = new double[10_000];
    new FastestBlas(HERE.small(), 0, 0)
        .gemm(false, false, 50, 50, 50, 1, x, 0, 50, x, 0, 50, 0, new double[2500], 0, 50);
    String expected =
        OpenBlasLibrary.loaded() == null
            ? HERE.small().label() + ", no OpenBLAS here"
            : OpenBlasLibrary.loaded().label() + " + " + HERE.small().label();
    assertThat(HERE.label()).isEqualTo(expected);
  }
}
