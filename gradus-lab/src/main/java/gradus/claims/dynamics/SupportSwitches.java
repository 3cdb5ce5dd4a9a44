package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.DataRoot;
import gradus.claims.model.NetworkOnData;
import gradus.data.DataFiles;
import gradus.data.DataLaw;
import gradus.data.Dataset;
import gradus.data.ReadOptions;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Mark;
import gradus.figure.Series;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** P-F3: the margin along training, with the switches of the support vector. */
record SupportSwitches() implements Claim {
  /** Marks of more switches than these would hide the curve. */
  private static final int MOST_MARKS = 30;

  /** In the clock of step / risk the stiffness grows like ρ: beyond, steps no longer follow it. */
  private static final double STEP = 0.02;

  private static final double MOST_RHO = 150;

  @Override
  public String id() {
    return "P-F3";
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2020, "Figure 3");
  }

  @Override
  public String statement() {
    return "Once the data are separated the margin of the normalised network never falls, and at "
        + "each switch of the support vector its growth accelerates.";
  }

  @Override
  public String formula() {
    return "\\frac{d}{dt}\\min_ny_nf(V;x_n)\\ge0";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "two classes of images (quick: MNIST 3 and 5; full: two of CIFAR-10, as in the document), "
            + "found under GRADUS_DATA; smoke draws from a law instead",
        "full-batch descent in steps small enough to follow the flow, one epoch each");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    String name = budget == Budget.FULL ? "cifar10" : "mnist";
    Optional<Dataset> found =
        budget == Budget.SMOKE ? Optional.of(law(seed)) : images(budget, name);
    if (found.isEmpty()) {
      return Judgement.inconclusive(DataRoot.missing(name));
    }
    Dataset pool = found.get();
    Network network =
        NetworkOnData.dense(
            pool.dimension(), Nonlinearity.relu(), budget == Budget.FULL ? 32 : 8, 1);
    int switches = 0;
    int accelerations = 0;
    int falls = 0;
    int smoothFalls = 0;
    int readings = 0;
    SupportRun shown = null;
    for (int start = 0; start < budget.of(4, 8, 3); start++) {
      Dataset data = chosen(pool, budget.of(30, 100, 1000), seed.child("examples").child(start));
      SupportRun run =
          SupportRun.of(
              network,
              data,
              STEP,
              budget.of(800, 2000, 8000),
              MOST_RHO,
              seed.child("start").child(start));
      switches += run.switches().length;
      accelerations += run.accelerations();
      falls += SupportRun.falls(run.margins());
      smoothFalls += SupportRun.falls(run.smoothed());
      readings += run.epochs().length;
      if (shown == null || run.switches().length > shown.switches().length) {
        shown = run;
      }
    }
    Judgement judgement =
        Judgement.of(
                Evidence.atLeast("switches of the support vector after separation", switches, 1)
                    .ofHypothesis(),
                Evidence.atMost(
                    "readings at which the least margin is lower than before", falls, 0),
                Evidence.atLeast(
                    "switches after which the mean growth is faster than before",
                    accelerations,
                    switches),
                Evidence.atMost(
                        "readings at which the smoothed margin is lower than before, once "
                            + "\\(\\hat R<\\frac1N\\)",
                        smoothFalls,
                        0)
                    .ofCorrection())
            .corrected(
                "What never falls is the smoothed margin"
                    + " \\(-\\frac1\\rho\\log\\sum_ne^{-\\rho y_nf(V;x_n)}\\), within"
                    + " \\(\\frac1\\rho\\log N\\) of the least one. The least margin itself may"
                    + " fall, because its own example is only one of those that pull. Growth may"
                    + " become faster or slower at a switch.")
            .noting(
                String.format(
                    Locale.ROOT,
                    "On %s: %d switches in %d readings; growth was faster after %d of them; the"
                        + " least margin fell %d times.",
                    pool.name(),
                    switches,
                    readings,
                    accelerations,
                    falls));
    return shown == null ? judgement : judgement.with(figure(shown));
  }

  private static Dataset law(Seed seed) {
    return DataLaw.gaussians(20, 4).draw(200, seed.child("law"));
  }

  private static Optional<Dataset> images(Budget budget, String name) {
    List<String> classes =
        budget == Budget.FULL ? List.of("airplane", "automobile") : List.of("3", "5");
    Optional<DataFiles> files = DataRoot.with(name);
    return files.map(
        root ->
            root.read(name, ReadOptions.usual().withClasses(classes))
                .train()
                .binary(List.of(classes.get(0)), List.of(classes.get(1))));
  }

  private static Dataset chosen(Dataset pool, int n, Seed seed) {
    int[] rows = new int[pool.size()];
    Arrays.setAll(rows, i -> i);
    seed.shuffle(rows);
    return pool.select(Arrays.copyOf(rows, n)).normalised();
  }

  private static Figure figure(SupportRun run) {
    double[] epochs = Arrays.stream(run.epochs()).asDoubleStream().toArray();
    Figure figure =
        Figure.of(
                "margin",
                "The margin and its support vectors",
                Axis.linear("epoch"),
                Axis.linear("normalised margin"))
            .captioned(
                "Marks: the epochs at which another example becomes the one of least margin, with"
                    + " its index.")
            .with(Series.line("least margin", epochs, run.margins()))
            .with(Series.line("smoothed margin", epochs, run.smoothed()));
    int[] switches = run.switches();
    for (int i = 0; i < Math.min(switches.length, MOST_MARKS); i++) {
      figure =
          figure.with(
              Mark.atX(run.epochs()[switches[i]], String.valueOf(run.supports()[switches[i]])));
    }
    return figure;
  }
}
