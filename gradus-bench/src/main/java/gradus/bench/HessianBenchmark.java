package gradus.bench;

import gradus.curvature.Curvature;
import gradus.loss.Examples;
import gradus.loss.Risk;
import gradus.num.Matrix;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Products of the Hessian with vectors per second, and whole Hessians of 2430 weights. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class HessianBenchmark {
  /** A network with a point. */
  @State(Scope.Thread)
  public static class Products {
    /** The network, by its widths. */
    @Param({"2-64-64-1", "20-100-100-1", "784-512-512-10"})
    @SuppressWarnings("NullAway.Init")
    public String network;

    @SuppressWarnings("NullAway.Init")
    private Step single;

    @SuppressWarnings("NullAway.Init")
    private Step block;

    /** Draws the data and the weights. */
    @Setup(Level.Trial)
    public void draw() {
      single = new GradusProducts(Problem.named(network), false);
      block = new GradusProducts(Problem.named(network), true);
    }
  }

  /** A Hessian to be made. */
  @State(Scope.Thread)
  public static class Whole {
    @SuppressWarnings("NullAway.Init")
    private Curvature hessian;

    /** Draws the data and the weights. */
    @Setup(Level.Trial)
    public void draw() {
      Problem problem = Problem.dense();
      Risk risk = new Risk(problem.network(), problem.loss(), Examples.of(problem.data()));
      risk.at(problem.weights());
      hessian = Curvature.hessian(risk);
    }
  }

  /** One product. */
  @Benchmark
  public void single(Products products) {
    products.single.run(1);
  }

  /** Sixteen products together, counted as sixteen. */
  @Benchmark
  @OperationsPerInvocation(GradusProducts.TOGETHER)
  public void block(Products products) {
    products.block.run(GradusProducts.TOGETHER);
  }

  /** The dense Hessian of 2430 weights. */
  @Benchmark
  public Matrix dense(Whole whole) {
    return whole.hessian.dense();
  }
}
