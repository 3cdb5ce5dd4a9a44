package gradus.study;

import gradus.data.Preparation;
import gradus.flow.Rule;
import gradus.flow.StepSize;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what an arm says of steps of a given length: {@code solver: descent} and {@code sgd}. */
final class DescentReader {
  /** The keys that only these solvers have. */
  static final List<String> KEYS =
      List.of("step", "rescaled", "batch", "fresh", "momentum", "adam");

  private DescentReader() {}

  static SolverSpec.Descent read(YamlMap map, String solver, DataSpec data) {
    double eta = map.require("step", "step: 0.1").positive();
    boolean rescaled = map.at("rescaled").map(YamlValue::yesNo).orElse(false);
    OptionalInt batch = batch(map, solver);
    boolean fresh = map.at("fresh").map(YamlValue::yesNo).orElse(false);
    if (fresh) {
      checkFresh(map.require("fresh", ""), data);
    }
    return new SolverSpec.Descent(
        rescaled ? new StepSize.Rescaled(eta) : new StepSize.Constant(eta),
        rule(map),
        batch,
        fresh);
  }

  /** Fresh batches are drawn from the law as it is, so nothing may be done to the training set. */
  private static void checkFresh(YamlValue fresh, DataSpec data) {
    if (!(data.source() instanceof DataSpec.Source.Law)) {
      throw fresh.error("fresh batches need data from a law, but data come from a file");
    }
    if (!data.preparation().equals(Preparation.none())) {
      throw fresh.error(
          "fresh batches come from the law as it is; take out what is done to the data (bias,"
              + " standardise, unit-norm, random-labels, test, positive, negative)");
    }
  }

  private static OptionalInt batch(YamlMap map, String solver) {
    if (solver.equals("sgd")) {
      return OptionalInt.of(map.require("batch", "batch: 32").whole(1, Integer.MAX_VALUE));
    }
    for (String key : List.of("batch", "fresh")) {
      if (map.has(key)) {
        throw map.at(key)
            .orElseThrow()
            .error("the solver descent sees all examples at every step; use solver: sgd");
      }
    }
    return OptionalInt.empty();
  }

  private static Rule rule(YamlMap map) {
    Optional<YamlValue> momentum = map.at("momentum");
    Optional<YamlValue> adam = map.at("adam");
    if (momentum.isPresent() && adam.isPresent()) {
      throw adam.get().error("an arm has momentum or adam, not both; keep one");
    }
    if (momentum.isPresent()) {
      double beta = momentum.get().within(0, 1);
      return beta == 0 ? new Rule.Plain() : new Rule.Momentum(beta);
    }
    return adam.map(DescentReader::adam).orElse(new Rule.Plain());
  }

  /** {@code adam: true} takes the usual constants; {@code adam: {beta1: 0.9}} names some. */
  private static Rule adam(YamlValue value) {
    if (value.node() instanceof YamlNode.Scalar) {
      return value.yesNo() ? new Rule.Adam(0.9, 0.999, 1e-8) : new Rule.Plain();
    }
    YamlMap map =
        value.map(
            "{beta1: 0.9, beta2: 0.999, epsilon: 1e-8}", List.of("beta1", "beta2", "epsilon"));
    return new Rule.Adam(
        map.at("beta1").map(v -> v.within(0, 1)).orElse(0.9),
        map.at("beta2").map(v -> v.within(0, 1)).orElse(0.999),
        map.at("epsilon").map(YamlValue::positive).orElse(1e-8));
  }
}
