package gradus.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class YamlColoursTest {
  @Test
  void html_ofYaml_marksItsTokens() {
    assertThat(YamlColours.html("step: 0.1 # small\nfile: \"a # b.csv\"\nbias: true\nx: v1.2"))
        .isEqualTo(
            "<span class=\"y-key\">step</span>: <span class=\"y-number\">0.1</span>"
                + " <span class=\"y-comment\"># small</span>\n"
                + "<span class=\"y-key\">file</span>:"
                + " <span class=\"y-quoted\">&quot;a # b.csv&quot;</span>\n"
                + "<span class=\"y-key\">bias</span>: <span class=\"y-word\">true</span>\n"
                + "<span class=\"y-key\">x</span>: v1.2");
  }

  @Test
  void html_ofAnyText_keepsEveryCharacter() {
    String source = "a: <b>&'\"\\\n\t- {c: '</script>', d: -1e-3}\n\"open\n# <!-- \u2028 end";
    String shown =
        YamlColours.html(source)
            .replaceAll("</?span[^>]*>", "")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&");
    assertThat(shown).isEqualTo(source);
  }
}
