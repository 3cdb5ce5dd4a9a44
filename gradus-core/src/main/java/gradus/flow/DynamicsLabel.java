package gradus.flow;

import gradus.num.BadInput;
import gradus.num.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the label of a dynamics, {@code NAME} or {@code NAME(ARGUMENT, ...)}. */
final class DynamicsLabel {
  private static final Pattern FORM = Pattern.compile("([^\\s()]+)\\s*(?:\\((.*)\\))?");

  private final String label;
  private final List<String> arguments;

  private DynamicsLabel(String label, List<String> arguments) {
    this.label = label;
    this.arguments = new ArrayList<>(arguments);
  }

  static Dynamics read(String text) {
    String label = text.strip().toLowerCase(Locale.ROOT);
    Matcher form = FORM.matcher(label);
    if (!form.matches()) {
      throw unknown(label, label);
    }
    String inside = form.group(2) == null ? "" : form.group(2).strip();
    if (form.group(1).equals("rescaled")) {
      return Dynamics.rescaled(inside.isEmpty() ? Dynamics.standard() : read(inside));
    }
    List<String> arguments =
        inside.isEmpty()
            ? List.of()
            : Arrays.stream(inside.split(",", -1)).map(String::strip).toList();
    DynamicsLabel reader = new DynamicsLabel(label, arguments);
    Dynamics dynamics = reader.dynamics(form.group(1));
    reader.end();
    return dynamics;
  }

  private Dynamics dynamics(String name) {
    return switch (name) {
      case "standard" -> Dynamics.standard();
      case "normalized" -> Dynamics.normalized();
      case "lagrange" -> Dynamics.lagrange();
      case "fixed-rho" -> Dynamics.fixedRho();
      case "true-gradient" -> Dynamics.trueGradient();
      case "batch-norm" -> Dynamics.batchNorm();
      case "weight-norm" -> Dynamics.weightNorm(arguments.remove("unit"), arguments.remove("rows"));
      case "tangent-gradient" -> Dynamics.tangentGradient(exponent());
      case "coefficient-normalization" -> Dynamics.coefficientNormalization(exponent());
      case "prescribed-rho" -> prescribed();
      default -> throw unknown(name, label);
    };
  }

  private Dynamics prescribed() {
    boolean perRisk = arguments.remove("rescaled");
    String kind = arguments.isEmpty() ? "" : arguments.removeFirst();
    try {
      RadiusSchedule schedule =
          switch (kind) {
            case "log" -> new RadiusSchedule.Logarithmic(number("A"), number("T0"));
            case "linear" -> new RadiusSchedule.Linear(number("C"));
            case "power" -> new RadiusSchedule.Power(number("BETA"), number("T0"));
            case "entropy" -> new RadiusSchedule.Entropy(number("TARGET"), number("GAIN"));
            default -> {
              List<String> kinds = List.of("log", "linear", "power", "entropy");
              throw new BadInput(
                  "prescribed-rho needs one of %s, as prescribed-rho(log, 1, 10), but '%s' came%s"
                      .formatted(
                          String.join(", ", kinds), label, Suggestion.didYouMean(kind, kinds)));
            }
          };
      return perRisk ? Dynamics.prescribedRhoRescaled(schedule) : Dynamics.prescribedRho(schedule);
    } catch (IllegalArgumentException e) {
      throw new BadInput(label + ": " + e.getMessage(), e);
    }
  }

  private double exponent() {
    if (arguments.isEmpty()) {
      return 2;
    }
    if (arguments.getFirst().equals("inf")) {
      arguments.removeFirst();
      return Double.POSITIVE_INFINITY;
    }
    return number("P");
  }

  private double number(String what) {
    String word = arguments.isEmpty() ? "" : arguments.removeFirst();
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw new BadInput(
          "'%s' needs a number for %s, but '%s' came".formatted(label, what, word), e);
    }
  }

  private void end() {
    if (!arguments.isEmpty()) {
      throw new BadInput(
          "'%s' says more than its dynamics takes: '%s'"
              .formatted(label, String.join(", ", arguments)));
    }
  }

  private static BadInput unknown(String name, String label) {
    List<String> labels = Dynamics.all().stream().map(DynamicsKind::label).toList();
    return new BadInput(
        "'%s' is no dynamics%s; there are %s"
            .formatted(label, Suggestion.didYouMean(name, labels), String.join(", ", labels)));
  }
}
