package gradus.study;

import com.fasterxml.jackson.databind.JsonNode;
import gradus.data.Dataset;
import gradus.data.FileHash;
import gradus.num.BadInput;
import gradus.num.Blas;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a result comes from: {@code manifest.json}. */
final class Provenance {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Provenance() {}

  /** What is known when a run begins. */
  static Map<String, Object> begin(StudyText text, Material material, StudyRun.Options options) {
    Study study = text.study();
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("study", study.name());
    manifest.put("studyHash", text.hash());
    manifest.put("gradus", options.version());
    commit(options).ifPresent(commit -> manifest.put("commit", commit));
    manifest.put("seeds", study.seeds());
    manifest.put("dataSeed", study.dataSeed());
    manifest.put("data", data(material));
    manifest.put("loss", study.loss().label());
    manifest.put("network", material.network().toString());
    manifest.put("parameters", material.network().parameters());
    manifest.put("threads", options.threads());
    manifest.put("blas", Blas.best().label());
    manifest.put("jvm", System.getProperty("java.vm.name") + " " + Runtime.version());
    manifest.put("os", "%s %s".formatted(property("os.name"), property("os.version")));
    manifest.put("cpu", cpu());
    manifest.put("cores", Runtime.getRuntime().availableProcessors());
    manifest.put("heapMiB", Runtime.getRuntime().maxMemory() >> 20);
    manifest.put("started", now());
    return manifest;
  }

  /** The manifest of a run that is resumed; data that have changed since are an error. */
  static Map<String, Object> resume(
      Path file, StudyText text, Material material, StudyRun.Options options) {
    JsonNode before = JsonFile.read(file);
    Map<String, Object> manifest = begin(text, material, options);
    List<String> was = new ArrayList<>();
    before.path("data").path("files").forEach(f -> was.add(f.path("sha256").asText()));
    List<String> is = material.files().stream().map(FileHash::sha256).toList();
    if (!was.equals(is)) {
      throw BadInput.in(
          file,
          "the data files have changed since this run began; bring them back, or give another"
              + " --out");
    }
    List<String> resumed = new ArrayList<>();
    before.path("resumed").forEach(t -> resumed.add(t.asText()));
    resumed.add(now());
    manifest.put("started", before.path("started").asText());
    manifest.put("resumed", resumed);
    return manifest;
  }

  /** Adds what is known when a run ends. */
  static void end(Map<String, Object> manifest, RunResult result) {
    manifest.put("finished", now());
    manifest.put("wallSeconds", result.arms().stream().mapToDouble(ArmResult::wallSeconds).sum());
  }

  private static Map<String, Object> data(Material material) {
    Dataset train = material.train();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", train.name());
    data.put("examples", train.size());
    data.put("dimension", train.dimension());
    data.put("classes", train.classCounts());
    data.put("testExamples", material.testExamples() == null ? 0 : material.testExamples().count());
    data.put("files", material.files().stream().map(Provenance::file).toList());
    return data;
  }

  private static Map<String, Object> file(FileHash file) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("path", file.path().toString());
    entry.put("bytes", file.bytes());
    entry.put("sha256", file.sha256());
    return entry;
  }

  /** The commit around the study, or else around the program. */
  private static Optional<String> commit(StudyRun.Options options) {
    return GitCommit.around(options.base()).or(() -> program().flatMap(GitCommit::around));
  }

  private static Optional<Path> program() {
    try {
      CodeSource source = Provenance.class.getProtectionDomain().getCodeSource();
      return source == null
          ? Optional.empty()
          : Optional.ofNullable(Path.of(source.getLocation().toURI()).getParent());
    } catch (URISyntaxException | IllegalArgumentException notAFile) {
      return Optional.empty();
    }
  }

  private static String cpu() {
    try (Stream<String> lines = Files.lines(CPU_INFO, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse(property("os.arch"));
    } catch (IOException elsewhere) {
      return property("os.arch");
    }
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
