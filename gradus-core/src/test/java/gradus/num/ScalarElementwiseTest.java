package gradus.num;

final class ScalarElementwiseTest extends ElementwiseContract {
  @Override
  Elementwise loops() {
    return ScalarElementwise.INSTANCE;
  }
}
