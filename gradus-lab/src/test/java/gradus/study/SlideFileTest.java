package gradus.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.flow.Slide;
import gradus.num.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlideFileTest {
  @TempDir Path dir;

  @Test
  void slides_areReadAsWritten() {
    Path file = dir.resolve("slides-a.csv");
    List<Slide> slides =
        List.of(
            new Slide(1, 0, 7, -2.25, 0.1), new Slide(2, 3, 0, 0.30000000000000004, Double.NaN));
    SlideFile.write(file, slides);
    assertThat(SlideFile.read(file)).isEqualTo(slides);
    assertThat(file)
        .content()
        .isEqualTo(
            """
            layer,unit,example,from_log_time,to_log_time
            1,0,7,-2.25,0.1
            2,3,0,0.30000000000000004,NaN
            """);
    SlideFile.write(file, List.of());
    assertThat(SlideFile.read(file)).isEmpty();
    assertThat(SlideFile.read(dir.resolve("none.csv"))).isEmpty();
  }

  @Test
  void read_somethingElse_namesFileAndLine() throws IOException {
    Path file = dir.resolve("slides-a.csv");
    String header = "layer,unit,example,from_log_time,to_log_time\n";
    for (String text : List.of("", "layer\n", header + "1,2,3,4\n", header + "1,2,x,4,5\n")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> SlideFile.read(file))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining(text.startsWith(header) ? "slides-a.csv:2" : "slides-a.csv:1");
    }
  }
}
