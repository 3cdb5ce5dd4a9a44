package gradus.study;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file of a run could not be written while the run was under way: the disk is full, or the
 * directory went away. What stood before still stands; the run can be resumed.
 */
public final class CannotWrite extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What could not be written, and why. */
  public CannotWrite(Path file, IOException cause) {
    super(
        "%s: cannot be written: %s; earlier results are intact, and --resume goes on from the last checkpoint"
            .formatted(file, reason(cause)),
        cause);
  }

  /** Why, without the file's name, which system messages repeat. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    int colon = message.lastIndexOf(": ");
    return colon < 0 ? message : message.substring(colon + 2);
  }
}
