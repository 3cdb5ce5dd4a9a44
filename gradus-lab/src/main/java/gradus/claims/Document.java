package gradus.claims;

import gradus.num.BadInput;
import java.util.stream.Stream;

/** The documents whose statements are judged. */
public enum Document {
  /** Poggio, Banburski, Liao. */
  POGGIO2020(
      "poggio2020",
      "P",
      "Theoretical issues in deep networks",
      "T. Poggio, A. Banburski, Q. Liao, PNAS 117 (2020)"),
  /** Banburski, Liao, Miranda, Poggio, Rosasco, De La Torre, Hidary. */
  BANBURSKI2019(
      "banburski2019",
      "B",
      "Theory III: Dynamics and Generalization in Deep Networks",
      "A. Banburski, Q. Liao, B. Miranda, T. Poggio, L. Rosasco, F. De La Torre, J. Hidary, CBMM"
          + " Memo 90 (2019)"),
  /** Poggio, Kawaguchi, Liao, Miranda, Rosasco and others. */
  POGGIO2018(
      "poggio2018",
      "N",
      "Theory of Deep Learning III: explaining the non-overfitting puzzle",
      "T. Poggio, K. Kawaguchi, Q. Liao, B. Miranda, L. Rosasco and others, CBMM (2018)"),
  /** The abstract of an earlier version of {@link #BANBURSKI2019}. */
  POGGIO2018B(
      "poggio2018b",
      "A",
      "Theory III: Dynamics and Generalization in Deep Networks (earlier abstract)",
      "T. Poggio, Q. Liao, B. Miranda, S. Rakhlin and others, CBMM (2018)"),
  /** Ji. */
  JI2020(
      "ji2020",
      "J",
      "Deep learning foundations: a unified analysis of optimization, generalization and"
          + " representation",
      "Z. Ji, University of Illinois (2020)");

  private final String key;
  private final String letter;
  private final String title;
  private final String reference;

  Document(String key, String letter, String title, String reference) {
    this.key = key;
    this.letter = letter;
    this.title = title;
    this.reference = reference;
  }

  /** The name by which sources cite it. */
  public String key() {
    return key;
  }

  /** The letter with which the ids of its statements begin. */
  public String letter() {
    return letter;
  }

  /** Its title. */
  public String title() {
    return title;
  }

  /** Its authors and where it appeared. */
  public String reference() {
    return reference;
  }

  /**
   * The document of a key.
   *
   * @throws BadInput if there is none
   */
  public static Document of(String key) {
    return Stream.of(values())
        .filter(document -> document.key.equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "unknown document '%s'; there are %s"
                        .formatted(key, Stream.of(values()).map(Document::key).toList())));
  }
}
