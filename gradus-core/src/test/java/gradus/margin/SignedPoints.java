package gradus.margin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gradus.net.Draws;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.StreamSupport;

/** Points z_n = y_n x_n for tests. */
final class SignedPoints {
  private SignedPoints() {}

  /** Gaussian points on the right side of a random plane through the origin. */
  static Matrix separable(int n, int d, Seed seed) {
    double[] teacher = Draws.normal(d, seed.child("teacher"));
    Matrix z = Draws.matrix(n, d, seed.child("points"));
    for (int i = 0; i < n; i++) {
      double side = Math.signum(Draws.dot(z.row(i), teacher));
      for (int j = 0; j < d; j++) {
        z.set(i, j, side * z.at(i, j));
      }
    }
    return z;
  }

  /** Weights of sum one, uniform in the simplex. */
  static double[] weights(int n, Seed seed) {
    RandomGenerator random = seed.random();
    double[] q = new double[n];
    double total = 0;
    for (int i = 0; i < n; i++) {
      q[i] = -Math.log(1 - random.nextDouble());
      total += q[i];
    }
    for (int i = 0; i < n; i++) {
      q[i] /= total;
    }
    return q;
  }

  /** min_n ⟨z_n, v⟩, by plain loops. */
  static double least(Matrix z, double[] v) {
    double least = Double.POSITIVE_INFINITY;
    for (int n = 0; n < z.rows(); n++) {
      least = Math.min(least, Draws.dot(z.row(n), v));
    }
    return least;
  }

  /** Σ q_n z_n, by plain loops. */
  static double[] combination(Matrix z, double[] q) {
    double[] sum = new double[z.cols()];
    for (int n = 0; n < z.rows(); n++) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += q[n] * z.at(n, j);
      }
    }
    return sum;
  }

  /** The cases of a golden file that carry their examples. */
  static List<JsonNode> golden(String name) {
    try (InputStream in = SignedPoints.class.getResourceAsStream("/golden/" + name)) {
      JsonNode all = new ObjectMapper().readTree(Objects.requireNonNull(in));
      List<JsonNode> cases = new ArrayList<>();
      all.path("cases").forEach(cases::add);
      return cases.stream().filter(node -> node.has("x")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The points of a golden case. */
  static Matrix points(JsonNode node) {
    double[][] rows = new double[node.path("x").size()][];
    for (int n = 0; n < rows.length; n++) {
      double y = node.path("y").get(n).asDouble();
      rows[n] = doubles(node.path("x").get(n));
      for (int j = 0; j < rows[n].length; j++) {
        rows[n][j] *= y;
      }
    }
    return Matrix.ofRows(rows);
  }

  static double[] doubles(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  static int[] integers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }
}
