package gradus.report;

/** The weight of a message, shown by its colour and its word. */
public enum Tone {
  /** Worth knowing. */
  NOTE,
  /** As it should be. */
  GOOD,
  /** To be read with care. */
  WARNING,
  /** It did not work. */
  FAILURE;

  /** The name of this tone in the style sheet. */
  String css() {
    return switch (this) {
      case NOTE -> "note";
      case GOOD -> "good";
      case WARNING -> "warning";
      case FAILURE -> "failure";
    };
  }
}
