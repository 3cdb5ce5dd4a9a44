package gradus.cli;

import gradus.num.Blas;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the program. */
final class Version implements IVersionProvider {
  /** The version alone. */
  static String text() {
    return Optional.ofNullable(Gradus.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "gradus " + text(),
      "Java %s, %s".formatted(Runtime.version(), System.getProperty("java.vm.name")),
      Blas.best().label()
    };
  }
}
