package gradus.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gradus.figure.Axis;
import gradus.figure.Band;
import gradus.figure.Dash;
import gradus.figure.Figure;
import gradus.figure.Mark;
import gradus.figure.Series;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class SafeJsonTest {
  private static final String NASTY =
      "</script><script>alert(1)</script> <!-- ]]> & ' \" \\ \u2028 \u2029 \u0000 ρ̂";

  @Test
  void text_ofNastyStrings_cannotLeaveItsElement() throws IOException {
    String json = SafeJson.text(generator -> generator.writeString(NASTY));
    assertThat(json).doesNotContain("<", ">", "&", "'", "\u2028", "\u2029");
    assertThat(new ObjectMapper().readTree(json).asText()).isEqualTo(NASTY);
  }

  @Test
  void figure_asJson_holdsItsData() throws IOException {
    double[] x = {1, 2, 3, 4};
    double[] y = {0.1, Double.NaN, -1e-300, 1.0 / 3};
    Figure figure =
        Figure.of("risk", "\\(\\hat R\\)", Axis.log10("step"), Axis.linear("risk").in("nat"))
            .with(Series.steps(NASTY, x, y).dashed(Dash.DASHED).coloured(5))
            .with(new Band("range", x, x, x))
            .with(Mark.atY(0.25, "\\(\\gamma^*\\)"));
    JsonNode json = new ObjectMapper().readTree(FigureJson.text(figure));
    JsonNode series = json.at("/series/0");
    assertThat(series.get("name").asText()).isEqualTo(NASTY);
    assertThat(series.get("style").asText()).isEqualTo("steps");
    assertThat(series.get("dash").asText()).isEqualTo("dashed");
    assertThat(series.get("colour").asInt()).isEqualTo(5);
    assertThat(series.get("x")).hasToString("[1,2,3,4]");
    assertThat(series.get("y").get(0).asDouble()).isEqualTo(0.1);
    assertThat(series.get("y").get(1).isNull()).isTrue();
    assertThat(series.get("y").get(2).asDouble()).isEqualTo(-1e-300);
    // Nine digits are written.
    assertThat(series.get("y").get(3).asDouble()).isEqualTo(0.333333333);
    assertThat(json.at("/bands/0/upper")).hasToString("[1,2,3,4]");
    assertThat(json.at("/marks/0/label").asText()).isEqualTo("γ*");
    assertThat(json.at("/marks/0/axis").asText()).isEqualTo("y");
    assertThat(json.at("/x/log").asBoolean()).isTrue();
    assertThat(json.at("/y/label").asText()).isEqualTo("risk [nat]");
    assertThat(json.at("/title").asText()).isEqualToNormalizingUnicode("R̂");
  }
}
