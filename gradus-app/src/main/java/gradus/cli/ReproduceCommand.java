package gradus.cli;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.ledger.Ledger;
import gradus.claims.ledger.LedgerEntry;
import gradus.claims.ledger.Reproduction;
import gradus.claims.ledger.Selection;
import gradus.num.Seed;
import gradus.report.LedgerReport;
import gradus.study.CannotWrite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus reproduce}: runs and judges claims, and reports on them. */
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    description =
        "Runs claims of the documents and judges them. Ends with exit code 1 when one does not come"
            + " out as the mathematics demands.")
final class ReproduceCommand implements Callable<Integer> {
  private final Streams streams;
  private final Function<List<String>, List<Claim>> selection;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Claims (default: all built).")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--preset",
      paramLabel = "PRESET",
      description = "How much work: smoke, quick (default) or full.")
  private String preset = "quick";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The directory of the ledger (default: runs/ledger-<preset>).")
  private @Nullable Path out;

  @Option(names = "--list", description = "Lists all claims, built or not, and runs none.")
  private boolean list;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "How many claims run at a time (default: 1).")
  private int jobs = 1;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "What all randomness derives from (default: 1).")
  private long seed = 1;

  @Option(names = "--quiet", description = "Shows no progress.")
  private boolean quiet;

  @Option(names = "--json", description = "Prints the ledger, or the list, as JSON.")
  private boolean json;

  ReproduceCommand(Streams streams) {
    this(streams, Selection::of);
  }

  /** The command over other claims than those that are built. */
  ReproduceCommand(Streams streams, Function<List<String>, List<Claim>> selection) {
    this.streams = streams;
    this.selection = selection;
  }

  @Override
  public Integer call() {
    if (jobs < 1 && spec != null) {
      throw new ParameterException(
          spec.commandLine(), "--jobs needs a whole number of at least 1, not " + jobs);
    }
    List<Claim> claims = selection.apply(ids);
    if (list) {
      streams.out().println(json ? Ledger.listJson() : LedgerTable.list());
      streams.out().flush();
      return ExitCode.DONE;
    }
    Budget budget = Budget.named(preset);
    Path directory = out == null ? Path.of("runs", "ledger-" + budget.label()) : out;
    Reproduction reproduction = new Reproduction(claims, budget, new Seed(seed), directory);
    try (Interruption _ = Interruption.guard(reproduction::interrupt)) {
      int[] count = new int[1];
      Ledger ledger = reproduction.run(jobs, entry -> progress(entry, ++count[0], claims.size()));
      return finish(ledger, directory, reproduction.interrupted());
    }
  }

  private void progress(LedgerEntry entry, int count, int of) {
    if (!quiet) {
      streams
          .err()
          .println(
              String.format(
                  Locale.ROOT,
                  "%3d/%d  %-12s %-17s %6.1f s%s",
                  count,
                  of,
                  entry.claim().id(),
                  entry.verdict().words(),
                  entry.seconds(),
                  entry.asExpected() ? "" : "  NOT AS EXPECTED"));
    }
  }

  private int finish(Ledger ledger, Path directory, boolean interrupted) {
    if (interrupted) {
      streams
          .err()
          .printf(
              "gradus: interrupted; %s holds the %d claims that had ended%n",
              directory.resolve("ledger.json"), ledger.entries().size());
      streams.err().flush();
      return ExitCode.INTERRUPTED;
    }
    Path page = report(ledger, directory);
    if (json) {
      streams.out().println(ledger.json());
    } else {
      streams.out().print(LedgerTable.of(ledger));
      streams.out().printf("%nreport: %s%n", page);
    }
    streams.out().flush();
    for (LedgerEntry entry : ledger.unexpected()) {
      streams
          .err()
          .printf(
              "gradus: %s came out as %s, not as %s%s%n",
              entry.claim().id(),
              entry.verdict(),
              entry.claim().expected(),
              entry.judgement().error().map(reason -> ": " + reason).orElse(""));
    }
    return ledger.unexpected().isEmpty() ? ExitCode.DONE : ExitCode.UNEXPECTED;
  }

  private Path report(Ledger ledger, Path directory) {
    try {
      LedgerReport.Written written = LedgerReport.write(ledger, directory, Version.text());
      written.remark().ifPresent(remark -> streams.err().println("gradus: " + remark));
      return written.page();
    } catch (IOException e) {
      throw new CannotWrite(directory.resolve("index.html"), e);
    }
  }
}
