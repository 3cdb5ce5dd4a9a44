package gradus.num;

import java.util.ArrayList;
import java.util.List;

/**
 * Stochastic Lanczos quadrature: the distribution of the eigenvalues of a symmetric operator from
 * its products with a few random vectors.
 *
 * <p>Several vectors take their steps together, so that an operator may multiply them as a block.
 * Each is kept orthogonal to all before it: the nodes have no ghosts.
 *
 * @param steps m, the number of nodes of a rule
 * @param vectors how many random vectors
 * @param seed decides them
 */
public record StochasticLanczosQuadrature(int steps, int vectors, Seed seed) {
  /** Vectors that take their steps together at most. */
  private static final int TOGETHER = 16;

  /** Doubles that bases may take together: 256 MiB. */
  private static final long MOST_NUMBERS = 1L << 25;

  private static final double ROUND_OFF = 0x1p-50;

  /** Checks the numbers. */
  public StochasticLanczosQuadrature {
    if (steps < 1 || vectors < 2) {
      throw new IllegalArgumentException(
          "a density needs at least 1 step and 2 vectors, not %d and %d".formatted(steps, vectors));
    }
  }

  /** The distribution of the eigenvalues of A; takes steps x vectors products. */
  public SpectralDensity of(SelfAdjointOperator a) {
    int n = a.dimension();
    if (n == 0) {
      throw new IllegalArgumentException("an operator on no dimension has no eigenvalues");
    }
    int m = Math.min(steps, n);
    List<SpectralDensity.Rule> rules = new ArrayList<>();
    while (rules.size() < vectors) {
      int left = vectors - rules.size();
      int together = (int) Math.clamp(MOST_NUMBERS / ((long) m * n), 1L, Math.min(TOGETHER, left));
      rules.addAll(rules(a, m, together, rules.size()));
    }
    return new SpectralDensity(n, rules);
  }

  /** The bytes that the bases for an operator on R^n take. */
  public long bytes(int n) {
    long one = (long) Math.min(steps, n) * n;
    return Double.BYTES * one * Math.clamp(MOST_NUMBERS / one, 1L, Math.min(TOGETHER, vectors));
  }

  private List<SpectralDensity.Rule> rules(SelfAdjointOperator a, int m, int together, int from) {
    int n = a.dimension();
    Walk[] walks = new Walk[together];
    for (int c = 0; c < together; c++) {
      walks[c] = new Walk(n, m, seed.child(from + c));
    }
    Matrix x = Matrix.zeros(n, together);
    Matrix y = Matrix.zeros(n, together);
    for (int step = 0; step < m; step++) {
      for (int c = 0; c < together; c++) {
        walks[c].write(x, c);
      }
      a.apply(x, y);
      for (int c = 0; c < together; c++) {
        walks[c].take(y, c);
      }
    }
    List<SpectralDensity.Rule> rules = new ArrayList<>();
    for (Walk walk : walks) {
      rules.add(walk.rule());
    }
    return rules;
  }

  /** One vector's steps: its basis, and the tridiagonal matrix in it. */
  private static final class Walk {
    private final Orthogonal basis;
    private final Matrix t;
    private final double[] vector;
    private final double[] parts;
    private boolean ended;

    Walk(int n, int m, Seed seed) {
      basis = new Orthogonal(m, n);
      t = Matrix.zeros(m, m);
      vector = new double[n];
      parts = new double[m];
      seed.normals(0, vector);
      basis.append(vector, Blas.best().nrm2(n, vector, 0));
    }

    void write(Matrix x, int c) {
      basis.read(basis.count() - 1, vector);
      for (int i = 0; i < vector.length; i++) {
        x.set(i, c, vector[i]);
      }
    }

    void take(Matrix y, int c) {
      if (ended) {
        return;
      }
      for (int i = 0; i < vector.length; i++) {
        vector[i] = y.at(i, c);
      }
      int j = basis.count() - 1;
      double beta = basis.clear(vector, parts);
      t.set(j, j, parts[j]);
      // Caught in an invariant subspace, the rule is exact already.
      ended = j + 1 == t.rows() || beta <= ROUND_OFF * Math.abs(parts[j]);
      if (!ended) {
        t.set(j, j + 1, beta);
        t.set(j + 1, j, beta);
        basis.append(vector, beta);
      }
    }

    SpectralDensity.Rule rule() {
      int m = basis.count();
      Matrix part = Matrix.zeros(m, m);
      for (int i = 0; i < m; i++) {
        System.arraycopy(t.data(), i * t.cols(), part.data(), i * m, m);
      }
      SymmetricEigen eigen = SymmetricEigen.of(part);
      double[] weights = new double[m];
      for (int i = 0; i < m; i++) {
        double first = eigen.vectors().at(0, i);
        weights[i] = first * first;
      }
      return new SpectralDensity.Rule(eigen.values(), weights);
    }
  }
}
