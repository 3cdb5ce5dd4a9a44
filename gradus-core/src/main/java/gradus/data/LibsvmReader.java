package gradus.data;

import gradus.num.BadInput;
import gradus.num.Matrix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * Reads LIBSVM's sparse text, {@code label index:value index:value ...} with indices from 1 in
 * ascending order, into a dense set; what follows a # is a comment.
 */
final class LibsvmReader {
  private static final int LONGEST_LINE = 1 << 26;

  private final Path path;
  private final ReadOptions options;
  private final LabelColumn labels;
  private final List<int[]> indices = new ArrayList<>();
  private final List<double[]> values = new ArrayList<>();
  private long stored;
  private int largest;

  private LibsvmReader(Path path, ReadOptions options) {
    this.path = path;
    this.options = options;
    this.labels = new LabelColumn(path, "label");
  }

  /** The examples in a LIBSVM file's content. */
  static Dataset read(InputStream content, Path path, String name, ReadOptions options)
      throws IOException {
    LibsvmReader reader = new LibsvmReader(path, options);
    BufferedReader text =
        new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8.newDecoder()));
    StringBuilder line = new StringBuilder();
    for (long number = 1; readLine(text, line, path, number); number++) {
      int comment = line.indexOf("#");
      if (comment >= 0) {
        line.setLength(comment);
      }
      StringTokenizer tokens = new StringTokenizer(line.toString());
      if (tokens.hasMoreTokens()) {
        reader.add(tokens, number);
      }
    }
    return reader.dataset(name);
  }

  private static boolean readLine(BufferedReader text, StringBuilder line, Path path, long number)
      throws IOException {
    line.setLength(0);
    int c = text.read();
    if (c < 0) {
      return false;
    }
    for (; c >= 0 && c != '\n'; c = text.read()) {
      if (line.length() >= LONGEST_LINE) {
        throw BadInput.at(path, number, "a line is longer than " + LONGEST_LINE + " characters");
      }
      line.append((char) c);
    }
    return true;
  }

  private void add(StringTokenizer tokens, long line) {
    String label = tokens.nextToken();
    if (!Decimal.matches(label)) {
      throw BadInput.at(
          path,
          line,
          "a number is needed as label, but '%s' came; a line reads 'label index:value ...'"
              .formatted(Excerpt.of(label)));
    }
    labels.add(label, line);
    int entries = tokens.countTokens();
    stored += entries;
    options.limits().check(path, 1, stored);
    int[] index = new int[entries];
    double[] value = new double[entries];
    int previous = 0;
    for (int k = 0; k < entries; k++) {
      String token = tokens.nextToken();
      int colon = token.indexOf(':');
      String left = colon < 0 ? "" : token.substring(0, colon);
      if (!left.matches("[0-9]{1,9}")) {
        throw refused(line, token, "'index:value' with a whole index is needed");
      }
      index[k] = Integer.parseInt(left);
      value[k] = Decimal.parse(token.substring(colon + 1));
      if (index[k] <= previous) {
        throw refused(
            line,
            token,
            previous == 0
                ? "indices count from 1"
                : "indices must ascend, and the last was " + previous);
      }
      if (!Double.isFinite(value[k])) {
        throw refused(line, token, "a finite value is needed");
      }
      previous = index[k];
    }
    int d = options.dimension().orElse(Integer.MAX_VALUE);
    if (previous > d) {
      throw refused(line, "index " + previous, "there are %d features".formatted(d));
    }
    largest = Math.max(largest, previous);
    // A row costs about as much as eight numbers to hold, however short it is.
    options.limits().check(path, indices.size() + 1L, Math.max(largest, 8));
    indices.add(index);
    values.add(value);
  }

  private BadInput refused(long line, String came, String rule) {
    return BadInput.at(path, line, "%s, but '%s' came".formatted(rule, Excerpt.of(came)));
  }

  private Dataset dataset(String name) {
    int n = indices.size();
    int d = options.dimension().orElse(largest);
    if (n == 0 || d == 0) {
      throw BadInput.in(path, "lines 'label index:value ...' are needed, but none came");
    }
    options.limits().check(path, n, d);
    Matrix inputs = Matrix.zeros(n, d);
    for (int i = 0; i < n; i++) {
      int[] index = indices.get(i);
      double[] value = values.get(i);
      for (int k = 0; k < index.length; k++) {
        inputs.set(i, index[k] - 1, value[k]);
      }
    }
    return Dataset.of(name, inputs, labels.labels(options.kind()));
  }
}
