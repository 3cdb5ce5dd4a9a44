package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MatrixTest {
  private static final Matrix A = Matrix.ofRows(new double[] {1, 2, 3}, new double[] {4, 5, 6});

  @Test
  void entries_rowMajor_standWhereTheyShould() {
    assertThat(A.data()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(A.at(1, 0)).isEqualTo(4);
    assertThat(A.row(1)).containsExactly(4, 5, 6);
    assertThat(A.col(2)).containsExactly(3, 6);
    assertThat(A.transpose())
        .isEqualTo(Matrix.ofRows(new double[] {1, 4}, new double[] {2, 5}, new double[] {3, 6}));
  }

  @Test
  void times_knownProduct_isExact() {
    assertThat(A.times(A.transpose()))
        .isEqualTo(Matrix.ofRows(new double[] {14, 32}, new double[] {32, 77}));
    assertThat(A.times(Matrix.identity(3))).isEqualTo(A);
    assertThatThrownBy(() -> A.times(A)).hasMessageContaining("2 x 3 times 2 x 3");
  }

  @Test
  void norm_isFrobenius() {
    assertThat(A.norm()).isEqualTo(Math.sqrt(91));
  }

  @Test
  void wrap_sharesAndCopyDoesNot() {
    double[] data = {1, 2};
    Matrix view = Matrix.wrap(1, 2, data);
    Matrix copy = view.copy();
    data[0] = 9;
    assertThat(view.at(0, 0)).isEqualTo(9);
    assertThat(copy.at(0, 0)).isEqualTo(1);
    assertThat(view).isNotEqualTo(copy);
  }

  @Test
  void sizesThatDoNotFit_areRefused() {
    assertThatThrownBy(() -> Matrix.wrap(2, 2, new double[3])).hasMessageContaining("needs 4");
    assertThatThrownBy(() -> Matrix.ofRows(new double[2], new double[3]))
        .hasMessageContaining("row 1 has 3");
    assertThatThrownBy(() -> Matrix.zeros(1 << 20, 1 << 20))
        .isInstanceOf(ArithmeticException.class);
  }
}
