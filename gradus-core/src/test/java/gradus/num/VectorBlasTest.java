package gradus.num;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

final class VectorBlasTest extends BlasContract {
  @Override
  Blas blas() {
    assumeTrue(VectorModule.isPresent(), "needs --add-modules jdk.incubator.vector");
    return VectorBlas.INSTANCE;
  }
}
