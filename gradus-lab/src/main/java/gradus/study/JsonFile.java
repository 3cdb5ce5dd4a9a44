package gradus.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import gradus.num.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small JSON files: manifests and results. Reading yields plain trees and builds no objects. */
final class JsonFile {
  private static final long MAX_BYTES = 256L << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonFile() {}

  static void write(Path file, Map<String, Object> value) {
    AtomicFile.write(file, text(value) + "\n");
  }

  static String text(Map<String, Object> value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of plain values can be written", e);
    }
  }

  static JsonNode read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw BadInput.in(file, "is larger than 256 MiB, too large for what it should be");
      }
      return JSON.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new BadInput("%s:%d: not valid JSON".formatted(file, e.getLocation().getLineNr()), e);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read: " + CannotWrite.reason(e), e);
    }
  }

  /** JSON has no NaN and no infinity; both become null. */
  static @Nullable Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** The number at a key; NaN for null or none. */
  static double number(JsonNode node, String key) {
    return node.path(key).asDouble(Double.NaN);
  }
}
