package gradus.cli;

import gradus.num.BadInput;
import gradus.study.CannotWrite;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code gradus} command. */
@Command(
    name = "gradus",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "A laboratory for the theory of deep learning.",
    footer = {
      "",
      "Data files are looked up as named, then under $GRADUS_DATA.",
      "Exit codes: 0 done, 1 a claim did not come out as expected, 2 bad usage or input,",
      "3 the computation failed, 130 interrupted."
    })
public final class Gradus implements Runnable {
  private static final String DEBUG = "--debug";

  private final Streams streams;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = DEBUG,
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error (also by GRADUS_DEBUG=1).")
  private boolean debug;

  private Gradus(Streams streams) {
    this.streams = streams;
  }

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(Streams.standard(), arguments));
  }

  /** Runs one command line. */
  static int run(Streams streams, String... arguments) {
    Gradus gradus = new Gradus(streams);
    CommandLine line =
        new CommandLine(gradus)
            .addSubcommand(new StudyCommand(streams))
            .addSubcommand(new ReproduceCommand(streams))
            .addSubcommand(new MarginCommand(streams))
            .addSubcommand(new NtkCommand(streams).line())
            .addSubcommand(new SpectrumCommand(streams))
            .addSubcommand(new ReportCommand(streams))
            .setOut(streams.outWriter())
            .setErr(streams.errWriter())
            .setParameterExceptionHandler((e, args) -> gradus.misused(e))
            .setExecutionExceptionHandler((e, command, parsed) -> gradus.failed(e));
    try {
      return line.execute(arguments);
    } catch (OutOfMemoryError e) {
      gradus.say("out of memory; give Java more, as GRADUS_JVM=-Xmx8g, or make the study smaller");
      return ExitCode.FAILED;
    } catch (LinkageError | AssertionError | StackOverflowError e) {
      return gradus.failed(e);
    }
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(streams.out());
    }
  }

  private int misused(ParameterException e) {
    CommandLine command = e.getCommandLine();
    say(String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage"));
    UnmatchedArgumentException.printSuggestions(e, command.getErr());
    command.getErr().flush();
    streams.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.BAD_INPUT;
  }

  private int failed(Throwable e) {
    if (e instanceof BadInput) {
      say(e);
      return ExitCode.BAD_INPUT;
    }
    if (e instanceof CannotWrite) {
      say(e);
      return ExitCode.FAILED;
    }
    say(
        "%s; this is a defect of Gradus%s"
            .formatted(e, showsTraces() ? "" : " (--debug shows where)"));
    if (showsTraces()) {
      e.printStackTrace(streams.err());
    }
    return ExitCode.FAILED;
  }

  private void say(Throwable e) {
    say(String.valueOf(e.getMessage()));
    if (showsTraces()) {
      e.printStackTrace(streams.err());
    }
  }

  private void say(String line) {
    streams.err().println("gradus: " + line.replaceAll("\\s*\\R\\s*", " "));
  }

  private boolean showsTraces() {
    return debug || !streams.environment("GRADUS_DEBUG").isEmpty();
  }
}
