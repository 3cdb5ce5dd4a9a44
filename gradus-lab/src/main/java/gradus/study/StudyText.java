package gradus.study;

import java.nio.charset.StandardCharsets;

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
    return Sha256.of(canonical.getBytes(StandardCharsets.UTF_8));
  }
}
