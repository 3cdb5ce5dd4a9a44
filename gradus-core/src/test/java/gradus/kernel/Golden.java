package gradus.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gradus.num.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** Golden files as trees, matrices and vectors. */
final class Golden {
  private Golden() {}

  static JsonNode cases(String file) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + file)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in)).get("cases");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Matrix matrix(JsonNode rows) {
    return Matrix.ofRows(
        StreamSupport.stream(rows.spliterator(), false)
            .map(Golden::vector)
            .toArray(double[][]::new));
  }

  static double[] vector(JsonNode row) {
    return StreamSupport.stream(row.spliterator(), false).mapToDouble(JsonNode::asDouble).toArray();
  }
}
