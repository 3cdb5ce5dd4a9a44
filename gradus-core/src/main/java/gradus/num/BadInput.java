package gradus.num;

/**
 * What a user gave cannot be used; the message names what was asked, what came, and the remedy.
 *
 * <p>The command line prints the message on one line and ends with exit code 2.
 */
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error that speaks for itself: what was asked, what came, what to do. */
  public BadInput(String message) {
    super(message);
  }

  /** The same with the error that revealed it. */
  public BadInput(String message, Throwable cause) {
    super(message, cause);
  }

  /** The error found in line {@code line} (from 1) of a file. */
  public static BadInput at(Object file, long line, String message) {
    return new BadInput(file + ":" + line + ": " + message);
  }

  /** The error found in a file as a whole. */
  public static BadInput in(Object file, String message) {
    return new BadInput(file + ": " + message);
  }
}
