package gradus.claims.model;

import gradus.data.DataFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The directory of public data sets that some claims run on: what GRADUS_DATA names. */
public final class DataRoot {
  private static final String VARIABLE = "GRADUS_DATA";

  private DataRoot() {}

  /** The files under it, if it is set and holds {@code name}. */
  public static Optional<DataFiles> with(String name) {
    String root = System.getenv().getOrDefault(VARIABLE, "");
    if (root.isEmpty() || !Files.exists(Path.of(root, name))) {
      return Optional.empty();
    }
    return Optional.of(DataFiles.in(Path.of(root), Optional.empty()));
  }

  /** Why {@link #with} found nothing, for a claim that then cannot be judged. */
  public static String missing(String name) {
    String root = System.getenv().getOrDefault(VARIABLE, "");
    return root.isEmpty()
        ? "%s is not set; it needs %s from there".formatted(VARIABLE, name)
        : "%s is not under %s=%s".formatted(name, VARIABLE, root);
  }
}
