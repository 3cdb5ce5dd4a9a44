package gradus.num;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

final class VectorElementwiseTest extends ElementwiseContract {
  @Override
  Elementwise loops() {
    assumeTrue(VectorModule.isPresent(), "needs --add-modules jdk.incubator.vector");
    return VectorElementwise.INSTANCE;
  }
}
