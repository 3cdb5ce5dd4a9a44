package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.RankCorrelation;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.flow.MetropolisLangevin;
import gradus.num.Interval;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** B-Conj: does stochastic descent prefer the more degenerate of equally deep minima? */
record DegenerateSelection() implements Claim {
  private static final double[] NULLITY = {0, 1, 2, 3, 4};
  private static final double T = 0.02;

  /** Of the chain's proposals; most are accepted. */
  private static final double H = 0.004;

  /** ησ², and η small against 2/λ_max. */
  private static final double POWER = 0.01;

  private static final double ETA = 0.04;
  private static final double[] KAPPAS = {0.25, 1, 2};

  @Override
  public String id() {
    return "B-Conj";
  }

  @Override
  public List<String> also() {
    return List.of("B §7", "P §4");
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "§7, conjecture");
  }

  @Override
  public String statement() {
    return "SGD, like Langevin's equation, selects with high probability the more degenerate of the"
        + " global minimisers.";
  }

  @Override
  public String formula() {
    return "L_m=\\tfrac12(u_1\\cdots u_m-1)^2+\\tfrac\\kappa2\\sum_{i>m}(u_i-1)^2,\\quad"
        + " \\operatorname{nullity}=m-1,\\quad m=1,\\dots,5";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    int runs = budget.of(4, 8, 16);
    double[][] langevin = new double[runs][];
    double accepted = 0;
    for (int run = 0; run < runs; run++) {
      accepted +=
          langevin(
                  budget.of(30_000, 250_000, 5_000_000),
                  seed.child("langevin").child(run),
                  langevin,
                  run)
              / runs;
    }
    double[] exact = ProductWellsLaw.boltzmann(new ProductWells(1), T);
    double[][] labels = new double[KAPPAS.length][];
    double[][] predicted = new double[KAPPAS.length][];
    Interval[] means = new Interval[KAPPAS.length];
    for (int k = 0; k < KAPPAS.length; k++) {
      ProductWells wells = new ProductWells(KAPPAS[k]);
      predicted[k] = ProductWellsLaw.labelNoise(wells, POWER);
      double[][] seen = new double[runs][];
      for (int run = 0; run < runs; run++) {
        seen[run] =
            labelNoise(
                wells,
                budget.of(60_000, 800_000, 15_000_000),
                seed.child("labels").child(k).child(run).random());
      }
      labels[k] = mean(seen);
      means[k] = nullity(seen);
    }
    Batches batches = batches(budget.of(100, 1000, 20_000), seed.child("batches").random());
    Interval atT = nullity(langevin);
    double[] cold = {1e-6, 1e-8};
    double[] logT = new double[cold.length];
    double[][] logOdds = new double[2][cold.length];
    for (int i = 0; i < cold.length; i++) {
      double[] p = ProductWellsLaw.boltzmann(new ProductWells(1), cold[i]);
      logT[i] = Math.log(cold[i]);
      logOdds[0][i] = Math.log(p[1] / p[0]);
      logOdds[1][i] = Math.log(p[4] / p[0]);
    }
    return Judgement.of(
            chance("Langevin, \\(\\kappa=1\\)", mean(langevin)),
            chance("one example a step, \\(\\kappa=1\\)", batches.masses),
            chance("noise on the labels, \\(\\kappa=0.25\\)", labels[0]),
            chance("noise on the labels, \\(\\kappa=1\\)", labels[1]),
            // Five standard errors of the mean over chains; each of them mixes many times.
            Evidence.near(
                    "mean nullity under Langevin, \\(T=0.02\\), against quadrature",
                    atT.estimate(),
                    mean(exact),
                    error(atT, runs) + 1e-3)
                .ofCorrection(),
            Evidence.near(
                    "slope in \\(\\log T\\) of the log odds of nullity 1 against 0, \\(T=10^{-6}\\)"
                        + " to \\(10^{-8}\\)",
                    Vectors.slope(logT, logOdds[0]),
                    -0.5,
                    0.01)
                .ofCorrection(),
            Evidence.near(
                    "the same of nullity 4 against 0", Vectors.slope(logT, logOdds[1]), -2, 0.04)
                .ofCorrection(),
            Evidence.near(
                    "changes of the well once \\(L\\le10^{-6}\\), one example a step",
                    batches.changes,
                    0,
                    0)
                .ofCorrection(),
            label(0, means, predicted, runs),
            label(1, means, predicted, runs),
            label(2, means, predicted, runs))
        .corrected(
            "It is a law of white noise: the odds of a minimum with \\(k\\) null directions against"
                + " one with none grow like \\(T^{-k/2}\\) as \\(T\\to0\\). The noise of batches"
                + " vanishes where all examples are fitted, and descent stays at the first such"
                + " minimum. Noise on the labels acts across valleys only: what it prefers is a"
                + " small trace of the Hessian, at odds that do not grow as the noise vanishes, and"
                + " that may be that of the least degenerate.")
        .with(figure(mean(langevin), exact, batches.masses, labels, predicted))
        .noting(
            String.format(
                Locale.ROOT,
                "Parts of the wells from nullity 0 to 4. Langevin: %s (exact %s; %.0f %% of"
                    + " proposals accepted). One example a step, %d starts: %s.",
                text(mean(langevin)),
                text(exact),
                100 * accepted,
                batches.starts,
                text(batches.masses)))
        .noting(
            "Traces of the Hessian at \\(u=1\\): \\(m+\\kappa(5-m)\\), rising with the nullity for"
                + " \\(\\kappa<1\\), all alike for \\(\\kappa=1\\), falling for \\(\\kappa>1\\),"
                + " where degenerate wells are preferred for their trace.")
        .noting(
            "For losses with a finite minimum. Under the exponential loss on separable data the"
                + " infimum is at infinity and any run that reaches it ends fully degenerate"
                + " (P-C1); there is no choice to make.");
  }

  private static Evidence chance(String which, double[] masses) {
    return Evidence.atMost(
        "chance of as large a rank correlation of part and nullity: " + which,
        RankCorrelation.chance(NULLITY, masses),
        0.01);
  }

  /** Beside the error of the mean: what the prediction leaves out is of order ησ² tr/slope. */
  private static Evidence label(int k, Interval[] means, double[][] predicted, int runs) {
    return Evidence.near(
            "mean nullity under noise on the labels, \\(\\kappa=%s\\)".formatted(KAPPAS[k]),
            means[k].estimate(),
            mean(predicted[k]),
            0.1 + error(means[k], runs))
        .ofCorrection();
  }

  /** Student's half width at 1 - 1e-4, from that at 95 %. */
  private static double error(Interval mean, int runs) {
    return mean.halfWidth() * (runs < 5 ? 4 : 3);
  }

  private static double mean(double[] masses) {
    return Vectors.dot(NULLITY, masses);
  }

  private static double[] mean(double[][] masses) {
    double[] sum = new double[NULLITY.length];
    for (double[] m : masses) {
      sum = Vectors.plus(sum, 1.0 / masses.length, m);
    }
    return sum;
  }

  private static Interval nullity(double[][] masses) {
    return Interval.ofMean(
        Arrays.stream(masses).mapToDouble(DegenerateSelection::mean).toArray(), 0.95);
  }

  private static double[] start(double s) {
    double[] x = new double[ProductWells.D + 1];
    Arrays.fill(x, 1);
    x[0] = s;
    return x;
  }

  /** Puts the parts of the wells along a chain into its place; the share of accepted proposals. */
  private static double langevin(int steps, Seed seed, double[][] masses, int run) {
    MetropolisLangevin chain =
        new MetropolisLangevin(
            new ProductWells(1).boltzmann(T),
            H,
            start(run % ProductWells.WELLS * ProductWells.LENGTH),
            seed);
    double[] counts = new double[ProductWells.WELLS];
    for (int t = -steps / 10; t < steps; t++) {
      chain.advance();
      if (t >= 0) {
        counts[ProductWells.cell(chain.at()[0])] += 1.0 / steps;
      }
    }
    masses[run] = counts;
    return chain.acceptanceRate();
  }

  private static double[] labelNoise(ProductWells wells, int steps, RandomGenerator random) {
    double[] x = start(random.nextInt(ProductWells.WELLS) * ProductWells.LENGTH);
    ProductWells.Squares squares = wells.squares();
    double noise = Math.sqrt(POWER / ETA);
    double[] counts = new double[ProductWells.WELLS];
    for (int t = -steps / 10; t < steps; t++) {
      squares.labelNoise(x, ETA, noise, random);
      if (t >= 0) {
        counts[ProductWells.cell(x[0])] += 1.0 / steps;
      }
    }
    return counts;
  }

  /** Where runs that draw one square at each step end, and how many leave their well again. */
  private record Batches(int starts, double[] masses, int changes) {}

  private static Batches batches(int starts, RandomGenerator random) {
    ProductWells.Squares squares = new ProductWells(1).squares();
    double[] masses = new double[ProductWells.WELLS];
    int changes = 0;
    int ended = 0;
    for (int run = 0; run < starts; run++) {
      double[] x = new double[ProductWells.D + 1];
      x[0] = (random.nextDouble() * ProductWells.WELLS - 0.5) * ProductWells.LENGTH;
      for (int i = 1; i <= ProductWells.D; i++) {
        x[i] = 0.7 + 0.6 * random.nextDouble();
      }
      int well = -1;
      for (int t = 0; t < 8_000; t++) {
        squares.oneSquare(x, ETA, random);
        if (well < 0 && t % 100 == 0 && squares.low(x, 1e-6)) {
          well = ProductWells.cell(x[0]);
        }
      }
      if (well >= 0) {
        ended++;
        masses[well]++;
        changes += ProductWells.cell(x[0]) == well ? 0 : 1;
      }
    }
    return new Batches(ended, Vectors.times(1.0 / ended, masses), changes);
  }

  private static String text(double[] masses) {
    StringBuilder text = new StringBuilder();
    for (double mass : masses) {
      text.append(String.format(Locale.ROOT, "%s%.3f", text.isEmpty() ? "" : ", ", mass));
    }
    return text.toString();
  }

  private static Figure figure(
      double[] langevin,
      double[] exact,
      double[] batches,
      double[][] labels,
      double[][] predicted) {
    return Figure.of(
            "selection",
            "What part of the time each well has",
            Axis.linear("nullity"),
            Axis.log10("part"))
        .captioned(
            "Points: chains and runs. Lines: quadrature for Langevin, and the law of traces for"
                + " noise on the labels.")
        .with(Series.line("Langevin, exact", NULLITY, exact))
        .with(Series.points("Langevin", NULLITY, langevin))
        .with(Series.points("one example a step", NULLITY, batches))
        .with(Series.line("labels, κ = 0.25, predicted", NULLITY, predicted[0]))
        .with(Series.points("labels, κ = 0.25", NULLITY, labels[0]))
        .with(Series.line("labels, κ = 2, predicted", NULLITY, predicted[2]))
        .with(Series.points("labels, κ = 2", NULLITY, labels[2]));
  }
}
