package gradus.bench;

import gradus.num.Elementwise;
import gradus.num.Seed;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
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

/**
 * The weights q = softmax(-z) of the exponential loss, up to their sum: the largest -z, then exp(-z
 * - largest) of every example.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExponentialBenchmark {
  private static final Elementwise LOOPS = Elementwise.best();

  /** The number of examples. */
  @Param({"100", "1000", "10000"})
  public int n;

  private double[] x = {};
  private double[] q = {};

  /** Draws margins of a few units. */
  @Setup(Level.Trial)
  public void draw() {
    RandomGenerator random = new Seed(3).random();
    x = new double[n];
    q = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = 5 * random.nextGaussian();
    }
  }

  /** As the loss does it. */
  @Benchmark
  public double loops() {
    return LOOPS.expShifted(n, LOOPS.max(n, x, 0), x, 0, q, 0);
  }

  /** As one would write it. */
  @Benchmark
  public double plain() {
    double shift = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      shift = Math.max(shift, x[i]);
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      q[i] = Math.exp(x[i] - shift);
      sum += q[i];
    }
    return sum;
  }
}
