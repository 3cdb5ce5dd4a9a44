package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.num.ConjugateGradient.End;
import gradus.num.ConjugateGradient.Solution;
import org.junit.jupiter.api.Test;

class ConjugateGradientTest {
  private static final Seed SEED = new Seed(74);

  private static double[] spectrum(double least) {
    double[] lambda = new double[30];
    for (int i = 0; i < 30; i++) {
      lambda[i] = least + i;
    }
    return lambda;
  }

  @Test
  void solve_positiveDefinite_meetsTheResidual() {
    Matrix a = Operators.withSpectrum(spectrum(1), SEED);
    double[] b = Operators.gaussian(30, 1, SEED.child("b")).data();
    Solution found =
        new ConjugateGradient(Double.POSITIVE_INFINITY, 1e-12, 100)
            .solve(SelfAdjointOperator.of(a), b);
    assertThat(found.end()).isEqualTo(End.SOLVED);
    assertThat(found.products()).isLessThan(60);
    double[] ax = a.times(Matrix.wrap(30, 1, found.x())).data();
    assertThat(ax).containsExactly(b, within(1e-10));
  }

  @Test
  void solve_smallBall_endsOnItsBoundary() {
    Matrix a = Operators.withSpectrum(spectrum(1), SEED);
    double[] b = Operators.gaussian(30, 1, SEED.child("b")).data();
    Solution found = new ConjugateGradient(0.05, 1e-12, 100).solve(SelfAdjointOperator.of(a), b);
    assertThat(found.end()).isEqualTo(End.BOUNDARY);
    assertThat(Blas.best().nrm2(30, found.x(), 0)).isCloseTo(0.05, within(1e-14));
    // No worse than the point of steepest descent (Cauchy's), which the first step is.
    assertThat(model(a, b, found.x())).isLessThanOrEqualTo(cauchy(a, b, 0.05) + 1e-14);
  }

  @Test
  void solve_indefinite_followsTheDirectionOfNegativeCurvature() {
    Matrix a = Operators.withSpectrum(spectrum(-10), SEED);
    double[] b = Operators.gaussian(30, 1, SEED.child("b")).data();
    Solution found = new ConjugateGradient(2, 1e-12, 100).solve(SelfAdjointOperator.of(a), b);
    assertThat(found.end()).isIn(End.NEGATIVE_CURVATURE, End.BOUNDARY);
    assertThat(Blas.best().nrm2(30, found.x(), 0)).isCloseTo(2, within(1e-13));
    assertThat(model(a, b, found.x())).isLessThan(cauchy(a, b, 2) + 1e-12);
  }

  /** ½xᵀAx - bᵀx. */
  private static double model(Matrix a, double[] b, double[] x) {
    double[] ax = a.times(Matrix.wrap(30, 1, x)).data();
    return Blas.best().dot(30, x, 0, ax, 0) / 2 - Blas.best().dot(30, b, 0, x, 0);
  }

  /** The least value along b within the ball. */
  private static double cauchy(Matrix a, double[] b, double radius) {
    double best = 0;
    double norm = Blas.best().nrm2(30, b, 0);
    for (int i = 0; i <= 1000; i++) {
      double[] x = b.clone();
      Blas.best().scal(30, radius / norm * i / 1000, x, 0);
      best = Math.min(best, model(a, b, x));
    }
    return best;
  }
}
