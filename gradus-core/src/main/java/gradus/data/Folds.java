package gradus.data;

import gradus.num.BadInput;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which rows (from 0) choose hyperparameters and which measure: train and validation rows for the
 * choice, then pairs of train and test rows whose mean accuracy is reported.
 *
 * @param choice the rows that choose
 * @param pairs the rows that measure
 */
public record Folds(Pair choice, List<Pair> pairs) {
  private static final long MOST_BYTES = 64L << 20;

  /** Copies the list. */
  public Folds {
    pairs = List.copyOf(pairs);
  }

  /**
   * Rows to learn from and rows to be judged on.
   *
   * @param train the former
   * @param test the latter
   */
  public record Pair(int[] train, int[] test) {}

  /**
   * Reads lines of row numbers: train and validation rows of the choice, then a line of train and
   * one of test rows for each pair.
   *
   * @throws BadInput if the file is missing, a row is not one of n, or lines do not pair up
   */
  public static Folds read(Path file, int n) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw BadInput.in(file, "is larger than 64 MiB, too large for row numbers");
      }
      return of(file.toString(), Files.readAllLines(file, StandardCharsets.UTF_8), n);
    } catch (CharacterCodingException e) {
      throw BadInput.in(file, "is not a text of row numbers");
    } catch (IOException e) {
      throw new BadInput("%s: cannot be read as folds".formatted(file), e);
    }
  }

  /** The same from lines. */
  static Folds of(String name, List<String> lines, int n) {
    List<int[]> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        rows.add(numbers(name, i + 1, lines.get(i).strip(), n));
      }
    }
    if (rows.size() < 4 || rows.size() % 2 != 0) {
      throw new BadInput(
          "%s: folds need a line of train rows and one of validation rows, then such pairs of lines, but %d lines came"
              .formatted(name, rows.size()));
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < rows.size(); i += 2) {
      pairs.add(new Pair(rows.get(i), rows.get(i + 1)));
    }
    return new Folds(pairs.getFirst(), pairs.subList(1, pairs.size()));
  }

  private static int[] numbers(String name, int line, String text, int n) {
    return Arrays.stream(text.split("\\s+", -1))
        .mapToInt(
            word -> {
              if (!word.matches("[0-9]{1,9}") || Integer.parseInt(word) >= n) {
                throw BadInput.at(
                    name,
                    line,
                    "a row number from 0 to %d is needed, but '%s' came"
                        .formatted(n - 1, Excerpt.of(word)));
              }
              return Integer.parseInt(word);
            })
        .toArray();
  }

  /**
   * k parts drawn so that each class is spread over all: each part is judged once by the others,
   * and the first pair chooses.
   *
   * @param classes the class of each row
   */
  public static Folds drawn(int[] classes, int k, gradus.num.Seed seed) {
    int n = classes.length;
    if (k < 2 || k > n) {
      throw new BadInput("%d parts of %d rows cannot be made; take 2 to %d".formatted(k, n, n));
    }
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    seed.shuffle(order);
    int[] sorted =
        Arrays.stream(order)
            .boxed()
            .sorted(java.util.Comparator.comparingInt(i -> classes[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Pair> pairs = new ArrayList<>();
    for (int part = 0; part < k; part++) {
      int at = part;
      int[] test = places(n, i -> i % k == at).map(i -> sorted[i]).sorted().toArray();
      int[] train = places(n, i -> i % k != at).map(i -> sorted[i]).sorted().toArray();
      pairs.add(new Pair(train, test));
    }
    return new Folds(pairs.getFirst(), pairs);
  }

  private static java.util.stream.IntStream places(int n, java.util.function.IntPredicate which) {
    return java.util.stream.IntStream.range(0, n).filter(which);
  }
}
