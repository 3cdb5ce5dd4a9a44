package gradus.bench;

import gradus.num.Blas;
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

/** The three products of a training step, at sizes where a native call may cost what it saves. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class GemmBenchmark {
  /** What computes. */
  @Param({"scalar", "vector", "openblas", "auto"})
  @SuppressWarnings("NullAway.Init")
  public String blas;

  /** The number of rows and of columns of each matrix. */
  @Param({"8", "16", "32", "64", "128", "256"})
  public int n;

  @SuppressWarnings("NullAway.Init")
  private Blas products;

  private double[] a = {};
  private double[] b = {};
  private double[] c = {};

  /** Draws the matrices. */
  @Setup(Level.Trial)
  public void draw() {
    // Read once in a JVM; each trial has its own.
    System.setProperty("gradus.blas", blas);
    products = Blas.best();
    RandomGenerator random = new Seed(5).random();
    a = random.doubles((long) n * n).toArray();
    b = random.doubles((long) n * n).toArray();
    c = new double[n * n];
  }

  /** C ← A B: forward. */
  @Benchmark
  public double[] plain() {
    products.gemm(false, false, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n);
    return c;
  }

  /** C ← Aᵀ B: the adjoint of the inputs. */
  @Benchmark
  public double[] leftTransposed() {
    products.gemm(true, false, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n);
    return c;
  }

  /** C ← A Bᵀ: the gradient of the weights. */
  @Benchmark
  public double[] rightTransposed() {
    products.gemm(false, true, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n);
    return c;
  }
}
