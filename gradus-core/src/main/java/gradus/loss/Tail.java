package gradus.loss;

/** How a loss behaves as the margin grows: what it rewards in the end. */
public enum Tail {
  /** Decays like e^-z: never zero, and its gradient flow seeks the largest margin. */
  EXPONENTIAL,
  /** Is zero beyond a finite margin. */
  VANISHING,
  /** Grows again: it asks for a value, not for a margin. */
  TWO_SIDED
}
