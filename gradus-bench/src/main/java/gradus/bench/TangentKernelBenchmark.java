package gradus.bench;

import gradus.kernel.EmpiricalNtk;
import gradus.kernel.NeuralTangent;
import gradus.kernel.SymmetricHalf;
import gradus.net.Initialiser;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;
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

/** Tangent kernels on Gaussian inputs of dimension 784. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class TangentKernelBenchmark {
  private static final int DIMENSION = 784;

  /** "infinite n": 3 hidden ReLU layers; "empirical n": 784-512-512-1 at given weights. */
  @Param({"infinite 500", "infinite 2000", "infinite 5000", "empirical 200"})
  @SuppressWarnings("NullAway.Init")
  public String kernel;

  @SuppressWarnings("NullAway.Init")
  private Matrix x;

  private boolean infinite;

  @SuppressWarnings("NullAway.Init")
  private Network network;

  @SuppressWarnings("NullAway.Init")
  private double[] w;

  /** Draws the inputs and the weights. */
  @Setup(Level.Trial)
  public void draw() {
    String[] words = kernel.split(" ", -1);
    infinite = words[0].equals("infinite");
    RandomGenerator random = new Seed(1).random();
    x = Matrix.zeros(Integer.parseInt(words[1]), DIMENSION);
    for (int i = 0; i < x.data().length; i++) {
      x.data()[i] = random.nextGaussian();
    }
    network = network(infinite ? List.of(64, 64, 64) : List.of(512, 512));
    w = Initialiser.he(1).weights(network, new Seed(2));
  }

  private static Network network(List<Integer> hidden) {
    List<Layer> layers = new ArrayList<>();
    for (int units : hidden) {
      layers.add(new Layer.Dense(units));
      layers.add(new Layer.Activation(Nonlinearity.relu()));
    }
    layers.add(new Layer.Dense(1));
    return Network.of(DIMENSION, layers);
  }

  /** One kernel matrix. */
  @Benchmark
  public SymmetricHalf gram() {
    return infinite ? NeuralTangent.of(network).gram(x) : EmpiricalNtk.of(network, w).gram(x);
  }
}
