package gradus.study;

import gradus.flow.Slide;
import gradus.num.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The stretches of sliding of a flow as CSV, in the order in which they began. */
final class SlideFile {
  private static final String HEADER = "layer,unit,example,from_log_time,to_log_time";
  private static final long MAX_BYTES = 1L << 30;

  private SlideFile() {}

  /** Writes all of them; one that lasts until the end of the arm ends with NaN. */
  static void write(Path file, List<Slide> slides) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (Slide slide : slides) {
      text.append(slide.layer()).append(',').append(slide.unit()).append(',');
      text.append(slide.example()).append(',').append(slide.fromLogTime()).append(',');
      text.append(slide.toLogTime()).append('\n');
    }
    AtomicFile.write(file, text.toString());
  }

  /** Reads them; a run without the file has none. */
  static List<Slide> read(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw BadInput.in(file, "is larger than 1 GiB, too large to draw");
      }
      List<String> lines = Files.readAllLines(file);
      if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
        throw BadInput.at(file, 1, "the first line must be " + HEADER);
      }
      List<Slide> slides = new ArrayList<>();
      for (int i = 1; i < lines.size(); i++) {
        slides.add(slide(file, i + 1, lines.get(i)));
      }
      return List.copyOf(slides);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read: " + CannotWrite.reason(e), e);
    }
  }

  private static Slide slide(Path file, int line, String text) {
    String[] fields = text.split(",", -1);
    if (fields.length != 5) {
      throw BadInput.at(file, line, "%d fields where there should be 5".formatted(fields.length));
    }
    try {
      return new Slide(
          Integer.parseInt(fields[0]),
          Integer.parseInt(fields[1]),
          Integer.parseInt(fields[2]),
          Double.parseDouble(fields[3]),
          Double.parseDouble(fields[4]));
    } catch (NumberFormatException e) {
      throw new BadInput("%s:%d: '%s' is not a slide".formatted(file, line, text), e);
    }
  }
}
