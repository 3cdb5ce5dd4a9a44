package gradus.bench;

import gradus.data.Dataset;
import gradus.data.LawSpec;
import gradus.flow.Course;
import gradus.flow.Descent;
import gradus.flow.Dynamics;
import gradus.flow.Rule;
import gradus.flow.Sampling;
import gradus.flow.StepSize;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.num.Seed;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The margin along 100,000 steps on a linear model, 100 examples of dimension 10, 200 readings. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class MarginCurveBenchmark {
  private static final int STEPS = 100_000;
  private static final int READINGS = 200;

  /** What makes the steps. */
  @Param({"constant", "rescaled", "dual-acceleration", "progressive-rescaling"})
  @SuppressWarnings("NullAway.Init")
  public String method;

  @SuppressWarnings("NullAway.Init")
  private Dataset data;

  private final Network network = Network.of(10, List.of(new Layer.Dense(1)));

  /** Draws the examples. */
  @Setup(Level.Trial)
  public void draw() {
    data = LawSpec.parse("linear:n=100,d=10,margin=0.1", new Seed(1)).draw().train();
  }

  /** One curve. */
  @Benchmark
  public double[] curve() {
    StepSize step = method.equals("constant") ? new StepSize.Constant(1) : new StepSize.Rescaled(1);
    Rule rule =
        switch (method) {
          case "dual-acceleration" -> new Rule.DualAcceleration();
          case "progressive-rescaling" -> new Rule.ProgressiveRescaling(2, 4000, 1e12, true);
          default -> new Rule.Plain();
        };
    Loss loss = Loss.named("exponential");
    Risk risk = new Risk(network, loss, Examples.of(data));
    Course course =
        new Descent(step, new Sampling.Full(), rule)
            .course(Dynamics.standard(), network, loss, data, new double[10], new Seed(1));
    double[] margins = new double[READINGS];
    for (int t = 0, k = 0; t < STEPS; t++) {
      course.evaluate();
      course.advance();
      if (k < READINGS && t + 1 >= Math.pow(STEPS, (k + 1.0) / READINGS)) {
        margins[k++] = margin(risk, course.position().weights());
      }
    }
    return margins;
  }

  private static double margin(Risk risk, double[] w) {
    risk.at(w);
    double least = Double.POSITIVE_INFINITY;
    double square = 0;
    for (int n = 0; n < risk.examples().count(); n++) {
      least = Math.min(least, risk.margin(n));
    }
    for (double v : w) {
      square += v * v;
    }
    return least / Math.sqrt(square);
  }
}
