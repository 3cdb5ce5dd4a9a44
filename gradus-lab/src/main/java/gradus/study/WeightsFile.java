package gradus.study;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import gradus.num.BadInput;
import gradus.num.Matrix;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weights as JSON: a list of matrices {@code [[[...]]]}, layer by layer, rows = outputs.
 *
 * <p>Numbers are written in the shortest form that reads back to the same double, so that writing
 * and reading returns every bit. Reading bounds the file and refuses ragged rows, empty matrices
 * and numbers that are not finite, with line and column.
 */
public final class WeightsFile {
  private static final long MAX_BYTES = 4L << 30;
  private static final int MAX_MATRICES = 10_000;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(4)
                  .maxNumberLength(64)
                  .maxDocumentLength(MAX_BYTES)
                  .build())
          .build();

  private WeightsFile() {}

  /** Writes matrices to a stream. */
  static void write(OutputStream out, List<Matrix> matrices) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartArray();
      for (Matrix matrix : matrices) {
        json.writeRaw('\n');
        json.writeStartArray();
        for (int i = 0; i < matrix.rows(); i++) {
          json.writeStartArray();
          for (int j = 0; j < matrix.cols(); j++) {
            json.writeNumber(matrix.at(i, j));
          }
          json.writeEndArray();
        }
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeRaw('\n');
    }
  }

  /** The matrices in a file. */
  public static List<Matrix> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw BadInput.in(file, "no such file; weights are JSON, a list of matrices [[[...]], ...]");
    }
    try (JsonParser json = JSON.createParser(file.toFile())) {
      return new Reading(file, json).matrices();
    } catch (JsonParseException e) {
      throw at(file, e.getLocation(), "not valid JSON: " + firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read: " + firstLine(e.getMessage()), e);
    }
  }

  private static BadInput at(Path file, JsonLocation location, String message) {
    return BadInput.at(
        file, location.getLineNr(), "column %d: %s".formatted(location.getColumnNr(), message));
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "unknown reason" : message.lines().findFirst().orElse("");
  }

  /** One pass over a file. */
  private record Reading(Path file, JsonParser json) {
    List<Matrix> matrices() throws IOException {
      expect(json.nextToken(), JsonToken.START_ARRAY, "a list of matrices [[[...]], ...]");
      List<Matrix> matrices = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (matrices.size() == MAX_MATRICES) {
          throw wrong("more than " + MAX_MATRICES + " matrices");
        }
        matrices.add(matrix());
      }
      if (json.nextToken() != null) {
        throw wrong("something follows the list of matrices");
      }
      return matrices;
    }

    private Matrix matrix() throws IOException {
      expect(json.currentToken(), JsonToken.START_ARRAY, "a matrix, a list of rows");
      double[] values = new double[64];
      int count = 0;
      int rows = 0;
      int cols = 0;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        expect(json.currentToken(), JsonToken.START_ARRAY, "a row, a list of numbers");
        int start = count;
        while (json.nextToken() != JsonToken.END_ARRAY) {
          if (count == values.length) {
            values = Arrays.copyOf(values, grown(count));
          }
          values[count++] = number();
        }
        if (rows > 0 && count - start != cols) {
          throw wrong(
              "row %d has %d numbers where the rows above have %d"
                  .formatted(rows + 1, count - start, cols));
        }
        cols = count - start;
        rows++;
      }
      if (count == 0) {
        throw wrong("a matrix without numbers");
      }
      return Matrix.wrap(rows, cols, Arrays.copyOf(values, count));
    }

    private int grown(int count) {
      if (count > Integer.MAX_VALUE / 4) {
        throw wrong("a matrix of more than " + Integer.MAX_VALUE / 4 + " numbers");
      }
      return 2 * count;
    }

    private double number() throws IOException {
      if (!json.currentToken().isNumeric()) {
        throw wrong("expected a number, but " + json.getText() + " came");
      }
      double value = json.getDoubleValue();
      if (!Double.isFinite(value)) {
        throw wrong(json.getText() + " is not a finite number");
      }
      return value;
    }

    private void expect(JsonToken came, JsonToken expected, String what) throws IOException {
      if (came != expected) {
        throw wrong(
            "expected %s, but %s came".formatted(what, came == null ? "nothing" : json.getText()));
      }
    }

    private BadInput wrong(String message) {
      return at(file, json.currentTokenLocation(), message);
    }
  }
}
