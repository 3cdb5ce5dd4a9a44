package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is wrong with the input is said in one line, with exit code 2, and nothing is written.
 */
class BadInputTest {
  @TempDir Path dir;

  private static final String GOOD_CSV = "u,v,label\n1,2,a\n-1,1,b\n2,2,a\n-2,1,b\n";

  private static Arguments study(String what, Map<String, String> lines, String... said) {
    return Arguments.of(what, lines, Map.of(), said);
  }

  private static Arguments arm(String what, String keys, String... said) {
    return study(what, Map.of("arms", "[{name: a, " + keys + "}]"), said);
  }

  private static Arguments data(String what, String file, byte[] content, String... said) {
    return Arguments.of(
        what, Map.of("data", "{file: %s}".formatted(file)), Map.of(file, content), said);
  }

  static Stream<Arguments> inputs() {
    return Stream.of(
        study("unknown key", Map.of("colour", "red"), "unknown key 'colour'", ":8:"),
        study("wrong type", Map.of("seed", "one"), "seed: expected a whole number", "'one' came"),
        study("missing file", Map.of("data", "{file: none.csv}"), "none.csv"),
        data("ragged CSV", "d.csv", bytes("u,v,label\n1,2,a\n1,b\n"), "d.csv:3"),
        data("non-numeric field", "d.csv", bytes("u,v,label\n1,2,a\n1,x,b\n"), "d.csv:3", "'x'"),
        data("NaN", "d.csv", bytes("u,v,label\n1,2,a\n1,NaN,b\n"), "NaN"),
        data("infinity", "d.csv", bytes("u,v,label\n1,2,a\n1,inf,b\n"), "inf"),
        data("one class only", "d.csv", bytes("u,v,label\n1,2,a\n1,3,a\n"), "class"),
        Arguments.of(
            "label column absent",
            Map.of("data", "{file: d.csv, label: lable}"),
            Map.of("d.csv", bytes(GOOD_CSV)),
            new String[] {"lable", "label"}),
        Arguments.of(
            "unknown class",
            Map.of("data", "{file: d.csv, positive: [c], negative: [b]}"),
            Map.of("d.csv", bytes(GOOD_CSV)),
            new String[] {"c", "a, b"}),
        data("empty file", "d.csv", new byte[0], "d.csv"),
        data("truncated gzip", "d.csv.gz", truncated(gzip(GOOD_CSV.repeat(50))), "truncated"),
        data("no gzip", "d.csv.gz", bytes(GOOD_CSV), "gzip"),
        Arguments.of(
            "truncated IDX",
            Map.of("data", "{file: train-images-idx3-ubyte}"),
            Map.of(
                "train-images-idx3-ubyte",
                truncated(images(0x803)),
                "train-labels-idx1-ubyte",
                labels()),
            new String[] {"train-images-idx3-ubyte"}),
        Arguments.of(
            "wrong magic",
            Map.of("data", "{file: train-images-idx3-ubyte, format: idx}"),
            Map.of("train-images-idx3-ubyte", images(0x802), "train-labels-idx1-ubyte", labels()),
            new String[] {"train-images-idx3-ubyte"}),
        study("outputs that do not fit", Map.of("network", "[dense 3 relu, dense 2]"), "outputs"),
        study("labels that do not fit", Map.of("loss", "cross-entropy"), "cross-entropy"),
        Arguments.of(
            "weights that do not fit",
            Map.of("init", "{file: w.json}"),
            Map.of("w.json", bytes("[[[1,2]],[[1]]]")),
            new String[] {"w.json", "W1 is 3 x 2 in the network but 1 x 2 was given"}),
        Arguments.of(
            "ragged weights",
            Map.of("init", "{file: w.json}"),
            Map.of("w.json", bytes("[[[1,2],\n[1]]]")),
            new String[] {"w.json:2: column"}),
        study(
            "step zero",
            Map.of("arms", "[{name: a, solver: descent, step: 0, until: {steps: 5}}]"),
            "arms[0].step: expected a number > 0, but '0' came"),
        study(
            "step below zero",
            Map.of("arms", "[{name: a, solver: descent, step: -1, until: {steps: 5}}]"),
            "arms[0].step: expected a number > 0, but '-1' came"),
        arm(
            "unknown dynamics",
            "dynamics: weigth-norm, solver: flow, until: {log-time: 3}",
            "there is no dynamics 'weigth-norm' (did you mean 'weight-norm'?)"),
        arm(
            "unknown schedule",
            "dynamics: {name: prescribed-rho, schedule: liner, c: 1}, solver: flow, until: {steps:"
                + " 5}",
            "there is no schedule 'liner' (did you mean 'linear'?)"),
        arm(
            "p below 1",
            "dynamics: tangent-gradient(0.5), solver: flow, until: {steps: 5}",
            "arms[0].dynamics: a p-norm needs p of at least 1, or inf, but 0.5 came"),
        arm(
            "log t beyond its state",
            "solver: flow, until: {log-time: 1e16}",
            "arms[0].until.log-time: log t is a double",
            "at most 1e15"),
        arm("a step for a flow", "solver: flow, step: 1, until: {steps: 5}", "arms[0].step: the"),
        arm(
            "noise for a flow",
            "dynamics: langevin(0.1), solver: flow, until: {steps: 5}",
            "use solver: descent"),
        arm(
            "momentum on a sphere",
            "dynamics: lagrange, solver: descent, step: 1, momentum: 0.9, until: {steps: 5}",
            "the states of lagrange lie on a surface"),
        arm(
            "batch-norm without its layer",
            "dynamics: batch-norm, solver: flow, until: {steps: 5}",
            "add batch-norm to its layers"),
        study(
            "too large a network", Map.of("network", "[dense 999999 relu, dense 999999]"), "param"),
        study(
            "unknown law", Map.of("data", "{law: \"lnear\"}"), "'lnear' (did you mean 'linear'?)"),
        study("unknown argument of a law", Map.of("data", "{law: \"linear:m=2\"}"), "no argument"),
        study("no YAML", Map.of("arms", "[{name"), "not valid YAML"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inputs")
  void badInput_isSaidInOneLine_andNothingIsWritten(
      String what, Map<String, String> lines, Map<String, byte[]> files, String[] said)
      throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(dir.resolve(file.getKey()), file.getValue());
    }
    Path yaml = Files.writeString(dir.resolve("s.yaml"), yaml(lines));
    Path out = dir.resolve("run");
    List<Path> before = everything();
    CommandRun run = CommandRun.of("study", yaml.toString(), "--out", out.toString());
    assertThat(run.err()).as(what).hasLineCount(1).contains(said).doesNotContain("defect");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(everything()).isEqualTo(before);
  }

  private List<Path> everything() throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      return files.sorted().toList();
    }
  }

  /** A good study with some lines replaced or added. */
  private static String yaml(Map<String, String> lines) {
    StringBuilder text = new StringBuilder();
    Map<String, String> good =
        Map.of(
            "name", "x",
            "data", "{law: \"linear:n=20,d=2,margin=0.3\"}",
            "network", "[dense 3 relu, dense 1]",
            "loss", "exponential",
            "seed", "1",
            "record", "{every: 5}",
            "arms", "[{name: a, solver: descent, step: 0.1, until: {steps: 5}}]");
    good.keySet().stream()
        .sorted()
        .forEach(
            key -> text.append("%s: %s%n".formatted(key, lines.getOrDefault(key, good.get(key)))));
    lines.keySet().stream()
        .filter(key -> !good.containsKey(key))
        .forEach(key -> text.append("%s: %s%n".formatted(key, lines.get(key))));
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] truncated(byte[] content) {
    return Arrays.copyOf(content, content.length - 10);
  }

  /** Four images of 2 x 2 pixels. */
  private static byte[] images(int magic) {
    return ByteBuffer.allocate(32).putInt(magic).putInt(4).putInt(2).putInt(2).array();
  }

  private static byte[] labels() {
    return ByteBuffer.allocate(12).putInt(0x801).putInt(4).put(new byte[] {0, 1, 0, 1}).array();
  }
}
