package gradus.claims;

import gradus.claims.Evidence.About;
import gradus.figure.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a claim measured, and the verdict that follows.
 *
 * <p>The verdict, by the first rule that applies:
 *
 * <ol>
 *   <li>an error, or no evidence about the statement: inconclusive;
 *   <li>evidence about a hypothesis is out: hypothesis unmet;
 *   <li>all evidence about the printed statement is within, there is some, and neither a correction
 *       nor a counterexample is given: holds;
 *   <li>evidence about the printed statement is out, none about what is true instead is, and there
 *       is a counterexample: fails;
 *   <li>the same with a correction and evidence for it: holds, corrected;
 *   <li>anything else: inconclusive.
 * </ol>
 *
 * @param evidence what was measured
 * @param correction what must be changed in the printed statement; may hold TeX
 * @param counterexample what refutes it
 * @param figures what was seen
 * @param notes what else is worth knowing, one line each; may hold TeX
 * @param error why nothing could be measured
 */
public record Judgement(
    List<Evidence> evidence,
    Optional<String> correction,
    Optional<Counterexample> counterexample,
    List<Figure> figures,
    List<String> notes,
    Optional<String> error) {

  /** Copies the lists. */
  public Judgement {
    evidence = List.copyOf(evidence);
    figures = List.copyOf(figures);
    notes = List.copyOf(notes);
  }

  /** A judgement on this evidence. */
  public static Judgement of(Evidence... evidence) {
    return of(List.of(evidence));
  }

  /** A judgement on this evidence. */
  public static Judgement of(List<Evidence> evidence) {
    return new Judgement(
        evidence, Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty());
  }

  /** Nothing could be measured. */
  public static Judgement inconclusive(String error) {
    return new Judgement(
        List.of(), Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.of(error));
  }

  /** The same with a correction of the printed statement. */
  public Judgement corrected(String text) {
    return new Judgement(evidence, Optional.of(text), counterexample, figures, notes, error);
  }

  /** The same with a counterexample. */
  public Judgement refutedBy(Counterexample example) {
    return new Judgement(evidence, correction, Optional.of(example), figures, notes, error);
  }

  /** The same with one more figure. */
  public Judgement with(Figure figure) {
    List<Figure> more = new ArrayList<>(figures);
    more.add(figure);
    return new Judgement(evidence, correction, counterexample, more, notes, error);
  }

  /** The same with one more remark. */
  public Judgement noting(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Judgement(evidence, correction, counterexample, figures, more, error);
  }

  /** The verdict that follows from the evidence. */
  public Verdict verdict() {
    if (error.isPresent() || (none(About.PRINTED) && none(About.CORRECTED))) {
      return Verdict.INCONCLUSIVE;
    }
    if (!allWithin(About.HYPOTHESIS)) {
      return Verdict.HYPOTHESIS_UNMET;
    }
    if (none(About.PRINTED) || !allWithin(About.CORRECTED)) {
      return Verdict.INCONCLUSIVE;
    }
    if (allWithin(About.PRINTED)) {
      return correction.isEmpty() && counterexample.isEmpty()
          ? Verdict.HOLDS
          : Verdict.INCONCLUSIVE;
    }
    if (counterexample.isPresent()) {
      return Verdict.FAILS;
    }
    return correction.isPresent() && !none(About.CORRECTED)
        ? Verdict.HOLDS_CORRECTED
        : Verdict.INCONCLUSIVE;
  }

  /**
   * The evidence that decided: of what the verdict rests on, the first that is out, or else the
   * first.
   */
  public Optional<Evidence> deciding() {
    About part =
        switch (verdict()) {
          case HYPOTHESIS_UNMET -> About.HYPOTHESIS;
          case HOLDS_CORRECTED -> About.CORRECTED;
          case HOLDS, FAILS, INCONCLUSIVE -> About.PRINTED;
        };
    List<Evidence> bearing = evidence.stream().filter(e -> e.about() == part).toList();
    return bearing.stream()
        .filter(e -> !e.within())
        .findFirst()
        .or(() -> bearing.stream().findFirst());
  }

  private boolean none(About about) {
    return evidence.stream().noneMatch(e -> e.about() == about);
  }

  private boolean allWithin(About about) {
    return evidence.stream().filter(e -> e.about() == about).allMatch(Evidence::within);
  }
}
