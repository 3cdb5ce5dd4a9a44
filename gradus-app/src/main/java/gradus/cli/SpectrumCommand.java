package gradus.cli;

import gradus.curvature.Curvature;
import gradus.curvature.Subspace;
import gradus.curvature.Survey;
import gradus.curvature.SurveyPlan;
import gradus.num.BadInput;
import gradus.num.Seed;
import gradus.report.SpectrumReport;
import gradus.report.StudyReport;
import gradus.study.CannotWrite;
import gradus.study.Standpoint;
import gradus.study.SurveyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus spectrum}: the Hessian at a point of a study. */
@Command(
    name = "spectrum",
    mixinStandardHelpOptions = true,
    description =
        "The Hessian of a study's training risk: its eigenvalues, its flat directions and why they"
            + " are flat. Without --dense, --top or --density it is dense up to 1500 trained"
            + " weights, and a density beyond.")
final class SpectrumCommand implements Callable<Integer> {
  /** Dense takes a few seconds up to here. */
  private static final int DENSE_UNASKED = 1500;

  private static final int ENDS = 8;
  private static final int STEPS = 100;
  private static final int VECTORS = 16;

  private final Streams streams;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "STUDY-or-RUN",
      description = "A study in YAML, which is trained, or the directory of a run.")
  private Path place = Path.of("");

  @Option(names = "--arm", paramLabel = "A", description = "Which arm (default: the first).")
  private @Nullable String arm;

  @Option(
      names = "--at",
      paramLabel = "STEP",
      description = "At which step (default: the end). The arm is trained anew up to there.")
  private @Nullable Long at;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "Weights to look at in place of those of the arm.")
  private @Nullable Path weights;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Changes the study, as arms.descent.step=0.05; may be given again.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--spheres",
      description =
          "On the product of the spheres on which each layer has its norm: what directions alone"
              + " can do.")
  private boolean spheres;

  @ArgGroup(exclusive = true)
  private How how = new How();

  /** One of three ways to look. */
  static final class How {
    @Option(names = "--dense", description = "All eigenvalues, nullity and its reasons.")
    private boolean dense;

    @Option(
        names = "--top",
        paramLabel = "K",
        description = "The K largest eigenvalues and the least, by Lanczos.")
    private @Nullable Integer top;

    @Option(
        names = "--density",
        description = "The density of the eigenvalues, by stochastic Lanczos quadrature.")
    private boolean density;
  }

  @Option(
      names = "--max-memory",
      paramLabel = "GIB",
      description = "Refuse what needs more (default: half of what Java may use).")
  private @Nullable Double maxMemory;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides the random vectors (default: 1).")
  private long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where report and numbers go (default: the run, or runs/<study>-spectrum).")
  private @Nullable Path out;

  @Option(names = "--quiet", description = "Shows no progress.")
  private boolean quiet;

  @Option(names = "--json", description = "Prints the numbers as one JSON object.")
  private boolean json;

  SpectrumCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    checkNumbers();
    Standpoint from = standpoint();
    SurveyPlan plan = plan(Subspace.trained(from.risk().network()).dimension(), false);
    Survey survey =
        spheres
            ? Survey.onSpheres(from.risk(), from.weights(), plan)
            : Survey.of(from.risk(), from.weights(), plan);
    Path directory =
        Optional.ofNullable(out)
            .or(from::directory)
            .orElse(Path.of("runs", from.study().name() + "-spectrum"));
    Path page = write(from, plan, survey, directory);
    if (json) {
      streams.out().println(SurveyFile.text(from, plan.label(), survey));
    } else {
      streams.out().print(SpectrumTable.of(from, survey));
      streams.out().printf("%nreport: %s%n", page);
    }
    streams.out().flush();
    return ExitCode.DONE;
  }

  private void checkNumbers() {
    if (at != null && at < 0) {
      throw misused("--at needs a step of at least 0, not " + at);
    }
    if (how.top != null && how.top < 1) {
      throw misused("--top needs at least 1 eigenvalue, not " + how.top);
    }
    if (maxMemory != null && !(maxMemory > 0)) {
      throw misused("--max-memory needs a positive number of GiB, not " + maxMemory);
    }
  }

  private ParameterException misused(String message) {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the spec");
    }
    return new ParameterException(spec.commandLine(), message);
  }

  private Standpoint standpoint() {
    Standpoint.Wanted wanted =
        new Standpoint.Wanted(
            place,
            settings,
            Optional.ofNullable(arm),
            at == null ? OptionalLong.empty() : OptionalLong.of(at),
            Optional.ofNullable(weights),
            streams.dataRoot());
    try (ProgressDisplay display = new ProgressDisplay(streams, streams.terminal() && !quiet, 1)) {
      return Standpoint.of(wanted, display, p -> plan(p, true));
    }
  }

  /** The plan asked for, or the one that fits; refuses what needs too much memory. */
  private SurveyPlan plan(int p, boolean says) {
    Seed own = new Seed(seed);
    SurveyPlan density = new SurveyPlan.Density(STEPS, VECTORS, own);
    long allowed =
        maxMemory == null ? Runtime.getRuntime().maxMemory() / 2 : (long) (maxMemory * (1L << 30));
    boolean dense =
        how.dense
            || (how.top == null
                && !how.density
                && p <= DENSE_UNASKED
                && Curvature.denseBytes(p) <= allowed);
    SurveyPlan plan =
        dense
            ? new SurveyPlan.Dense(ENDS)
            : how.top == null ? density : new SurveyPlan.Top(how.top, own);
    long needed = plan.bytes(p);
    if (needed > allowed) {
      String remedy =
          dense
              ? "take --top 10 or --density, which need about %s".formatted(gib(density.bytes(p)))
              : "take fewer eigenvalues";
      throw new BadInput(
          "%s of %,d weights needs about %s, but --max-memory allows %s; %s, or allow more"
              .formatted(
                  dense ? "a dense Hessian" : "this spectrum",
                  p,
                  gib(needed),
                  gib(allowed),
                  remedy));
    }
    if (dense && says && !quiet) {
      streams
          .err()
          .printf(
              "gradus: the dense Hessian of %,d weights needs about %s of %s%n",
              p, gib(needed), gib(allowed));
      streams.err().flush();
    }
    return plan;
  }

  private static String gib(long bytes) {
    return bytes < 1L << 27
        ? String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1L << 20))
        : String.format(Locale.ROOT, "%,.2f GiB", bytes / (double) (1L << 30));
  }

  private Path write(Standpoint from, SurveyPlan plan, Survey survey, Path directory) {
    try {
      StudyReport.Written written = SpectrumReport.write(from, survey, directory, Version.text());
      SurveyFile.write(
          from,
          plan.label(),
          survey,
          directory.resolve(SpectrumReport.name(from, survey) + ".json"));
      written.remark().ifPresent(remark -> streams.err().println("gradus: " + remark));
      return written.page();
    } catch (IOException e) {
      throw new CannotWrite(directory, e);
    }
  }
}
