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

/** The products of {@link HessianBenchmark} by libtorch's double backward. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TorchHessianBenchmark {
  /** The network, by its widths. */
  @Param({"2-64-64-1", "20-100-100-1", "784-512-512-10"})
  @SuppressWarnings("NullAway.Init")
  public String network;

  @SuppressWarnings("NullAway.Init")
  private Step products;

  /** Draws the data and the weights. */
  @Setup(Level.Trial)
  public void draw() {
    products = new TorchProducts(Problem.named(network));
  }

  /** Gives the tensors back. */
  @TearDown(Level.Trial)
  public void release() {
    products.close();
  }

  /** One product. */
  @Benchmark
  public void torch() {
    products.run(1);
  }
}
