package gradus.report;

import java.io.IOException;

/**
 * No picture can be drawn because the Java runtime finds no fonts on this machine.
 *
 * <p>Pages of {@link HtmlReport} do not need them: the caller may go on without pictures.
 */
public final class FontsMissing extends IOException {
  private static final long serialVersionUID = 1L;

  FontsMissing(Throwable cause) {
    super(
        "figures cannot be drawn as SVG or PNG because this machine has no fonts; install"
            + " fontconfig and a font such as DejaVu (Debian: apt-get install fontconfig"
            + " fonts-dejavu-core)",
        cause);
  }
}
