package gradus.claims;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;

/**
 * What refutes a statement, as files that anybody can run again.
 *
 * @param words what it is and what it shows; may hold TeX
 * @param files contents by name, relative to one directory; {@code study.yaml} is what {@code
 *     gradus study} runs, the others are what it names
 */
public record Counterexample(String words, Map<String, String> files) {
  /** The file that is run. */
  public static final String STUDY = "study.yaml";

  /** Checks the names; a study is among them. */
  public Counterexample {
    files = Map.copyOf(files);
    for (Entry<String, String> file : files.entrySet()) {
      if (!file.getKey().matches("[a-z0-9][a-z0-9._-]*")) {
        throw new IllegalArgumentException("'" + file.getKey() + "' is no plain file name");
      }
    }
    if (!files.containsKey(STUDY)) {
      throw new IllegalArgumentException("the files of a counterexample must hold " + STUDY);
    }
  }

  /** One that a study shows. */
  public static Counterexample study(String words, String yaml) {
    return new Counterexample(words, Map.of(STUDY, yaml));
  }

  /** The same with one more file that its study names. */
  public Counterexample with(String name, String content) {
    Map<String, String> more = new LinkedHashMap<>(files);
    more.put(name, content);
    return new Counterexample(words, more);
  }
}
