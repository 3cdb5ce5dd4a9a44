package gradus.data;

import java.util.List;
import java.util.Optional;

/**
 * What was read, and from where.
 *
 * @param train the examples to learn from
 * @param test the test examples, where some were asked for
 * @param files the files behind both, in the order read; empty for a law
 */
public record Loaded(Dataset train, Optional<Dataset> test, List<FileHash> files) {
  /** Copies the list. */
  public Loaded {
    files = List.copyOf(files);
  }
}
