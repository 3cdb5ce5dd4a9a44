package gradus.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gradus.data.Dataset;
import gradus.kernel.NtkMargin;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gradus ntk margin}: the NTK margin of two classes, from both sides. */
@Command(
    name = "margin",
    mixinStandardHelpOptions = true,
    description =
        "Finds the NTK margin of two classes (ji2020, Assumption 3.2): the largest gamma with a"
            + " field of vectors of length at most 1 that gives every example gamma, and weights"
            + " that show that no field gives more. Exact in one and two dimensions; elsewhere for"
            + " drawn directions, with an interval for the normal law.")
final class NtkMarginCommand implements Callable<Integer> {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Streams streams;

  @Mixin private DataOptions data = new DataOptions();
  @Mixin private DrawnOptions drawn = new DrawnOptions();

  @Option(names = "--quiet", description = "Shows no progress.")
  private boolean quiet;

  @Option(names = "--json", description = "Prints the answer as one JSON object.")
  private boolean json;

  NtkMarginCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    Dataset examples;
    NtkMargin margin;
    try (Waiting waiting = new Waiting(streams, streams.terminal() && !quiet)) {
      waiting.on("reading " + data.name());
      examples = data.signs(streams).train();
      waiting.on(
          "the NTK margin of %,d examples of dimension %,d"
              .formatted(examples.size(), examples.dimension()));
      margin = drawn.margin(examples, data.seed());
    }
    streams.out().print(json ? json(margin) + System.lineSeparator() : text(examples, margin));
    streams.out().flush();
    return ExitCode.DONE;
  }

  private static String json(NtkMargin margin) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("gamma_primal", margin.primal());
    node.put("gamma_dual", margin.dual());
    node.put("gap", margin.gap());
    node.put("measure", margin.interval().isPresent() ? "drawn" : "exact");
    node.put("directions", margin.directions());
    margin
        .interval()
        .ifPresent(
            interval -> {
              ArrayNode ends = node.putArray("interval");
              ends.add(interval.low());
              ends.add(interval.high());
              node.put("confidence", interval.confidence());
            });
    ArrayNode weights = node.putArray("weights");
    for (double q : margin.q()) {
      weights.add(q);
    }
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers can be written", e);
    }
  }

  private static String text(Dataset examples, NtkMargin margin) {
    StringBuilder text = new StringBuilder();
    Lines.add(
        text, "examples", "%,d of dimension %,d".formatted(examples.size(), examples.dimension()));
    Lines.add(
        text,
        "measure",
        margin.interval().isPresent()
            ? "%,d drawn directions".formatted(margin.directions())
            : "%,d arcs, exact".formatted(margin.directions()));
    Lines.add(text, "reached", Lines.number(margin.primal()));
    Lines.add(text, "bound", Lines.number(margin.dual()));
    Lines.add(text, "gap", Lines.shorter(margin.gap()));
    margin
        .interval()
        .ifPresent(
            interval ->
                Lines.add(
                    text,
                    "normal law",
                    "%s to %s with confidence %s, from fresh directions"
                        .formatted(
                            Lines.shorter(interval.low()),
                            Lines.shorter(interval.high()),
                            interval.confidence())));
    for (String note : RowNotes.of(examples.inputs()).lines()) {
      Lines.add(text, "note", note.replaceFirst("[;:] lambda_min = 0", ""));
    }
    return text.toString();
  }
}
