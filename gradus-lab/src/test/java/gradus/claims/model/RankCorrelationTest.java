package gradus.claims.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankCorrelationTest {
  private static final double[] X = {1, 2, 3, 4, 5};

  @Test
  void of_withoutTies_isSpearmansFormula() {
    // 1 - 6 Σd²/(n(n² - 1)) with d = (1, -1, 0, 1, -1).
    assertThat(RankCorrelation.of(X, new double[] {20, 10, 30, 50, 40}))
        .isCloseTo(0.8, within(1e-12));
    assertThat(RankCorrelation.of(X, new double[] {9, 7, 5, 3, 1})).isCloseTo(-1, within(1e-12));
  }

  @Test
  void of_withTies_sharesTheMeanOfTheirRanks() {
    // Ranks 1.5, 1.5, 3 against 1, 2, 3: (-0.5, -0.5, 1)·(-1, 0, 1)/√(1.5 · 2).
    double expected = 1.5 / Math.sqrt(3);
    assertThat(RankCorrelation.of(new double[] {1, 2, 3}, new double[] {4, 4, 6}))
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void chance_countsOrders() {
    assertThat(RankCorrelation.chance(X, X)).isEqualTo(1.0 / 120);
    assertThat(RankCorrelation.chance(X, new double[] {5, 4, 3, 2, 1})).isEqualTo(1);
    // Of the orders of five the identity and the four swaps of neighbours reach 0.9.
    assertThat(RankCorrelation.chance(X, new double[] {2, 1, 3, 4, 5})).isEqualTo(5.0 / 120);
  }
}
