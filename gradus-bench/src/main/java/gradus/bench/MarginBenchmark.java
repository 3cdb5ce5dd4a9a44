package gradus.bench;

import gradus.margin.MarginSolver;
import gradus.margin.Norm;
import gradus.margin.Points;
import gradus.margin.Separation;
import gradus.num.Matrix;
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

/** The largest margin of Gaussian points on the right side of a random plane, with certificate. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
public class MarginBenchmark {
  /** Points x dimension. */
  @Param({"1000x20", "500x200", "2000x2000"})
  @SuppressWarnings("NullAway.Init")
  public String size;

  /** The norm: 1, 2 or inf. */
  @Param({"2"})
  @SuppressWarnings("NullAway.Init")
  public String norm;

  @SuppressWarnings("NullAway.Init")
  private Points points;

  @SuppressWarnings("NullAway.Init")
  private MarginSolver solver;

  /** Draws the points. */
  @Setup(Level.Trial)
  public void draw() {
    String[] sizes = size.split("x", -1);
    int n = Integer.parseInt(sizes[0]);
    int d = Integer.parseInt(sizes[1]);
    RandomGenerator random = new Seed(1).random();
    double[] teacher = new double[d];
    for (int j = 0; j < d; j++) {
      teacher[j] = random.nextGaussian();
    }
    Matrix z = Matrix.zeros(n, d);
    for (int i = 0; i < n; i++) {
      double side = 0;
      for (int j = 0; j < d; j++) {
        z.set(i, j, random.nextGaussian());
        side += teacher[j] * z.at(i, j);
      }
      for (int j = 0; j < d && side < 0; j++) {
        z.set(i, j, -z.at(i, j));
      }
    }
    points = Points.of(z);
    solver = MarginSolver.in(Norm.named(norm));
  }

  /** One solution. */
  @Benchmark
  public Separation solve() {
    return solver.solve(points);
  }
}
