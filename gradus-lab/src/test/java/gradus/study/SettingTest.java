package gradus.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.num.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {
  private static final String STUDY =
      """
      seed: 1
      data: {law: linear, bias: true}
      arms:
        - {name: slow, step: 0.1}
        - {name: descent, step: 0.2}
      """;

  private static String changed(String setting) {
    return YamlText.of(Setting.of(setting).apply(YamlDocument.parse("s.yaml", STUDY)));
  }

  @Test
  void apply_reachesByKeyNameAndNumber() {
    assertThat(changed("seed=7")).contains("seed: 7");
    assertThat(changed("data.bias=false")).contains("bias: false");
    assertThat(changed("arms.descent.step=0.05")).contains("{name: descent, step: 0.05}");
    assertThat(changed("arms.0.step=1e-2")).contains("{name: slow, step: 1e-2}");
  }

  @Test
  void apply_toKeysThatAreNotThere_addsThem() {
    assertThat(changed("record.every=10")).contains("record: {every: 10}");
    assertThat(changed("arms.slow.until={steps: 5}")).contains("until: {steps: 5}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "seed| expected PATH=VALUE",
        "=3| expected PATH=VALUE",
        "a..b=3| the path has an empty part",
        "seed=| has no value",
        "arms.desent.step=1| no entry 'desent' (did you mean 'descent'?); there are 2",
        "arms.2.step=1| no entry '2'",
        "seed.x=1| 'seed' is a single value (1)",
        "seed=[1| not valid YAML",
      })
  void wrongSetting_namesTheArgument(String setting, String message) {
    assertThatThrownBy(() -> changed(setting))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("--set " + setting)
        .message()
        .doesNotContain("\n")
        .contains(message.strip());
  }

  @Test
  void wrongValue_laterOn_namesTheArgumentToo() {
    YamlNode root = Setting.of("seed=x").apply(YamlDocument.parse("s.yaml", STUDY));
    YamlMap map =
        YamlMap.of((YamlNode.Mapping) root, "", java.util.List.of("seed", "data", "arms"));
    assertThatThrownBy(() -> map.require("seed", "").number())
        .hasMessage("--set seed=x: seed: expected a number, but 'x' came");
  }
}
