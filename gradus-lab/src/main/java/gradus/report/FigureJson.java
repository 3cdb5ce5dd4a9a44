package gradus.report;

import com.fasterxml.jackson.core.JsonGenerator;
import gradus.figure.Axis;
import gradus.figure.Band;
import gradus.figure.Figure;
import gradus.figure.Mark;
import gradus.figure.Scale;
import gradus.figure.Series;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;

/** A figure as the JSON from which the page's script makes a chart. */
final class FigureJson {
  /** More points than a wide screen has pixels would only make the page heavy. */
  static final int MAX_POINTS = 2000;

  private static final MathContext NINE_DIGITS = new MathContext(9);

  private FigureJson() {}

  static String text(Figure figure) throws IOException {
    return SafeJson.text(json -> write(figure, json));
  }

  private static void write(Figure figure, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", figure.id());
    json.writeStringField("title", RichText.plain(figure.title()));
    axis("x", figure.x(), Ticks.ofX(figure), json);
    axis("y", figure.y(), Ticks.ofY(figure), json);
    Colouring colouring = Colouring.of(figure);
    json.writeArrayFieldStart("series");
    for (int i = 0; i < figure.series().size(); i++) {
      series(figure, i, colouring.series()[i], json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("bands");
    for (int i = 0; i < figure.bands().size(); i++) {
      band(Points.of(figure, figure.bands().get(i), MAX_POINTS), colouring.bands()[i], json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("marks");
    for (Mark mark : figure.marks()) {
      if (figure.axis(mark.direction()).scale().shows(mark.at())) {
        mark(mark, json);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** The axis with its step, a place of its scale, and its ends and ticks counted in steps. */
  private static void axis(String name, Axis axis, Ticks ticks, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("label", RichText.plain(axis.caption()));
    json.writeBooleanField("log", axis.scale() == Scale.LOG10);
    json.writeNumberField("step", ticks.step());
    json.writeNumberField("min", ticks.low() - ticks.margin());
    json.writeNumberField("max", ticks.low() + ticks.count() + ticks.margin());
    json.writeNumberField("count", ticks.count());
    json.writeEndObject();
  }

  private static void series(Figure figure, int i, int colour, JsonGenerator json)
      throws IOException {
    Series s = figure.series().get(i);
    Points points = Points.of(figure, s, MAX_POINTS);
    json.writeStartObject();
    json.writeStringField("name", RichText.plain(s.name()));
    json.writeNumberField("colour", colour);
    json.writeStringField(
        "style",
        switch (s.style()) {
          case LINE -> "line";
          case POINTS -> "points";
          case STEPS -> "steps";
        });
    json.writeStringField(
        "dash",
        switch (s.dash()) {
          case SOLID -> "solid";
          case DASHED -> "dashed";
          case DOTTED -> "dotted";
        });
    numbers("x", points.x(), json);
    numbers("y", points.y(), json);
    json.writeEndObject();
  }

  private static void band(Band band, int colour, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", RichText.plain(band.name()));
    json.writeNumberField("colour", colour);
    numbers("x", band.x(), json);
    numbers("lower", band.lower(), json);
    numbers("upper", band.upper(), json);
    json.writeEndObject();
  }

  private static void mark(Mark mark, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("axis", mark.direction() == Mark.Direction.UPRIGHT ? "x" : "y");
    json.writeFieldName("at");
    number(mark.at(), json);
    json.writeStringField("label", RichText.plain(mark.label()));
    json.writeEndObject();
  }

  private static void numbers(String name, double[] values, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(name);
    for (double v : values) {
      number(v, json);
    }
    json.writeEndArray();
  }

  /** Nine digits are more than a screen shows; a gap is null. */
  private static void number(double v, JsonGenerator json) throws IOException {
    if (Double.isNaN(v)) {
      json.writeNull();
    } else if (v == Math.rint(v) && Math.abs(v) < 1e15) {
      json.writeNumber((long) v);
    } else {
      json.writeNumber(new BigDecimal(v).round(NINE_DIGITS).doubleValue());
    }
  }
}
