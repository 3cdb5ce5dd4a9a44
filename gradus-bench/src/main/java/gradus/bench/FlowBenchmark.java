package gradus.bench;

import gradus.flow.Dynamics;
import gradus.flow.Flow;
import gradus.flow.FlowCourse;
import gradus.loss.Examples;
import gradus.loss.Loss;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/** The continuous flow: accepted steps and right-hand sides per second, its kinks included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FlowBenchmark {
  /** Where a course begins anew: what is timed is the explicit stretch with its switches. */
  private static final long STEPS = 400;

  /** The network, by its widths; 20 and 200 examples. */
  @Param({"3-10-1", "20-100-1"})
  @SuppressWarnings("NullAway.Init")
  public String network;

  @SuppressWarnings("NullAway.Init")
  private FlowCourse course;

  @SuppressWarnings("NullAway.Init")
  private Problem problem;

  /** Counted besides the accepted steps. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counted {
    /** Right-hand sides. */
    public long rightHandSides;

    /** Kinks crossed, slides begun and ended. */
    public long switches;
  }

  /** Draws the data and the weights. */
  @Setup(Level.Trial)
  public void draw() {
    problem = Problem.forFlows(network);
    begin();
  }

  private void begin() {
    course =
        Flow.usual()
            .course(
                Dynamics.standard(),
                problem.network(),
                Loss.named("exponential"),
                Examples.of(problem.data()),
                problem.weights());
  }

  /** One accepted step. */
  @Benchmark
  public void step(Counted counted) {
    if (course.steps() >= STEPS) {
      begin();
    }
    long evaluations = course.evaluations();
    long switches = course.switches();
    course.advance();
    counted.rightHandSides += course.evaluations() - evaluations;
    counted.switches += course.switches() - switches;
  }
}
