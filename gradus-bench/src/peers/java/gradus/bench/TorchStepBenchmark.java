package gradus.bench;

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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The steps of {@link TrainingStepBenchmark} in libtorch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TorchStepBenchmark {
  /** The network, by its widths. */
  @Param({"10-50-1", "2-64-64-1", "20-100-100-1", "784-1024-1"})
  @SuppressWarnings("NullAway.Init")
  public String network;

  /** What becomes of a used gradient. */
  @Param({"RELEASE", "ZERO"})
  @SuppressWarnings("NullAway.Init")
  public String clearing;

  @SuppressWarnings("NullAway.Init")
  private Step step;

  /** Draws the data and the weights. */
  @Setup(Level.Trial)
  public void draw() {
    step = new TorchStep(Problem.named(network), TorchStep.Clearing.valueOf(clearing));
  }

  /** Gives the tensors back. */
  @TearDown(Level.Trial)
  public void release() {
    step.close();
  }

  /** One step. */
  @Benchmark
  public void torch() {
    step.run(1);
  }
}
