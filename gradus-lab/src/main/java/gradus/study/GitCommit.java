package gradus.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commit checked out where a file lies, read from {@code .git} without starting git. */
final class GitCommit {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

  private GitCommit() {}

  /** The commit of the working tree around a directory, if it lies in one that has a commit. */
  static Optional<String> around(Path directory) {
    try {
      for (Path at = directory.toRealPath(); at != null; at = at.getParent()) {
        Path git = at.resolve(".git");
        if (Files.exists(git)) {
          return head(Files.isDirectory(git) ? git : linked(at, git));
        }
      }
    } catch (IOException unreadable) {
      // Provenance tells what can be found; a repository that cannot be read tells nothing.
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** Work trees and submodules have a file {@code .git} that says where the directory is. */
  private static Path linked(Path at, Path file) throws IOException {
    String line = Files.readString(file).strip();
    return at.resolve(line.startsWith("gitdir:") ? line.substring(7).strip() : line).normalize();
  }

  private static Optional<String> head(Path git) throws IOException {
    String head = Files.readString(git.resolve("HEAD")).strip();
    if (!head.startsWith("ref:")) {
      return hash(head);
    }
    String ref = head.substring(4).strip();
    Path common =
        Files.exists(git.resolve("commondir"))
            ? git.resolve(Files.readString(git.resolve("commondir")).strip()).normalize()
            : git;
    for (Path place : Stream.of(git, common).distinct().toList()) {
      if (Files.isRegularFile(place.resolve(ref))) {
        return hash(Files.readString(place.resolve(ref)).strip());
      }
    }
    Path packed = common.resolve("packed-refs");
    if (!Files.isRegularFile(packed)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(packed)) {
      return lines
          .filter(line -> line.endsWith(" " + ref))
          .map(line -> line.substring(0, line.length() - ref.length() - 1))
          .findFirst()
          .flatMap(GitCommit::hash);
    }
  }

  private static Optional<String> hash(String text) {
    return HASH.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }
}
