package gradus.claims;

/** What came of a claim. */
public enum Verdict {
  /** True as printed, within the stated tolerance. */
  HOLDS("holds"),
  /** True after a named correction of a constant, a sign or an index. */
  HOLDS_CORRECTED("holds, corrected"),
  /** Not true: a counterexample is exhibited. */
  FAILS("fails"),
  /** The run did not satisfy what the statement assumes. */
  HYPOTHESIS_UNMET("hypothesis unmet"),
  /** Neither confirmed nor refuted. */
  INCONCLUSIVE("inconclusive");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** The verdict in words. */
  public String words() {
    return words;
  }
}
