package gradus.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import gradus.data.Dataset;
import gradus.loss.Loss;
import gradus.net.Draws;
import gradus.net.Initialiser;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.net.Shape;
import gradus.net.Window;
import gradus.num.Seed;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training step allocates nothing: counted in bytes by the virtual machine. */
class StepAllocationTest {
  private static final Seed SEED = new Seed(21);
  private static final int STRETCH = 2_000;

  static Stream<Descent> solvers() {
    StepSize step = new StepSize.Constant(1e-3);
    StepSize rescaled = new StepSize.Rescaled(1e-3);
    Sampling full = new Sampling.Full();
    return Stream.of(
        Descent.full(step),
        Descent.full(new StepSize.Rescaled(1e-3)),
        new Descent(step, new Sampling.Epochs(16), new Rule.Momentum(0.9)),
        new Descent(step, new Sampling.Full(), new Rule.Adam(0.9, 0.999, 1e-8)),
        new Descent(step, new Sampling.Full(), new Rule.Anchored(new Anchoring.Halpern())),
        new Descent(step, full, new Rule.Langevin(1e-9, SEED)),
        new Descent(rescaled, full, new Rule.DualAcceleration()),
        new Descent(rescaled, full, new Rule.ProgressiveRescaling(1.01, 10, 1e3, false)),
        new Descent(rescaled, full, new Rule.ProgressiveRescaling(1.01, 10, 1e3, true)));
  }

  static Stream<Dynamics> dynamics() {
    return Stream.of(
        Dynamics.rescaled(Dynamics.normalized()),
        Dynamics.lagrange(),
        Dynamics.trueGradient(),
        Dynamics.weightNorm(false, true),
        Dynamics.batchNorm(),
        Dynamics.tangentGradient(3),
        Dynamics.coefficientNormalization(1.5),
        Dynamics.prescribedRho(new RadiusSchedule.Logarithmic(1e-3, 1)),
        Dynamics.prescribedRhoRescaled(new RadiusSchedule.Entropy(0.5, 1e-3)));
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void step_afterWarmUp_allocatesNothing(Descent solver) {
    Dataset data = Problems.noise(100, 10, SEED);
    Network network = Draws.network(Nonlinearity.relu(), 10, 50, 1);
    double[] start = Initialiser.he(1).weights(network, SEED);
    assertStepsAllocateNothing(
        solver.course(Dynamics.standard(), network, Loss.named("exponential"), data, start, SEED));
  }

  /** Wide enough for gated sums, on four lanes and on eight. */
  @Test
  void step_twoHiddenLayersAfterWarmUp_allocatesNothing() {
    Dataset data = Problems.noise(64, 2, SEED);
    Network network = Draws.network(Nonlinearity.relu(), 2, 64, 64, 1);
    double[] start = Initialiser.he(1).weights(network, SEED);
    Descent solver = Descent.full(new StepSize.Constant(1e-3));
    assertStepsAllocateNothing(
        solver.course(Dynamics.standard(), network, Loss.named("exponential"), data, start, SEED));
  }

  @Test
  void step_convolutionsAndPoolsAfterWarmUp_allocatesNothing() {
    Dataset data = Problems.noise(20, 36, SEED);
    Network network =
        Network.of(
            Shape.image(1, 6, 6),
            List.of(
                new Layer.Convolution(4, Window.of(3, 3).pad(1)),
                new Layer.Activation(Nonlinearity.relu()),
                new Layer.MaxPool(Window.tiles(2, 2)),
                new Layer.Convolution(5, Window.of(2, 2)),
                new Layer.BatchNorm(),
                new Layer.Activation(Nonlinearity.relu()),
                new Layer.GlobalAveragePool(),
                new Layer.Dense(1)));
    double[] start = Initialiser.he(1).weights(network, SEED);
    Descent solver = Descent.full(new StepSize.Constant(1e-3));
    assertStepsAllocateNothing(
        solver.course(Dynamics.standard(), network, Loss.named("exponential"), data, start, SEED));
  }

  @ParameterizedTest
  @MethodSource("dynamics")
  void step_eachDynamicsAfterWarmUp_allocatesNothing(Dynamics dynamics) {
    Dataset data = Problems.noise(20, 4, SEED);
    Network network =
        Network.of(
            4,
            List.of(
                new Layer.Dense(8),
                new Layer.BatchNorm(),
                new Layer.Activation(Nonlinearity.relu()),
                new Layer.Dense(1)));
    double[] start = Initialiser.he(1).weights(network, SEED);
    Descent solver = Descent.full(new StepSize.Constant(1e-6));
    assertStepsAllocateNothing(
        solver.course(dynamics, network, Loss.named("exponential"), data, start, SEED));
  }

  /**
   * Vector code allocates until the second compiler has been at it, however many steps that takes
   * on a busy machine: steps are made until two stretches in a row are clean. A step that allocated
   * would do so in every stretch, and so would one in each epoch of seven steps.
   */
  private static void assertStepsAllocateNothing(Course course) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long deadline = System.nanoTime() + 30_000_000_000L;
    long bytes = Long.MAX_VALUE;
    int clean = 0;
    while (clean < 2 && System.nanoTime() < deadline) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int step = 0; step < STRETCH; step++) {
        course.evaluate();
        course.advance();
      }
      bytes = threads.getCurrentThreadAllocatedBytes() - before;
      // The reading itself may cost a few bytes, never one for each step.
      clean = bytes < STRETCH ? clean + 1 : 0;
    }
    assertThat(clean).as("clean stretches in a row; the last left %d bytes", bytes).isEqualTo(2);
  }
}
