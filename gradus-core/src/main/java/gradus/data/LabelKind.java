package gradus.data;

/** How the labels in a text file are to be taken. */
public enum LabelKind {
  /** Integers and words are classes, numbers with a fraction are real targets. */
  AUTO,
  /** Classes, whatever they look like. */
  CLASSES,
  /** Real targets; every label must be a number. */
  VALUES
}
