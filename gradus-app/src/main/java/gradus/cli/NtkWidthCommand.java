package gradus.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gradus.data.Dataset;
import gradus.kernel.LeastEigenvalue;
import gradus.kernel.NeuralTangent;
import gradus.kernel.NtkMargin;
import gradus.kernel.Scaling;
import gradus.kernel.TangentTheory;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.BadInput;
import gradus.num.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gradus ntk width}: the widths, steps and samples that the theorems ask for. */
@Command(
    name = "width",
    mixinStandardHelpOptions = true,
    description =
        "Computes what the theorems of ji2020, section 3, ask for on a data set of two classes:"
            + " widths, steps, movement and samples, each number with its formula. They assume"
            + " inputs of norm 1 (--unit-norm).")
final class NtkWidthCommand implements Callable<Integer> {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double UNIT = 1e-9;

  private final Streams streams;

  @Mixin private DataOptions data = new DataOptions();
  @Mixin private DrawnOptions drawn = new DrawnOptions();

  @Option(
      names = "--risk",
      paramLabel = "EPSILON",
      required = true,
      description = "The risk, or test error, that is to be reached, in (0, 1).")
  private double epsilon;

  @Option(
      names = "--delta",
      paramLabel = "DELTA",
      required = true,
      description = "The probability of failure, in (0, 1/3).")
  private double delta;

  @Option(
      names = "--step",
      paramLabel = "ETA",
      description = "The step size, at most 1 (default: 1).")
  private double eta = 1;

  @Option(names = "--quiet", description = "Shows no progress.")
  private boolean quiet;

  @Option(names = "--json", description = "Prints the answer as one JSON object.")
  private boolean json;

  NtkWidthCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    if (!(epsilon > 0 && epsilon < 1)
        || !(delta > 0 && delta < 1 / 3.0)
        || !(eta > 0 && eta <= 1)) {
      throw new BadInput(
          "the theorems need --risk in (0, 1), --delta in (0, 1/3) and --step in (0, 1], not %s, %s and %s"
              .formatted(epsilon, delta, eta));
    }
    Dataset examples;
    NtkMargin margin;
    double lambda0;
    try (Waiting waiting = new Waiting(streams, streams.terminal() && !quiet)) {
      waiting.on("reading " + data.name());
      examples = data.signs(streams).train();
      waiting.on("the NTK margin of %,d examples".formatted(examples.size()));
      margin = drawn.margin(examples, data.seed());
      waiting.on("the least eigenvalue of H-infinity");
      lambda0 = lambda0(examples.inputs());
    }
    List<TangentTheory.Requirement> theorems = theorems(examples.size(), margin, lambda0);
    List<String> notes = notes(examples.inputs(), margin);
    streams
        .out()
        .print(
            json
                ? json(margin, lambda0, theorems, notes) + System.lineSeparator()
                : text(examples, margin, theorems, notes));
    streams.out().flush();
    return ExitCode.DONE;
  }

  private static double lambda0(Matrix x) {
    if (RowNotes.of(x).singular()) {
      return 0;
    }
    Network network =
        Network.of(
            x.cols(),
            List.of(
                new Layer.Dense(1),
                new Layer.Activation(Nonlinearity.relu()),
                new Layer.Dense(1, false)));
    return Math.max(LeastEigenvalue.of(NeuralTangent.of(network, Scaling.PLAIN).gram(x)), 0);
  }

  private List<TangentTheory.Requirement> theorems(int n, NtkMargin margin, double lambda0) {
    double gamma = margin.primal();
    return List.of(
        TangentTheory.regression(n, lambda0, delta),
        TangentTheory.optimisation(n, gamma, epsilon, delta, eta),
        TangentTheory.generalisation(n, gamma, epsilon, delta),
        TangentTheory.onePass(gamma, epsilon, delta));
  }

  private static List<String> notes(Matrix x, NtkMargin margin) {
    List<String> notes = new ArrayList<>(RowNotes.of(x).lines());
    double most = 0;
    for (int i = 0; i < x.rows(); i++) {
      double square = 0;
      for (double v : x.row(i)) {
        square += v * v;
      }
      most = Math.max(most, Math.abs(Math.sqrt(square) - 1));
    }
    if (most > UNIT) {
      notes.add(
          "norms differ from 1 by up to %s: the theorems' hypothesis is unmet; --unit-norm"
              .formatted(Lines.shorter(most)));
    }
    if (margin.primal() == 0) {
      notes.add("the NTK margin is 0: Assumption 3.2 is unmet and widths are infinite");
    }
    if (margin.interval().isPresent()) {
      notes.add("gamma is that of the drawn directions; gradus ntk margin shows its interval");
    }
    return notes;
  }

  private static String text(
      Dataset examples,
      NtkMargin margin,
      List<TangentTheory.Requirement> theorems,
      List<String> notes) {
    StringBuilder text = new StringBuilder();
    Lines.add(
        text, "examples", "%,d of dimension %,d".formatted(examples.size(), examples.dimension()));
    Lines.add(
        text,
        "gamma",
        "%s reached, at most %s"
            .formatted(Lines.number(margin.primal()), Lines.number(margin.dual())));
    for (TangentTheory.Requirement theorem : theorems) {
      text.append(System.lineSeparator()).append(theorem.id()).append(System.lineSeparator());
      for (TangentTheory.Term term : theorem.terms()) {
        text.append(
            String.format(
                Locale.ROOT, "  %-10s %-14.6g %s%n", term.symbol(), term.value(), term.formula()));
      }
    }
    if (!notes.isEmpty()) {
      text.append(System.lineSeparator());
    }
    notes.forEach(note -> Lines.add(text, "note", note));
    return text.toString();
  }

  private static String json(
      NtkMargin margin,
      double lambda0,
      List<TangentTheory.Requirement> theorems,
      List<String> notes) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("gamma_primal", margin.primal());
    node.put("gamma_dual", margin.dual());
    node.put("lambda_0", lambda0);
    ArrayNode list = node.putArray("theorems");
    for (TangentTheory.Requirement theorem : theorems) {
      ObjectNode entry = list.addObject();
      entry.put("id", theorem.id());
      ArrayNode terms = entry.putArray("terms");
      for (TangentTheory.Term term : theorem.terms()) {
        ObjectNode one = terms.addObject();
        one.put("symbol", term.symbol());
        one.put("formula", term.formula());
        if (Double.isFinite(term.value())) {
          one.put("value", term.value());
        } else {
          one.putNull("value");
        }
      }
    }
    ArrayNode said = node.putArray("notes");
    notes.forEach(said::add);
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers can be written", e);
    }
  }
}
