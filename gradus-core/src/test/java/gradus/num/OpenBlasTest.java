package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Objects;
import org.junit.jupiter.api.Test;

final class OpenBlasTest extends BlasContract {
  @Override
  Blas blas() {
    Blas openBlas = OpenBlasLibrary.blas();
    assumeTrue(openBlas != null, OpenBlasLibrary.problem());
    return Objects.requireNonNull(openBlas);
  }

  @Test
  void label_names_versionProcessorAndThreads() {
    assertThat(blas().label()).matches("OpenBLAS \\d+\\.\\d+\\S* \\(\\w+, 1 thread\\)");
  }

  @Test
  void gemm_operandTooShort_isRefusedBeforeTheNativeCall() {
    double[] c = new double[4];
    assertThatThrownBy(
            () ->
                blas()
                    .gemm(
                        false,
                        false,
                        2,
                        2,
                        3,
                        1,
                        new double[5],
                        0,
                        3,
                        new double[6],
                        0,
                        2,
                        0,
                        c,
                        0,
                        2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(
            () ->
                blas()
                    .gemm(
                        false,
                        false,
                        2,
                        2,
                        3,
                        1,
                        new double[6],
                        0,
                        3,
                        new double[6],
                        0,
                        2,
                        0,
                        c,
                        1,
                        2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
