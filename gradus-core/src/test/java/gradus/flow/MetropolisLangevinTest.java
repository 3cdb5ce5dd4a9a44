package gradus.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.num.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MetropolisLangevinTest {
  private static final Seed SEED = new Seed(81);

  /** π ∝ e^{-L/T} for the two wells L = (x² - 1)² + x/4. */
  private record Wells(double temperature) implements MetropolisLangevin.Density {
    static double depth(double x) {
      return (x * x - 1) * (x * x - 1) + x / 4;
    }

    @Override
    public double log(double[] x) {
      return -depth(x[0]) / temperature;
    }

    @Override
    public void gradient(double[] x, double[] g) {
      g[0] = -(4 * x[0] * (x[0] * x[0] - 1) + 0.25) / temperature;
    }
  }

  /** Kolmogorov–Smirnov distance of a sample to the law, whose integral is a fine Riemann sum. */
  private static double distance(double[] sample, double temperature) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    int grid = 200_000;
    double from = -4;
    double h = 8.0 / grid;
    double[] cumulated = new double[grid + 1];
    for (int i = 0; i < grid; i++) {
      double x = from + (i + 0.5) * h;
      cumulated[i + 1] = cumulated[i] + Math.exp(-Wells.depth(x) / temperature) * h;
    }
    double worst = 0;
    for (int i = 0; i < sorted.length; i++) {
      double place = (sorted[i] - from) / h;
      int cell = Math.clamp((int) place, 0, grid - 1);
      double f =
          (cumulated[cell] + (place - cell) * (cumulated[cell + 1] - cumulated[cell]))
              / cumulated[grid];
      worst =
          Math.max(worst, Math.max(f - (double) i / sorted.length, (i + 1.0) / sorted.length - f));
    }
    return worst;
  }

  private static double[] sample(double temperature, int size, int thinning) {
    MetropolisLangevin chain =
        new MetropolisLangevin(new Wells(temperature), 0.05, new double[] {1}, SEED);
    double[] sample = new double[size];
    for (int i = 0; i < size; i++) {
      for (int step = 0; step < thinning; step++) {
        chain.advance();
      }
      sample[i] = chain.at()[0];
    }
    assertThat(chain.acceptanceRate()).isBetween(0.5, 0.999);
    assertThat(chain.steps()).isEqualTo((long) size * thinning);
    return sample;
  }

  @Test
  void chain_twoWells_hasTheExactLaw() {
    double[] sample = sample(0.5, 20_000, 50);
    // One in a thousand samples of 20,000 independent points is 1.95/√20,000 = 0.014 off.
    assertThat(distance(sample, 0.5)).isLessThan(0.014);
    assertThat(distance(sample, 0.4)).as("another temperature is told apart").isGreaterThan(0.02);
  }

  @Test
  void chain_normalLaw_hasItsMoments() {
    // π = N(0, I_3) with a step so long that the unadjusted chain would have variance 1/(1-h/2) =
    // 2.
    MetropolisLangevin chain =
        new MetropolisLangevin(
            new MetropolisLangevin.Density() {
              @Override
              public double log(double[] x) {
                return -(x[0] * x[0] + x[1] * x[1] + x[2] * x[2]) / 2;
              }

              @Override
              public void gradient(double[] x, double[] g) {
                for (int i = 0; i < 3; i++) {
                  g[i] = -x[i];
                }
              }
            },
            1,
            new double[3],
            SEED);
    int steps = 400_000;
    double second = 0;
    double fourth = 0;
    for (int step = 0; step < steps; step++) {
      chain.advance();
      for (double x : chain.at()) {
        second += x * x / (3.0 * steps);
        fourth += x * x * x * x / (3.0 * steps);
      }
    }
    // 1.2 million terms, of which a tenth count as independent: deviations 0.004 and 0.03.
    assertThat(second).isCloseTo(1, within(0.02));
    assertThat(fourth).isCloseTo(3, within(0.15));
  }

  @Test
  void restore_inTheMiddle_goesOnBitForBit() {
    MetropolisLangevin whole = new MetropolisLangevin(new Wells(0.5), 0.05, new double[] {1}, SEED);
    MetropolisLangevin other =
        new MetropolisLangevin(new Wells(0.5), 0.05, new double[] {-1}, SEED);
    Snapshot snapshot = new Snapshot();
    for (int step = 0; step < 200; step++) {
      if (step == 77) {
        whole.save(snapshot);
      }
      whole.advance();
    }
    other.restore(snapshot);
    while (other.steps() < 200) {
      other.advance();
    }
    assertThat(other.at()).isEqualTo(whole.at());
    assertThat(other.acceptanceRate()).isEqualTo(whole.acceptanceRate());
  }

  @Test
  void start_offTheSupportOrStepNotPositive_isRefused() {
    assertThatThrownBy(() -> new MetropolisLangevin(new Wells(1), 0, new double[] {1}, SEED))
        .hasMessageContaining("positive");
    assertThatThrownBy(
            () -> new MetropolisLangevin(new Wells(1), 0.1, new double[] {Double.NaN}, SEED))
        .hasMessageContaining("positive");
  }
}
