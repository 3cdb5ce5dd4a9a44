package gradus.flow;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random small problems followed to log R̂ = -690, to rest, or to log t = 1000. */
class RandomFlowsTest {
  private static final Limits LIMITS =
      new Limits(
          List.of(
              new Limit(Limit.Quantity.LOG_RISK, -690),
              new Limit(Limit.Quantity.VELOCITY, 1e-10),
              new Limit(Limit.Quantity.LOG_TIME, 1000)));

  /** The rest of two hundred is followed by the module of benchmarks, which prints a table. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8, 9, 10, 11})
  void flow_randomProblem_comesToAnEndThatItExplains(int seed) {
    FlowCourse course = Flows.random(seed, "exponential");
    Outcome outcome = Training.run(course, LIMITS, Problems.silent());
    assertThat(outcome).isInstanceOf(Outcome.Reached.class);
    assertThat(course.evaluations()).isLessThan(200_000);
    Risk risk = new Risk(Flows.SMALL, Loss.named("exponential"), Examples.of(Flows.noise(seed)));
    risk.at(course.weights());
    int right = 0;
    for (int n = 0; n < 20; n++) {
      right += risk.margin(n) > 1 ? 1 : 0;
    }
    if (outcome.reason().equals("log-risk")) {
      // Every example is right, and the time is the inverse of the risk up to powers of log t.
      assertThat(right).isEqualTo(20);
      assertThat(course.logTime() + course.logRisk()).isBetween(-40.0, 40.0);
    } else {
      // What keeps the risk up is an example that no unit sees or that is wrong.
      assertThat(right).isLessThan(20);
      assertThat(course.logRisk()).isGreaterThan(Math.log(1 / 20.0) - 1e-6);
    }
  }
}
