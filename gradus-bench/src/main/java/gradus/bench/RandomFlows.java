package gradus.bench;

import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.flow.Course;
import gradus.flow.Dynamics;
import gradus.flow.Flow;
import gradus.flow.FlowCourse;
import gradus.flow.Limit;
import gradus.flow.Limits;
import gradus.flow.Observer;
import gradus.flow.Outcome;
import gradus.flow.Position;
import gradus.flow.Training;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.net.Initialiser;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How flows of small ReLU networks end: 3-10-1 on 20 Gaussian points with random labels under the
 * exponential loss, one problem for each seed, as a table; or other widths and numbers of points.
 *
 * <p>Example: {@code java -cp benchmarks.jar gradus.bench.RandomFlows 1 200 3-6-6-1 10}.
 */
public final class RandomFlows {
  private static final long MOST = 200_000;

  private static final Limits LIMITS =
      new Limits(
          List.of(
              new Limit(Limit.Quantity.LOG_RISK, -690),
              new Limit(Limit.Quantity.VELOCITY, 1e-10),
              new Limit(Limit.Quantity.LOG_TIME, 1000)));

  private final int n;
  private final int d;
  private final Network network;

  /** Problems of n points for a ReLU network of these widths, inputs first. */
  RandomFlows(int n, int... widths) {
    this.n = n;
    this.d = widths[0];
    List<Layer> layers = new ArrayList<>();
    for (int k = 1; k < widths.length; k++) {
      layers.add(new Layer.Dense(widths[k]));
      if (k < widths.length - 1) {
        layers.add(new Layer.Activation(Nonlinearity.relu()));
      }
    }
    this.network = Network.of(d, layers);
  }

  /**
   * Prints the table for the seeds from the first argument (1) to the second (200), for a network
   * of the widths of the third (3-10-1) on as many points as the fourth says (20).
   */
  public static void main(String[] arguments) {
    int from = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1;
    int to = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
    String widths = arguments.length > 2 ? arguments[2] : "3-10-1";
    int n = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 20;
    int[] parts = Pattern.compile("-").splitAsStream(widths).mapToInt(Integer::parseInt).toArray();
    new RandomFlows(n, parts).print(from, to, System.out);
  }

  void print(int from, int to, PrintStream out) {
    Map<String, Integer> count = new TreeMap<>();
    long evaluations = 0;
    long start = System.nanoTime();
    out.println(
        "seed  end         log risk  log t     steps    rhs      switches  slides  stiff  s     "
            + " dead; misclassified");
    for (int seed = from; seed <= to; seed++) {
      long began = System.nanoTime();
      FlowCourse course = course(seed);
      Outcome outcome = Training.run(course, LIMITS, silent());
      double seconds = (System.nanoTime() - began) * 1e-9;
      String end =
          switch (outcome) {
            case Outcome.Reached(String reason) -> reason;
            case Outcome.Stopped(String reason) -> reason;
            case Outcome.Failed(String reason) -> "FAILED";
          };
      count.merge(end, 1, Integer::sum);
      evaluations += course.evaluations();
      out.printf(
          Locale.ROOT,
          "%4d  %-10s  %8.3f  %8.3f  %-7d  %-7d  %-8d  %-6d  %-5s  %-5.2f  %s%n",
          seed,
          end,
          course.logRisk(),
          course.logTime(),
          course.steps(),
          course.evaluations(),
          course.switches(),
          course.slides().size(),
          course.stiff() ? "yes" : "no",
          seconds,
          wrong(seed, course.weights()));
      if (outcome instanceof Outcome.Failed(String reason)) {
        out.println("      " + reason);
      }
    }
    out.printf(
        Locale.ROOT,
        "%s; %d right-hand sides in %.1f s%n",
        count,
        evaluations,
        (System.nanoTime() - start) * 1e-9);
  }

  /** The flow of one seed, at its start. */
  FlowCourse course(int seed) {
    double[] w = Initialiser.gaussian(1).weights(network, new Seed(seed).child("weights"));
    return new Flow(Flow.USUAL_TOLERANCE, MOST)
        .course(
            Dynamics.standard(), network, Loss.named("exponential"), Examples.of(data(seed)), w);
  }

  private Dataset data(int seed) {
    RandomGenerator random = new Seed(seed).child("data").random();
    double[] x = IntStream.range(0, n * d).mapToDouble(i -> random.nextGaussian()).toArray();
    double[] y = IntStream.range(0, n).mapToDouble(i -> random.nextBoolean() ? 1 : -1).toArray();
    return new Dataset(
        "random",
        Matrix.wrap(n, d, x),
        new Labels.Signs(y),
        IntStream.range(0, d).mapToObj(k -> "x" + k).toList(),
        List.of(d));
  }

  /** The examples on which f = 0, and those on the wrong side. */
  private String wrong(int seed, double[] w) {
    Risk risk = new Risk(network, Loss.named("exponential"), Examples.of(data(seed)));
    risk.at(w);
    StringBuilder dead = new StringBuilder();
    StringBuilder misclassified = new StringBuilder();
    for (int i = 0; i < n; i++) {
      if (Math.abs(risk.margin(i)) < 1e-9) {
        dead.append(' ').append(i);
      } else if (risk.margin(i) < 0) {
        misclassified.append(' ').append(i);
      }
    }
    return dead + ";" + misclassified;
  }

  private static Observer silent() {
    return new Observer() {
      @Override
      public boolean pause(Course course) {
        return false;
      }

      @Override
      public long record(Position at) {
        return Long.MAX_VALUE;
      }
    };
  }
}
