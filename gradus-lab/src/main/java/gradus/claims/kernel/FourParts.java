package gradus.claims.kernel;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.figure.Axis;
import gradus.figure.Figure;
import gradus.figure.Series;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** J-2.3: the four parts of the risk, on a law whose risk is a finite sum. */
record FourParts() implements Claim {
  /** Corners of the cube in six dimensions, labels of 2-XOR turned round with this probability. */
  private static final int D = 6;

  private static final double NOISE = 0.1;
  private static final int M = 64;

  @Override
  public String id() {
    return "J-2.3";
  }

  @Override
  public Source source() {
    return Source.of(Document.JI2020, "§2.3");
  }

  @Override
  public String statement() {
    return "The risk of what is learnt is generalisation + optimisation + concentration +"
        + " representation. The third part tends to 0 with the number of examples; for the first"
        + " it is unclear, as \\(f_S\\) depends on S.";
  }

  @Override
  public String formula() {
    return "\\mathcal R(f_S)=(\\mathcal R(f_S)-\\widehat{\\mathcal R}_S(f_S))+(\\widehat{\\mathcal"
        + " R}_S(f_S)-\\widehat{\\mathcal R}_S(f^*))+(\\widehat{\\mathcal R}_S(f^*)-\\mathcal"
        + " R(f^*))+\\mathcal R(f^*)";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    Matrix x = XorMargin.corners(D);
    double[] y = XorMargin.labels(x);
    TwoLayerRelu network = TwoLayerRelu.start(x, M, seed.child("start"));
    double[] star = TwoLayerRelu.outputs(member(network).preactivations(), network.a());
    double representation = risk(star, y);
    double[] n = {32, 128, 512, 2048, 8192};
    int draws = budget.of(2000, 4000, 20_000);
    double[] third = new double[n.length];
    double[] first = new double[n.length];
    double[] second = new double[n.length];
    double off = 0;
    int runs = budget.of(1, 5, 20);
    for (int k = 0; k < n.length; k++) {
      double square = 0;
      for (int draw = 0; draw < draws; draw++) {
        Sample sample = Sample.draw((int) n[k], y, seed.child("samples").child(k).child(draw));
        double part = sample.risk(star) - representation;
        square += part * part / draws;
        if (draw < runs) {
          double[] f = trained(network, sample, budget.of(100, 400, 2000));
          double generalisation = risk(f, y) - sample.risk(f);
          double optimisation = sample.risk(f) - sample.risk(star);
          first[k] += generalisation / runs;
          second[k] += optimisation / runs;
          double sum = generalisation + optimisation + part + representation;
          off = Math.max(off, Math.abs(sum - risk(f, y)));
        }
      }
      third[k] = Math.sqrt(square);
    }
    Figure figure =
        Figure.of(
                "parts",
                "The four parts of the risk",
                Axis.log10("examples n"),
                Axis.linear("mean; root mean square of the third"))
            .with(Series.line("generalisation", n, first))
            .with(Series.line("optimisation", n, second))
            .with(Series.line("concentration", n, third))
            .with(Series.line("representation", n, filled(n.length, representation)))
            .captioned(
                "Logistic loss; 2-XOR in six dimensions with a tenth of the labels turned round.");
    return Judgement.of(
            Evidence.near("sum of the parts less the risk, largest", off, 0, 1e-12),
            Evidence.near(
                "third part: slope of its root mean square in n",
                KernelLimit.slope(n, third),
                -0.5,
                0.05),
            Evidence.atLeast(
                "first part at n = 32, mean (that of the third is 0: \\(f^*\\) is fixed)",
                first[0],
                0.05))
        .with(figure)
        .noting(
            String.format(
                Locale.ROOT,
                "\\(f^*\\) is the member of the class with four units at \\(\\pm e_1\\pm e_2\\) and"
                    + " the log odds of the law as outputs, its best: fourth part %.4f. First part"
                    + " %.3f at n = 32 and %.4f at n = 8192: on this law, of 64 inputs, it tends to"
                    + " 0 too, since every input is seen.",
                representation,
                first[0],
                first[n.length - 1]))
        .noting(
            "That it need not: a rule that outputs \\(cy_i\\) at \\(x_i\\) and 0 elsewhere has a"
                + " first part of \\(\\ln2-\\ln(1+e^{-c})\\) at every n on a law without atoms.");
  }

  /** A sample as how often each corner came with its own and with the other label. */
  private record Sample(double[] own, double[] other, double[] y) {
    static Sample draw(int n, double[] y, Seed seed) {
      RandomGenerator random = seed.random();
      double[] own = new double[y.length];
      double[] other = new double[y.length];
      for (int i = 0; i < n; i++) {
        int corner = random.nextInt(y.length);
        (random.nextDouble() < NOISE ? other : own)[corner] += 1.0 / n;
      }
      return new Sample(own, other, y);
    }

    double risk(double[] f) {
      double risk = 0;
      for (int i = 0; i < f.length; i++) {
        risk += own[i] * loss(y[i] * f[i]) + other[i] * loss(-y[i] * f[i]);
      }
      return risk;
    }
  }

  private static double risk(double[] f, double[] y) {
    double risk = 0;
    for (int i = 0; i < f.length; i++) {
      risk += ((1 - NOISE) * loss(y[i] * f[i]) + NOISE * loss(-y[i] * f[i])) / f.length;
    }
    return risk;
  }

  private static double loss(double z) {
    return Math.log1p(Math.exp(-z));
  }

  /** Outputs of descent on the sample, step 4. */
  private static double[] trained(TwoLayerRelu start, Sample sample, int steps) {
    TwoLayerRelu network = start;
    for (int t = 0; t < steps; t++) {
      Matrix z = network.preactivations();
      double[] f = TwoLayerRelu.outputs(z, network.a());
      double[] pull = new double[f.length];
      for (int i = 0; i < f.length; i++) {
        double yf = sample.y()[i] * f[i];
        pull[i] =
            sample.y()[i]
                * (sample.own()[i] / (1 + Math.exp(yf)) - sample.other()[i] / (1 + Math.exp(-yf)));
      }
      network = network.moved(4, network.gradient(z, pull));
    }
    return TwoLayerRelu.outputs(network.preactivations(), network.a());
  }

  /** The network of the same signs whose outputs are the log odds: four units, the others 0. */
  private static TwoLayerRelu member(TwoLayerRelu network) {
    Matrix w = Matrix.zeros(M, D);
    int[] used = new int[2];
    for (int s = 0; s < M; s++) {
      int kind = network.a()[s] > 0 ? 1 : 0; // label 1 where the first two signs differ
      if (used[kind] < 2) {
        double side = used[kind]++ == 0 ? 1 : -1;
        w.set(s, 0, side);
        w.set(s, 1, kind == 1 ? -side : side);
      }
    }
    double odds = Math.log((1 - NOISE) / NOISE);
    double output = 2 / Math.sqrt((double) D * M);
    return new TwoLayerRelu(
        network.x(), Matrix.wrap(M, D, Vectors.times(odds / output, w.data())), network.a());
  }

  private static double[] filled(int n, double value) {
    double[] values = new double[n];
    Arrays.fill(values, value);
    return values;
  }
}
