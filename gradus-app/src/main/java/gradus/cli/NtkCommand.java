package gradus.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code gradus ntk}: what tangent kernels tell of a data set. */
@Command(
    name = "ntk",
    mixinStandardHelpOptions = true,
    description = "Tangent kernels of infinitely wide networks, and what they decide.")
final class NtkCommand implements Runnable {
  private final Streams streams;

  NtkCommand(Streams streams) {
    this.streams = streams;
  }

  /** The command with those below it. */
  CommandLine line() {
    return new CommandLine(this)
        .addSubcommand(new NtkKernelCommand(streams))
        .addSubcommand(new NtkMarginCommand(streams))
        .addSubcommand(new NtkWidthCommand(streams))
        .addSubcommand(new NtkClassifyCommand(streams));
  }

  @Override
  public void run() {
    line().usage(streams.out());
  }
}
