package gradus.data;

import gradus.num.Suggestion;
import java.util.Collection;

/** Says which names are allowed and which of them a user probably meant. */
final class Spelling {
  private static final int LISTED = 20;
  private static final int SEARCHED = 1000;

  private Spelling() {}

  /** {@code "'iris-setoza' (did you mean 'iris-setosa'?)"}, or the quoted word alone. */
  static String quoted(String came, Collection<String> allowed) {
    return "'%s'%s"
        .formatted(
            Excerpt.of(came),
            Suggestion.didYouMean(came, allowed.stream().limit(SEARCHED).toList()));
  }

  /** The allowed names with commas between, the first twenty of a long list. */
  static String list(Collection<String> allowed) {
    String head = String.join(", ", allowed.stream().limit(LISTED).map(Excerpt::of).toList());
    int more = allowed.size() - LISTED;
    return more > 0 ? head + " and " + more + " more" : head;
  }
}
