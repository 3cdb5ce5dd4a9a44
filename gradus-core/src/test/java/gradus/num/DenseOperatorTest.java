package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DenseOperatorTest extends LinearOperatorContract {
  private final Matrix matrix =
      Matrix.wrap(13, 29, new Seed(41).random().doubles(13 * 29, -1, 1).toArray());

  @Override
  protected LinearOperator operator() {
    return LinearOperator.of(matrix);
  }

  @Test
  void apply_unitVector_isAColumn() {
    double[] e = new double[29];
    e[4] = 1;
    double[] y = new double[13];
    operator().apply(e, y);
    assertThat(y).containsExactly(matrix.col(4));
  }
}
