package gradus.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gradus.figure.Axis;
import gradus.figure.Band;
import gradus.figure.Figure;
import gradus.figure.Mark;
import gradus.figure.Series;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HtmlReportTest {
  private static final String NASTY = "</script><script>alert(1)</script><!--";
  private static final Pattern SCRIPT = Pattern.compile("(?s)<script([^>]*)>(.*?)</script>");

  private static String sample = "";

  @BeforeAll
  static void render() throws IOException {
    sample = HtmlReport.html(SamplePage.page());
  }

  @Test
  void page_ofAnyKind_loadsNothing() {
    String body = SCRIPT.matcher(sample).replaceAll("");
    assertThat(body)
        .doesNotContainPattern("(?i)\\b(src|srcset|action|formaction|poster)\\s*=")
        .doesNotContainPattern("(?i)\\bhref\\s*=\\s*[\"']?+(?!#)")
        .doesNotContainPattern("(?i)<(link|iframe|object|embed|base|img|form)\\b")
        .doesNotContainPattern("(?i)@import")
        .doesNotContainPattern("(?i)url\\((?!data:font/woff2;base64,)");
    assertThat(sample).contains("default-src 'none'");
  }

  @Test
  void page_withFormulas_carriesTheFonts() {
    assertThat(Pattern.compile("@font-face").matcher(sample).results().count()).isEqualTo(20);
    assertThat(Pattern.compile("data:font/woff2;base64,d09GMg").matcher(sample).results().count())
        .as("each begins with the bytes wOF2")
        .isEqualTo(20);
  }

  @Test
  void policy_ofThePage_allowsExactlyItsScripts() throws NoSuchAlgorithmException {
    List<String> run = scripts(sample, "");
    assertThat(run).hasSize(3);
    List<String> expected = new ArrayList<>();
    for (String script : run) {
      byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      expected.add("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    }
    assertThat(sample).contains("script-src " + String.join(" ", expected) + ";");
  }

  @Test
  void scripts_ofThePage_cannotBeCutShort() {
    for (String script : scripts(sample, "")) {
      assertThat(script).doesNotContainIgnoringCase("</script").doesNotContain("<!--", "\r");
    }
  }

  @Test
  void figures_ofThePage_areThereAsData() throws IOException {
    List<String> data = scripts(sample, "application/json");
    List<Figure> figures = SamplePage.page().figures();
    assertThat(data).hasSameSizeAs(figures);
    for (int i = 0; i < data.size(); i++) {
      JsonNode json = new ObjectMapper().readTree(data.get(i));
      Figure figure = figures.get(i);
      assertThat(json.get("id").asText()).isEqualTo(figure.id());
      assertThat(json.get("series")).hasSize(figure.series().size());
      double last = figure.series().getFirst().y()[1];
      // Nine digits are written.
      assertThat(json.at("/series/0/y/1").asDouble())
          .isCloseTo(last, within(1e-8 * Math.abs(last)));
    }
  }

  @Test
  void text_fromUsers_neverBecomesMarkup() throws IOException {
    double[] x = {1, 2};
    Figure figure =
        Figure.of("f", NASTY, Axis.linear(NASTY), Axis.linear(NASTY).in(NASTY))
            .captioned(NASTY)
            .with(Series.line(NASTY, x, x))
            .with(new Band(NASTY, x, x, x))
            .with(Mark.atX(1, NASTY));
    Block table =
        new Block.Table(
            NASTY,
            List.of(Column.words(NASTY), Column.words(NASTY)),
            List.of(List.of(Cell.of(NASTY), Cell.badge(Tone.GOOD, NASTY))));
    Section section =
        Section.of(
            NASTY,
            new Block.Chart(figure),
            table,
            new Block.Prose(NASTY),
            new Block.Formula(NASTY),
            new Block.Code(NASTY, "yaml", NASTY),
            new Block.Code(NASTY, NASTY, NASTY),
            new Block.Callout(Tone.NOTE, NASTY, NASTY),
            new Block.KeyValues(List.of(new Block.KeyValues.Entry(NASTY, NASTY))));
    Tile tile = new Tile(NASTY, NASTY, NASTY);
    String html =
        HtmlReport.html(
            new Page(NASTY, NASTY, NASTY, NASTY, List.of(tile), List.of(section), NASTY));
    assertThat(html).doesNotContain("<script>alert");
    assertThat(scripts(html, "")).hasSize(3);
    String withoutScripts = SCRIPT.matcher(html).replaceAll("");
    assertThat(withoutScripts).doesNotContain("</script", "<script");
    // One comment, with the licences, is the page's own.
    assertThat(withoutScripts.split("<!--", -1)).hasSize(2);
  }

  @Test
  void page_withSevenFigures_staysLight() {
    assertThat(sample.getBytes(StandardCharsets.UTF_8).length).isLessThan(2_500_000);
  }

  @Test
  void write_overAnOldFile_replacesIt(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("new/report.html");
    HtmlReport.write(SamplePage.page(), file);
    HtmlReport.write(SamplePage.page(), file);
    assertThat(Files.readString(file)).isEqualTo(sample);
    try (var files = Files.list(folder.resolve("new"))) {
      assertThat(files).containsExactly(file);
    }
  }

  private static List<String> scripts(String html, String type) {
    List<String> scripts = new ArrayList<>();
    Matcher matcher = SCRIPT.matcher(html);
    while (matcher.find()) {
      boolean wanted =
          type.isEmpty() ? matcher.group(1).isEmpty() : matcher.group(1).contains(type);
      if (wanted) {
        scripts.add(matcher.group(2));
      }
    }
    return scripts;
  }
}
