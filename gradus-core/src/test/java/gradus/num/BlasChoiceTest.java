package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

final class BlasChoiceTest {
  @Test
  void named_scalar_isPlainJava() {
    assertThat(BlasChoice.named("scalar")).isSameAs(ScalarBlas.INSTANCE);
  }

  @Test
  void named_vector_isTheVectorKernels() {
    assumeTrue(VectorModule.isPresent(), "needs --add-modules jdk.incubator.vector");
    assertThat(BlasChoice.named("vector")).isSameAs(VectorBlas.INSTANCE);
  }

  @Test
  void named_openblas_isTheNativeLibrary() {
    assumeTrue(OpenBlasLibrary.loaded() != null, OpenBlasLibrary.problem());
    assertThat(BlasChoice.named("openblas")).isInstanceOf(OpenBlas.class);
  }

  @Test
  void named_unknown_saysWhatIsKnown() {
    assertThatThrownBy(() -> BlasChoice.named("mkl"))
        .isInstanceOf(BadInput.class)
        .hasMessage("gradus.blas=mkl is unknown; it can be auto, scalar, vector or openblas");
  }
}
