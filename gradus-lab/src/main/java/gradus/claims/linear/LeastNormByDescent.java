package gradus.claims.linear;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.margin.Interpolation;
import gradus.num.Blas;
import gradus.num.Cholesky;
import gradus.num.Matrix;
import gradus.num.Seed;
import gradus.num.Svd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** N-L2: descent from zero finds the solution of least norm. */
record LeastNormByDescent() implements Claim {
  private static final int[] BATCHES = {1, 4, 10};

  @Override
  public String id() {
    return "N-L2";
  }

  @Override
  public List<String> also() {
    return List.of("N-L3", "N-T1", "N-C1");
  }

  @Override
  public Source source() {
    return Source.of(
        Document.POGGIO2018, "Lemmas 2 and 3, Theorem 1, Corollary 1 (SI 6.2.1, equations 9-12)");
  }

  @Override
  public String statement() {
    return "Of all solutions of \\(Xw=y\\) the vector \\(w_\\dagger\\) has the least norm; from"
        + " zero, gradient descent and stochastic gradient descent stay in the span of the rows of"
        + " X, bring the loss below any \\(\\varepsilon\\), and converge to \\(w_\\dagger\\).";
  }

  @Override
  public String formula() {
    return "w_\\dagger=X^\\top(XX^\\top)^{-1}y,\\qquad w_t=X^\\top\\alpha_t\\to w_\\dagger";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "X (n x d) has rank n",
        "the start is zero",
        "unstated in the document: steps \\(\\eta<2/\\lambda_{\\max}(X^\\top X/n)\\) for all"
            + " examples at a time, \\(\\eta\\le1/\\max_i\\|x_i\\|^2\\) for one");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double formula = 0;
    double least = 0;
    double descent = 0;
    double off = 0;
    double kept = 0;
    double[] stochastic = new double[BATCHES.length];
    double diverged = Double.POSITIVE_INFINITY;
    double meanLoss = 0;
    int draws = budget.of(2, 10, 50);
    for (int draw = 0; draw < draws; draw++) {
      RandomGenerator random = seed.child(draw).random();
      int n = 10 + random.nextInt(11);
      int d = 3 * n + random.nextInt(2 * n);
      Matrix x = Vectors.gaussian(n, d, random);
      double[] y = Vectors.gaussian(n, random);
      double[] best = Interpolation.of(x, y).w();
      double size = Vectors.norm(best);
      RowSpan span = RowSpan.of(x);
      formula = Math.max(formula, Vectors.distance(byGram(x, y), best) / size);
      double[] other = Vectors.plus(best, 1, span.orthogonal(Vectors.gaussian(d, random)));
      double apart = Vectors.distance(other, best);
      least =
          Math.max(least, Math.abs(Vectors.dot(other, other) / (size * size + apart * apart) - 1));
      double most = Math.pow(Svd.of(x).norm(), 2) / n;
      double[] w = descend(x, y, new double[d], 1 / most, 600);
      descent = Math.max(descent, Vectors.distance(w, best) / size);
      off = Math.max(off, Vectors.norm(span.orthogonal(w)) / size);
      double[] start = Vectors.gaussian(d, random);
      double[] fromElsewhere = descend(x, y, start, 1 / most, 600);
      kept =
          Math.max(
              kept,
              Vectors.distance(fromElsewhere, Vectors.plus(best, 1, span.orthogonal(start)))
                  / Vectors.norm(start));
      double[] far = descend(x, y, new double[d], 2.02 / most, 1000);
      diverged = Math.min(diverged, loss(x, y, far) / loss(x, y, new double[d]));
      for (int b = 0; b < BATCHES.length; b++) {
        double[] s = stochastic(x, y, BATCHES[b], random);
        stochastic[b] = Math.max(stochastic[b], Vectors.distance(s, best) / size);
        off = Math.max(off, Vectors.norm(span.orthogonal(s)) / size);
        meanLoss += loss(x, y, s) / loss(x, y, new double[d]) / (draws * BATCHES.length);
      }
    }
    List<Evidence> evidence = new ArrayList<>();
    // Condition numbers of XXᵀ are below 100 here: 1e-12 leaves two digits to a Gram matrix.
    evidence.add(
        Evidence.near(
            "largest distance of \\(X^\\top(XX^\\top)^{-1}y\\), by Cholesky, to the solution by"
                + " singular values, relative",
            formula,
            0,
            1e-12));
    evidence.add(
        Evidence.near(
            "defect of \\(\\|\\hat w\\|^2=\\|w_\\dagger\\|^2+\\|\\hat w-w_\\dagger\\|^2\\) for"
                + " other solutions, relative",
            least,
            0,
            1e-12));
    evidence.add(
        Evidence.near(
            "largest distance of descent to \\(w_\\dagger\\), relative", descent, 0, 1e-10));
    for (int b = 0; b < BATCHES.length; b++) {
      evidence.add(
          Evidence.near(
              "the same of stochastic descent, batches of " + BATCHES[b], stochastic[b], 0, 1e-6));
    }
    evidence.add(
        Evidence.atMost(
            "mean loss at the end of stochastic descent over that at the start", meanLoss, 1e-12));
    evidence.add(
        Evidence.near(
            "largest component off the span of the rows, all of these, relative", off, 0, 1e-12));
    return Judgement.of(evidence)
        .noting(
            String.format(
                Locale.ROOT,
                "From a Gaussian start descent ends at \\(w_\\dagger\\) plus the start's component"
                    + " off the span, to %.1e: the zero start is needed.",
                kept))
        .noting(
            String.format(
                Locale.ROOT,
                "Theorem 1 names no step. At \\(\\eta=2.02/\\lambda_{\\max}\\) the loss grows"
                    + " without bound: in 1000 steps by a factor of at least %.1e.",
                diverged))
        .noting(
            "Stochastic descent by constant steps converges here because all examples can be met at"
                + " once; with noise that no w fits it would hover.");
  }

  private static double[] byGram(Matrix x, double[] y) {
    int n = x.rows();
    Matrix gram = Matrix.zeros(n, n);
    Blas.best().syrk(false, n, x.cols(), 1, x.data(), 0, x.cols(), 0, gram.data(), 0, n);
    return Vectors.transposedProduct(x, Cholesky.of(gram).solve(y));
  }

  /** Steps of descent on ‖Xw - y‖²/(2n). */
  private static double[] descend(Matrix x, double[] y, double[] start, double eta, int steps) {
    double[] w = start.clone();
    double[] e = new double[y.length];
    int n = x.rows();
    int d = x.cols();
    for (int t = 0; t < steps; t++) {
      System.arraycopy(y, 0, e, 0, n);
      Blas.best().gemv(false, n, d, 1, x.data(), 0, d, w, 0, -1, e, 0);
      Blas.best().gemv(true, n, d, -eta / n, x.data(), 0, d, e, 0, 1, w, 0);
    }
    return w;
  }

  /** Steps on random batches, with a step that no batch overshoots. */
  private static double[] stochastic(Matrix x, double[] y, int batch, RandomGenerator random) {
    int d = x.cols();
    double most = 0;
    for (int i = 0; i < x.rows(); i++) {
      most = Math.max(most, Vectors.dot(x.row(i), x.row(i)));
    }
    double eta = 1 / most;
    double[] w = new double[d];
    double[] step = new double[d];
    for (int t = 0; t < 6_000; t++) {
      Arrays.fill(step, 0);
      for (int b = 0; b < batch; b++) {
        int i = random.nextInt(x.rows());
        double e = Blas.best().dot(d, x.data(), i * d, w, 0) - y[i];
        Blas.best().axpy(d, -eta / batch * e, x.data(), i * d, step, 0);
      }
      Blas.best().axpy(d, 1, step, 0, w, 0);
    }
    return w;
  }

  private static double loss(Matrix x, double[] y, double[] w) {
    double[] e = Vectors.plus(Vectors.product(x, w), -1, y);
    return Vectors.dot(e, e) / (2 * y.length);
  }
}
