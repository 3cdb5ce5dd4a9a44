package gradus.claims.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.claims.model.LinearPath;
import gradus.claims.model.Margins;
import gradus.claims.model.Vectors;
import gradus.num.Seed;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SphereProblemTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void minimiser_exponential_isThatOfThePath(int d) {
    SphereProblem problem = SphereProblem.draw(d, new Seed(3)).withExponential();
    double[] start = Vectors.unit(Margins.of(problem.z()).direction());
    for (double radius : new double[] {1, 10, 1000}) {
      LinearPath path = LinearPath.start(problem.z());
      // The path begins at some radius; from there on it is asked for its own.
      LinearPath at = path.upTo(problem.z(), Math.max(radius, path.rho()));
      double[] found = problem.at(at.rho()).minimiser(start);
      assertThat(Vectors.distance(found, at.direction())).isLessThan(1e-9);
    }
  }

  /** The mean direction by weights of random directions, five standard errors. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void mean_isThatOfRandomDirections(int d) {
    SphereProblem problem = SphereProblem.draw(d, new Seed(4)).at(3);
    double[] start = Vectors.unit(Margins.of(problem.z()).direction());
    double[] exact = problem.mean(0.2, problem.minimiser(start));
    RandomGenerator random = new Seed(5).random();
    int draws = 100_000;
    double[] sum = new double[d];
    double total = 0;
    double square = 0;
    for (int k = 0; k < draws; k++) {
      double[] v = Vectors.unit(Vectors.gaussian(d, random));
      double mass = Math.exp(-problem.value(v) / 0.2);
      sum = Vectors.plus(sum, mass, v);
      total += mass;
      square += mass * mass;
    }
    double error = Math.sqrt(square) / total;
    assertThat(Vectors.distance(Vectors.times(1 / total, sum), exact))
        .isCloseTo(0, within(5 * error));
  }
}
