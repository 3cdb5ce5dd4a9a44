package gradus.report;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** Whether the Java runtime can draw text at all. */
final class Fonts {
  private Fonts() {}

  /**
   * Asks for the size of a letter before anything is drawn.
   *
   * @throws FontsMissing if there is no font to draw it with
   */
  static void require() throws FontsMissing {
    require(
        () ->
            new Font(Font.SANS_SERIF, Font.PLAIN, 12)
                .getStringBounds("x", new FontRenderContext(null, true, true)));
  }

  /** Makes one error of the many with which the runtime fails, plain {@code Error} among them. */
  static void require(Runnable probe) throws FontsMissing {
    try {
      probe.run();
    } catch (OutOfMemoryError | StackOverflowError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw new FontsMissing(e);
    }
  }
}
