package gradus.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command may touch outside itself.
 *
 * @param out where results go
 * @param err where everything else goes
 * @param terminal whether somebody watches the standard error stream
 * @param environment the environment variables
 */
record Streams(
    PrintStream out, PrintStream err, boolean terminal, Map<String, String> environment) {
  /** Those of the process. */
  static Streams standard() {
    return new Streams(System.out, System.err, Terminal.watchesErrors(), System.getenv());
  }

  PrintWriter outWriter() {
    return new PrintWriter(out, true, out.charset());
  }

  PrintWriter errWriter() {
    return new PrintWriter(err, true, err.charset());
  }

  /** An environment variable, empty where it is not set. */
  String environment(String name) {
    return environment.getOrDefault(name, "");
  }

  /** The directory of the user's data. */
  Optional<Path> dataRoot() {
    String root = environment("GRADUS_DATA");
    return root.isEmpty() ? Optional.empty() : Optional.of(Path.of(root));
  }
}
