package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PreparationTest {
  private static final Seed SEED = new Seed(11);

  private static Loaded loaded() {
    Dataset data = DataLaw.gaussians(3, 1).draw(200, SEED);
    return new Loaded(data, Optional.empty(), List.of());
  }

  @Test
  void apply_nothing_changesNothing() {
    Loaded before = loaded();

    assertThat(Preparation.none().apply(before, SEED)).isEqualTo(before);
  }

  @Test
  void apply_all_followsTheOrder() {
    Preparation all = new Preparation(List.of("-1"), List.of("+1"), 0.25, 0, true, true, true);
    Dataset original = loaded().train();

    Loaded done = all.apply(loaded(), SEED);

    Split split = original.binary(List.of("-1"), List.of("+1")).split(0.25, SEED);
    Standardisation scale = Standardisation.of(split.train());
    assertThat(done.train().inputs())
        .isEqualTo(scale.apply(split.train()).normalised().withBias().inputs());
    assertThat(done.test().orElseThrow().inputs())
        .isEqualTo(scale.apply(split.test()).normalised().withBias().inputs());
    for (double norm : Norms.ofRows(done.train().inputs())) {
      // Unit norm before the bias makes √2 with it.
      assertThat(norm).isCloseTo(Math.sqrt(2), within(1e-15 * 4));
    }
  }

  @Test
  void apply_randomLabels_leavesTheTestAlone() {
    Preparation random = new Preparation(List.of(), List.of(), 0.5, 1, false, false, false);

    Loaded done = random.apply(loaded(), SEED);

    Split split = loaded().train().split(0.5, SEED);
    assertThat(signs(done.test().orElseThrow())).isEqualTo(signs(split.test()));
    assertThat(signs(done.train())).isNotEqualTo(signs(split.train()));
  }

  @Test
  void apply_shareBesidesATestSet_isRefused() {
    Dataset data = Dataset.of("own", Matrix.zeros(2, 1), new Labels.Signs(new double[] {1, -1}));
    Loaded both = new Loaded(data, Optional.of(data), List.of());
    Preparation share = new Preparation(List.of(), List.of(), 0.5, 0, false, false, false);

    assertThat(SampleFiles.message(() -> share.apply(both, SEED))).contains("leave out one");
  }

  private static double[] signs(Dataset data) {
    return ((Labels.Signs) data.labels()).y();
  }
}
