package gradus.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeedSummaryTest {
  private static ArmResult result(String arm, long seed, String outcome, double margin) {
    return new ArmResult(
        arm + "-s" + seed,
        arm,
        seed,
        "standard",
        "descent",
        outcome,
        "steps",
        1,
        1,
        0,
        0,
        0,
        0,
        margin,
        margin,
        0,
        1,
        0,
        0);
  }

  @Test
  void spread_leavesFailedRunsOut() {
    List<SeedSummary> summaries =
        SeedSummary.of(
            List.of(
                result("a", 1, "Reached", 2),
                result("b", 1, "Failed", 9),
                result("a", 2, "Reached", 4),
                result("a", 3, "Failed", -100),
                result("b", 2, "Failed", 9)));
    assertThat(summaries).extracting(SeedSummary::arm).containsExactly("a", "b");
    assertThat(summaries.get(0).spread(ArmResult::margin))
        .isEqualTo(new SeedSummary.Spread(3, 2, 4));
    assertThat(summaries.get(1).spread(ArmResult::margin).mean()).isNaN();
    assertThat(summaries.get(1).spread(ArmResult::margin).least()).isNaN();
  }

  @Test
  void of_oneSeed_isEmpty() {
    assertThat(SeedSummary.of(List.of(result("a", 1, "Reached", 1), result("b", 1, "Reached", 1))))
        .isEmpty();
  }
}
