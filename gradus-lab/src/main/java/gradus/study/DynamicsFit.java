package gradus.study;

import gradus.flow.DynamicsKind;
import gradus.flow.Rule;
import gradus.flow.StepSize;
import gradus.net.Layer;
import gradus.net.Network;
import java.util.List;
import java.util.stream.Stream;

/** Whether the dynamics of an arm, its solver and the network go together. */
final class DynamicsFit {
  private DynamicsFit() {}

  /** The solver as the dynamics wants it; what does not fit is an error about the dynamics. */
  static SolverSpec solver(
      YamlValue value, DynamicsReader.Read read, SolverSpec solver, List<Layer> layers) {
    SolverSpec fitted =
        switch (solver) {
          case SolverSpec.Flow flow -> flow(value, read, flow);
          case SolverSpec.Descent descent -> descent(value, read, descent);
        };
    DynamicsReader.said(value, () -> read.dynamics().motion(Network.of(1, small(layers))));
    return fitted;
  }

  /** Refuses networks whose jumps a flow does not follow. */
  static void followed(YamlValue solver, List<Layer> layers) {
    if (layers.stream().anyMatch(Layer.MaxPool.class::isInstance)) {
      throw solver.error(
          "a flow does not follow the ties of max-pool; use solver: descent with rescaled: true, or"
              + " average-pool in its place");
    }
  }

  private static SolverSpec flow(YamlValue value, DynamicsReader.Read read, SolverSpec.Flow flow) {
    DynamicsKind kind = DynamicsReader.kind(read.dynamics());
    if (read.rule().isPresent() || !kind.flow()) {
      throw value.error(
          "%s is a way to make steps and no flow; use solver: descent".formatted(read.label()));
    }
    return flow;
  }

  private static SolverSpec descent(
      YamlValue value, DynamicsReader.Read read, SolverSpec.Descent descent) {
    DynamicsKind kind = DynamicsReader.kind(read.dynamics());
    if (!kind.descent()) {
      throw value.error(
          "%s goes with solver: flow; in steps of a given length write rescaled: true instead"
              .formatted(kind.label()));
    }
    boolean plain = descent.rule() instanceof Rule.Plain;
    if (!plain && !kind.memory()) {
      throw value.error(
          "the states of %s lie on a surface, which momentum and adam would leave; take them out, or use dynamics: standard"
              .formatted(kind.label()));
    }
    if (read.rule().isEmpty()) {
      return descent;
    }
    if (!plain) {
      throw value.error(
          "%s says itself how a step is made; take momentum or adam out".formatted(read.label()));
    }
    Rule rule = read.rule().get();
    if (rule instanceof Rule.Langevin && descent.step() instanceof StepSize.Rescaled) {
      throw value.error("langevin noise belongs to a constant step; take rescaled out");
    }
    if (rule.wantsRescaledStep() && !(descent.step() instanceof StepSize.Rescaled)) {
      throw value.error(
          "%s is made of gradients over the risk; add rescaled: true".formatted(read.label()));
    }
    return new SolverSpec.Descent(descent.step(), rule, descent.batch(), descent.fresh());
  }

  /** The same kinds of layers, with so few units that a network of them costs nothing. */
  private static List<Layer> small(List<Layer> layers) {
    return layers.stream().flatMap(DynamicsFit::small).toList();
  }

  private static Stream<Layer> small(Layer layer) {
    return switch (layer) {
      case Layer.Dense _, Layer.Convolution _ -> Stream.of(new Layer.Dense(1));
      case Layer.Activation _, Layer.BatchNorm _ -> Stream.of(layer);
      case Layer.MaxPool _, Layer.AveragePool _, Layer.GlobalAveragePool _ -> Stream.empty();
    };
  }
}
