package gradus.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RichTextTest {
  @Test
  void html_withMarks_hasElements() {
    assertThat(RichText.html("a \\(x<y\\), `b<c` and **d**"))
        .isEqualTo(
            "a <span class=\"tex\">x&lt;y</span>, <code>b&lt;c</code> and <strong>d</strong>");
  }

  @Test
  void html_withMarkup_showsItAsText() {
    assertThat(RichText.html("<img src=x onerror=alert(1)> & \"q\" 'p'"))
        .isEqualTo("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;q&quot; &#39;p&#39;");
  }

  @Test
  void html_withOpenMarks_showsThemAsTheyStand() {
    assertThat(RichText.html("\\(x ` ** \\[")).isEqualTo("\\(x ` ** \\[");
    assertThat(RichText.html("``")).isEqualTo("``");
  }

  @Test
  void html_withControlCharacters_showsThatTheyAreThere() {
    assertThat(RichText.html("a\u0000b")).isEqualTo("a\ufffdb");
  }

  @Test
  void plain_withMarks_hasFormulasInUnicode() {
    assertThat(RichText.plain("norm \\(\\rho_1\\) of `w` **now**")).isEqualTo("norm ρ₁ of w now");
  }
}
