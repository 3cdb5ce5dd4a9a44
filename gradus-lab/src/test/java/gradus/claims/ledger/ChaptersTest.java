package gradus.claims.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Counterexample;
import gradus.num.Seed;
import gradus.study.RunListener;
import gradus.study.RunResult;
import gradus.study.StudyReader;
import gradus.study.StudyRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every claim comes out as the mathematics demands, already at the smallest size. */
class ChaptersTest {
  @TempDir Path dir;

  static List<Claim> claims() {
    return Chapters.all();
  }

  @ParameterizedTest
  @MethodSource("claims")
  void judge_atSmoke_givesTheExpectedVerdict(Claim claim) throws IOException {
    LedgerEntry entry = Reproduction.judge(claim, Budget.SMOKE, new Seed(1));

    assertThat(entry.judgement().error()).isEmpty();
    assertThat(entry.verdict())
        .as("%s: %s", claim.id(), entry.judgement().evidence())
        .isEqualTo(claim.expected());
    Optional<Counterexample> example = entry.judgement().counterexample();
    if (example.isPresent()) {
      rerun(example.get().files());
    }
  }

  private void rerun(Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(dir.resolve(file.getKey()), file.getValue());
    }
    StudyRun.Options options =
        new StudyRun.Options(dir.resolve("run"), dir, Optional.empty(), false, 1, "test");
    RunResult result =
        new StudyRun(
                StudyReader.read(dir.resolve(Counterexample.STUDY), List.of()),
                options,
                RunListener.silent())
            .run();
    assertThat(result.failed()).isFalse();
  }
}
