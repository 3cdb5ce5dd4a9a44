package gradus.study;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A study with the text it was read from.
 *
 * @param study what it says
 * @param canonical the values alone, in one form: two studies are the same if these are
 * @param text the text to keep with the run: as written, or in canonical form if it was changed by
 *     settings
 */
public record StudyText(Study study, String canonical, String text) {
  /** The SHA-256 of the canonical text. */
  public String hash() {
    return sha256(canonical.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
