package gradus.claims;

import gradus.num.Seed;
import java.util.List;
import java.util.stream.Stream;

/**
 * A statement of a document that can be run and judged.
 *
 * <p>Text may hold TeX between {@code \(} and {@code \)}, {@code `code`} and {@code **strong**}
 * words. A claim holds no state: {@link #judge} may be called from several threads.
 */
public interface Claim {
  /** Its permanent id, one of the {@link Catalogue}. */
  String id();

  /** Further ids of the catalogue that it answers for. */
  default List<String> also() {
    return List.of();
  }

  /** Where the statement stands. */
  Source source();

  /** The statement in words. */
  String statement();

  /** The statement as a formula, TeX without delimiters; empty where words say it all. */
  default String formula() {
    return "";
  }

  /** What the statement assumes, one line each. */
  default List<String> assumptions() {
    return List.of();
  }

  /** The verdict that the mathematics demands. */
  Verdict expected();

  /**
   * Measures and compares.
   *
   * @param budget how much work to make
   * @param seed what everything random derives from; the claim's own, not shared
   */
  Judgement judge(Budget budget, Seed seed);

  /** All ids it answers for, its own first. */
  default List<String> ids() {
    return Stream.concat(Stream.of(id()), also().stream()).toList();
  }
}
