package gradus.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.num.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlDocumentTest {
  private static YamlMap open(String text, String... allowed) {
    YamlNode.Mapping map = (YamlNode.Mapping) YamlDocument.parse("s.yaml", text);
    return YamlMap.of(map, "", List.of(allowed));
  }

  @Test
  void number_inScientificForm_isRead() {
    assertThat(open("step: 1e-3", "step").require("step", "").number()).isEqualTo(0.001);
    assertThat(open("step: .5", "step").require("step", "").positive()).isEqualTo(0.5);
    assertThat(open("n: 1e6", "n").require("n", "").whole(0, 10_000_000)).isEqualTo(1_000_000);
  }

  @Test
  void whole_atTheLargestSeed_keepsEveryDigit() {
    long seed = 999_999_999_999_999_999L;
    assertThat(open("seed: " + seed, "seed").require("seed", "").whole(0, Long.MAX_VALUE))
        .isEqualTo(seed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "step: '0.1'| expected a number > 0, but '0.1' came",
        "step: fast| expected a number > 0, but 'fast' came",
        "step: 0| expected a number > 0, but '0' came",
        "step: -1| expected a number > 0, but '-1' came",
        "step: .nan| expected a number > 0, but '.nan' came",
        "step: 1e999| expected a number > 0, but '1e999' came",
        "step: [1]| expected a number > 0, but a list came",
        "step:| expected a number > 0, but nothing came",
      })
  void positive_ofSomethingElse_saysWhatCame(String text, String message) {
    assertThatThrownBy(() -> open(text, "step").require("step", "").positive())
        .isInstanceOf(BadInput.class)
        .hasMessage("s.yaml:1: step: " + message.strip());
  }

  @Test
  void unknownKey_nearAnAllowedOne_suggestsIt() {
    assertThatThrownBy(() -> open("name: a\nstpe: 0.1\n", "name", "step", "until"))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "s.yaml:2: unknown key 'stpe' (did you mean 'step'?); allowed here: name, step, until");
  }

  @Test
  void unknownKey_nearNothing_listsWhatIsAllowed() {
    assertThatThrownBy(() -> open("colour: red\n", "name", "step"))
        .hasMessage("s.yaml:1: unknown key 'colour'; allowed here: name, step");
  }

  @Test
  void missingKey_saysHowToWriteIt() {
    assertThatThrownBy(() -> open("name: a\n", "name", "loss").require("loss", "loss: logistic"))
        .hasMessage("s.yaml:1: the key 'loss' is missing; write loss: logistic");
  }

  @Test
  void duplicateKey_namesBothLines() {
    assertThatThrownBy(() -> YamlDocument.parse("s.yaml", "a: 1\nb: 2\na: 3\n"))
        .hasMessage("s.yaml:3: the key 'a' stands twice (first in line 1); keep one");
  }

  @Test
  void brokenYaml_isOneLineWithItsPlace() {
    assertThatThrownBy(() -> YamlDocument.parse("s.yaml", "a: 1\nb: [1, 2\nc: 3\n"))
        .isInstanceOf(BadInput.class)
        .message()
        .startsWith("s.yaml:")
        .doesNotContain("\n");
  }

  @Test
  void aliasBomb_isRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 5; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i));
      for (int j = 0; j < 10; j++) {
        bomb.append(j == 0 ? "*a" : ", *a").append(i - 1);
      }
      bomb.append("]\n");
    }
    assertThatThrownBy(() -> YamlDocument.parse("s.yaml", bomb.toString()))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("aliases counted");
  }

  @Test
  void aliasOfItself_isRefused() {
    assertThatThrownBy(() -> YamlDocument.parse("s.yaml", "a: &a [*a]\n"))
        .isInstanceOf(BadInput.class);
  }

  @Test
  void deepNesting_isRefusedBeforeItExhaustsTheStack() {
    String deep = "a: " + "[".repeat(200_000);
    assertThatThrownBy(() -> YamlDocument.parse("s.yaml", deep))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("nested deeper");
  }

  @Test
  void tags_buildNothing() {
    assertThat(YamlDocument.parse("s.yaml", "!!javax.script.ScriptEngineManager [x]"))
        .isInstanceOf(YamlNode.Sequence.class);
  }

  @Test
  void file_missingBinaryOrHuge_isOneClearLine(@TempDir Path dir) throws IOException {
    assertThatThrownBy(() -> YamlDocument.text(dir.resolve("none.yaml")))
        .hasMessageContaining("no such file");
    Path binary = Files.write(dir.resolve("b.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> YamlDocument.text(binary)).hasMessageContaining("not UTF-8");
    Path huge = Files.write(dir.resolve("h.yaml"), new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> YamlDocument.text(huge)).hasMessageContaining("larger than 1 MiB");
    assertThatThrownBy(() -> YamlDocument.text(dir)).hasMessageContaining("is a directory");
  }

  @Test
  void yamlText_readsBackTheSame() {
    String text =
        """
        name: "odd: name # here"
        data: {law: "linear:n=20,d=2", positive: ["1", x y], bias: true}
        network: [dense 50 leaky-relu(0.1), relu^2]
        arms:
          - {name: a, step: -1e-3, until: {log-risk: -690}, note: ""}
          - {name: "true", step: .5}
        """;
    YamlNode once = YamlDocument.parse("s", text);
    String written = YamlText.of(once);
    assertThat(YamlText.of(YamlDocument.parse("s", written))).isEqualTo(written);
    assertThat(written).contains("\"odd: name # here\"", "log-risk: -690", "\"1\"");
  }
}
