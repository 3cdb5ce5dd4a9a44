package gradus.flow;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.data.Dataset;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.net.Draws;
import gradus.net.Initialiser;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Seed;
import java.util.function.Predicate;

/** Flows for tests. */
final class Flows {
  /** The small network of the random problems. */
  static final Network SMALL = Draws.network(Nonlinearity.relu(), 3, 10, 1);

  private Flows() {}

  /** 20 Gaussian points with random labels. */
  static Dataset noise(int seed) {
    return Problems.noise(20, 3, new Seed(seed));
  }

  static double[] weights(Network network, int seed) {
    return Initialiser.gaussian(1).weights(network, new Seed(seed).child("weights"));
  }

  /** A random problem on the small network. */
  static FlowCourse random(int seed, String loss) {
    return course(SMALL, loss, noise(seed), weights(SMALL, seed));
  }

  static FlowCourse course(Network network, String loss, Dataset data, double[] w) {
    return new Flow(Flow.USUAL_TOLERANCE, 200_000)
        .course(Dynamics.standard(), network, Loss.named(loss), Examples.of(data), w);
  }

  /** Moves on to a log t. */
  static void follow(FlowCourse course, double logTime) {
    course.aimOnward(logTime);
    until(course, c -> c.logTime() >= logTime);
  }

  /** Moves on until something is seen. */
  static void until(FlowCourse course, Predicate<FlowCourse> seen) {
    while (!seen.test(course)) {
      course.advance();
      assertThat(course.failure()).isNull();
    }
  }

  /** Whether a slide is under way. */
  static boolean slides(FlowCourse course) {
    return course.slides().stream().anyMatch(slide -> Double.isNaN(slide.toLogTime()));
  }
}
