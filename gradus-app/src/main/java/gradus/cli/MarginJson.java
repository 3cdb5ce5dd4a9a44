package gradus.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gradus.margin.MarginAnswer;
import gradus.margin.MarginSolution;
import gradus.margin.NotSeparable;

/**
 * The answer of {@code gradus margin} as one JSON object. Rows count from 0. Where the examples are
 * not separable, margin and gap are null, direction and support empty, and {@code witness} holds
 * the weights that cancel them.
 */
final class MarginJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private MarginJson() {}

  static String of(MarginAnswer answer) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("separable", answer.isSeparable());
    switch (answer.separation()) {
      case MarginSolution solution -> {
        json.put("margin", solution.margin());
        json.put("gap", solution.gap());
        add(json.putArray("direction"), solution.direction());
        add(json.putArray("support"), solution.support());
      }
      case NotSeparable _ -> {
        json.putNull("margin");
        json.putNull("gap");
        json.putArray("direction");
        json.putArray("support");
      }
    }
    ObjectNode split = json.putObject("split");
    add(split.putArray("separable"), answer.split().separable());
    ArrayNode perp = split.putArray("direction_perp");
    answer.split().perp().ifPresent(solution -> add(perp, solution.direction()));
    add(split.putArray("minimizer_on_h"), answer.minimum().w());
    if (answer.separation() instanceof NotSeparable not) {
      add(json.putArray("witness"), not.witness());
    }
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers can be written", e);
    }
  }

  private static void add(ArrayNode array, double[] values) {
    for (double v : values) {
      array.add(v);
    }
  }

  private static void add(ArrayNode array, int[] values) {
    for (int v : values) {
      array.add(v);
    }
  }
}
