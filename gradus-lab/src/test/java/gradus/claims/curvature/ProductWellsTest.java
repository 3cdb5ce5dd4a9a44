package gradus.claims.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.flow.MetropolisLangevin;
import gradus.num.Seed;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ProductWellsTest {
  private static final double T = 0.5;

  private static double[] point(RandomGenerator random) {
    double[] x = new double[ProductWells.D + 1];
    x[0] = (random.nextDouble() * ProductWells.WELLS - 0.5) * ProductWells.LENGTH;
    for (int i = 1; i <= ProductWells.D; i++) {
      x[i] = ProductWells.LOW + (ProductWells.HIGH - ProductWells.LOW) * random.nextDouble();
    }
    return x;
  }

  @Test
  void gradient_isThatOfTheLogarithm() {
    MetropolisLangevin.Density density = new ProductWells(0.7).boltzmann(T);
    RandomGenerator random = new Seed(5).random();
    double[] g = new double[ProductWells.D + 1];
    for (int draw = 0; draw < 20; draw++) {
      double[] x = point(random);
      density.gradient(x, g);
      for (int i = 0; i < x.length; i++) {
        double h = 1e-5;
        double[] up = x.clone();
        double[] down = x.clone();
        up[i] += h;
        down[i] -= h;
        double slope = (density.log(up) - density.log(down)) / (2 * h);
        if (Double.isFinite(slope)) {
          assertThat(g[i]).isCloseTo(slope, within(1e-6 * (1 + Math.abs(slope))));
        }
      }
    }
  }

  @Test
  void wells_haveDepthZero_andTheirNullities() {
    ProductWells wells = new ProductWells(1);
    for (int m = 0; m < ProductWells.WELLS; m++) {
      double[] x = {m * ProductWells.LENGTH, 1, 1, 1, 1, 1};
      assertThat(wells.squares().low(x, 1e-28)).isTrue();
      // Along the valley u_1 ⋯ u_m = 1 the loss stays zero; beyond the product it does not.
      if (m > 0) {
        double[] along = {x[0], 1.25, 0.8, 1, 1, 1};
        assertThat(wells.squares().low(along, 1e-28)).isTrue();
      }
      double[] off = {x[0], 1, 1, 1, 1, 1.25};
      assertThat(wells.squares().low(off, 1e-3)).isFalse();
      assertThat(wells.trace(m)).isEqualTo(5);
    }
  }

  /** The masses of the cells by plain sums over random points, five standard errors. */
  @Test
  void boltzmann_isTheShareOfRandomPoints() {
    MetropolisLangevin.Density density = new ProductWells(0.7).boltzmann(T);
    RandomGenerator random = new Seed(6).random();
    int draws = 200_000;
    double[] sums = new double[ProductWells.WELLS];
    double[] squares = new double[ProductWells.WELLS];
    double all = 0;
    for (int draw = 0; draw < draws; draw++) {
      double[] x = point(random);
      double mass = Math.exp(density.log(x));
      int cell = ProductWells.cell(x[0]);
      sums[cell] += mass;
      squares[cell] += mass * mass;
      all += mass;
    }
    double[] exact = ProductWellsLaw.boltzmann(new ProductWells(0.7), T);
    for (int k = 0; k < exact.length; k++) {
      assertThat(sums[k] / all).isCloseTo(exact[k], within(5 * Math.sqrt(squares[k]) / all));
    }
  }

  @Test
  void labelNoise_equalTraces_prefersNothing() {
    double[] masses = ProductWellsLaw.labelNoise(new ProductWells(1), 1e-6);
    for (double mass : masses) {
      assertThat(mass).isCloseTo(0.2, within(1e-4));
    }
  }
}
