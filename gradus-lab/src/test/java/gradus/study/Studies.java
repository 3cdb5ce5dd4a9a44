package gradus.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Small studies to run in tests. */
final class Studies {
  /** Three arms of every kind on a separable law; a second or less. */
  static final String SMALL =
      """
      name: small
      data: {law: "linear:n=24,d=3,margin=0.2,test=50", bias: true}
      network: [dense 6 relu, dense 1]
      init: {scheme: gaussian, scale: 0.5}
      loss: exponential
      seed: 3
      arms:
        - {name: descent, solver: descent, step: 0.1, until: {steps: 400}}
        - {name: adam, solver: descent, step: 0.01, adam: true, until: {steps: 400}}
        - {name: sgd, solver: sgd, batch: 5, step: 0.05, momentum: 0.9, until: {steps: 400}}
      record: {every: 37}
      """;

  private Studies() {}

  static StudyText parse(String text, String... settings) {
    return StudyReader.parse("s.yaml", text, "s", java.util.List.of(settings));
  }

  static StudyRun.Options options(Path out, boolean resume) {
    return options(out, resume, 1);
  }

  static StudyRun.Options options(Path out, boolean resume, int threads) {
    Path base = out.toAbsolutePath().getParent();
    return new StudyRun.Options(
        out, base == null ? out : base, Optional.empty(), resume, threads, "test");
  }

  static RunResult run(StudyText text, Path out) {
    return new StudyRun(text, options(out, false), RunListener.silent()).run();
  }

  static String content(Path directory, String file) throws IOException {
    return Files.readString(directory.resolve(file));
  }
}
