package gradus.study;

import gradus.num.BadInput;

/**
 * Where something a user wrote stands.
 *
 * @param source the file as the user named it, or the command-line argument
 * @param line the line from 1, or 0 where lines have no meaning
 */
record Place(String source, int line) {
  /** The error to throw for what stands here. */
  BadInput error(String message) {
    return line > 0 ? BadInput.at(source, line, message) : BadInput.in(source, message);
  }
}
