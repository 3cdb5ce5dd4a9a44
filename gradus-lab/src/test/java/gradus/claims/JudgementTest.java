package gradus.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgementTest {
  private static final Evidence IN = Evidence.near("x", 1, 1, 0);
  private static final Evidence OUT = Evidence.near("x", 2, 1, 0.5);
  private static final Counterexample EXAMPLE = Counterexample.study("it is 2", "name: two\n");

  @Test
  void verdict_withoutEvidence_isInconclusive() {
    assertThat(Judgement.of().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Judgement.of(IN.ofHypothesis()).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Judgement.of().corrected("c").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Judgement.inconclusive("no data").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void verdict_allWithin_holds() {
    assertThat(Judgement.of(IN, IN.ofHypothesis()).verdict()).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void verdict_oneOut_neverHolds() {
    assertThat(Judgement.of(IN, OUT).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Judgement.of(IN, OUT.ofCorrection()).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void verdict_ofNaN_neverHolds() {
    assertThat(Judgement.of(Evidence.near("x", Double.NaN, 0, 1)).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Evidence.atMost("x", Double.NaN, 1).within()).isFalse();
    assertThat(Evidence.atLeast("x", Double.NaN, 1).within()).isFalse();
  }

  @Test
  void verdict_correctedAndMeasured_holdsCorrected() {
    assertThat(Judgement.of(OUT, IN.ofCorrection()).corrected("1, not 2").verdict())
        .isEqualTo(Verdict.HOLDS_CORRECTED);
    assertThat(Judgement.of(OUT).corrected("nothing measured for it").verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Judgement.of(OUT, OUT.ofCorrection()).corrected("wrong again").verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Judgement.of(IN, IN.ofCorrection()).corrected("of what is right").verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void verdict_withACounterexample_fails() {
    assertThat(Judgement.of(IN, OUT).refutedBy(EXAMPLE).verdict()).isEqualTo(Verdict.FAILS);
    assertThat(Judgement.of(OUT, IN.ofCorrection()).corrected("c").refutedBy(EXAMPLE).verdict())
        .isEqualTo(Verdict.FAILS);
    assertThat(Judgement.of(IN).refutedBy(EXAMPLE).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Judgement.of(OUT, OUT.ofCorrection()).refutedBy(EXAMPLE).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void verdict_hypothesisOut_isUnmetWhateverElse() {
    assertThat(Judgement.of(IN, OUT.ofHypothesis()).verdict()).isEqualTo(Verdict.HYPOTHESIS_UNMET);
    assertThat(Judgement.of(OUT, OUT.ofHypothesis()).refutedBy(EXAMPLE).verdict())
        .isEqualTo(Verdict.HYPOTHESIS_UNMET);
  }

  @Test
  void deciding_namesWhatIsOut() {
    assertThat(Judgement.of(IN, OUT).refutedBy(EXAMPLE).deciding()).contains(OUT);
    assertThat(Judgement.of(IN).deciding()).contains(IN);
    assertThat(Judgement.of().deciding()).isEmpty();
  }

  @Test
  void evidence_isWithinUpToItsTolerance() {
    assertThat(Evidence.near("x", 1.5, 1, 0.5).within()).isTrue();
    assertThat(Evidence.relative("x", 101, 100, 0.01).within()).isTrue();
    assertThat(Evidence.relative("x", 98.9, 100, 0.01).within()).isFalse();
    assertThat(Evidence.atMost("x", 1.01, 1).within()).isFalse();
    assertThat(Evidence.atLeast("x", 0.99, 1).within()).isFalse();
  }

  @Test
  void evidence_withoutAToleranceOrAPrediction_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Evidence.near("x", 1, 1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> Evidence.near("x", 1, 1, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> Evidence.near("x", 1, Double.NaN, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Evidence.near("x", 1, 1, Double.POSITIVE_INFINITY));
  }

  @Test
  void counterexample_withoutAStudyOrWithAPath_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Counterexample("w", Map.of("data.csv", "")));
    assertThatIllegalArgumentException().isThrownBy(() -> EXAMPLE.with("../data.csv", ""));
  }

  @Test
  void judgement_keepsWhatItIsGiven() {
    Judgement judgement = Judgement.of(IN).noting("a").noting("b");
    assertThat(judgement.notes()).isEqualTo(List.of("a", "b"));
  }
}
