package gradus.margin;

import gradus.num.Blas;
import gradus.num.Matrix;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * Finds the split by taking witnesses away: weights that cancel some rows show that these belong to
 * S_sc; what is left is projected off their span H, where further rows may cancel, until what is
 * left separates. Every round adds a dimension to H or ends.
 *
 * <p>Rows that cancel only modulo H belong to S_sc as well, since every vector of H is a
 * non-negative combination of rows of S_sc.
 */
final class Splitting {
  private static final Blas BLAS = Blas.best();

  /** A row closer to H than this part of its norm counts as in H. */
  private static final double INSIDE = 1e-9;

  /** A weight below this part of the largest is round-off. */
  private static final double NEGLIGIBLE = 1e-10;

  private final Matrix z;
  private final int d;
  private final RowScales scales;
  private final BitSet rest = new BitSet();

  /** An orthonormal basis of H in its rows. */
  private double[] basis = new double[0];

  private int rank;

  Splitting(Matrix z) {
    this.z = z;
    this.d = z.cols();
    this.scales = RowScales.of(z);
  }

  /**
   * The split.
   *
   * @param known what is known of all rows already: whether they are separable
   */
  SeparableSplit split(Optional<Separation> known) {
    for (int n = 0; n < z.rows(); n++) {
      if (scales.isZero(n)) {
        rest.set(n);
      }
    }
    boolean first = rest.isEmpty();
    while (true) {
      Matrix projected = projected();
      int[] left = left(projected);
      if (left.length == 0) {
        return result(left, Optional.empty());
      }
      Rows rows = new Rows(left.length == z.rows() ? projected : new Rows(projected).part(left));
      Separation answer =
          first && known.isPresent() ? known.get() : new EuclideanMargin().solve(rows);
      first = false;
      switch (answer) {
        case NotSeparable(double[] witness, double _) -> take(left, rows.z(), witness);
        case MarginSolution solution -> {
          if (rank == 0 || isSound(solution, rows.z())) {
            return result(left, Optional.of(solution));
          }
          take(left, rows.z(), solution.dual());
        }
      }
    }
  }

  /** Whether a margin is more than what projecting has left of round-off. */
  private boolean isSound(MarginSolution solution, Matrix projected) {
    double largest = 0;
    for (int i : solution.support()) {
      largest = Math.max(largest, BLAS.nrm2(d, projected.data(), i * d));
    }
    return solution.margin() > INSIDE * largest;
  }

  /** What is not in S_sc yet; rows that lie in H go there first. */
  private int[] left(Matrix projected) {
    for (int n = 0; n < z.rows() && rank > 0; n++) {
      double norm = BLAS.nrm2(d, z.data(), n * d);
      if (BLAS.nrm2(d, projected.data(), n * d) <= INSIDE * norm) {
        rest.set(n);
      }
    }
    BitSet left = new BitSet();
    left.set(0, z.rows());
    left.andNot(rest);
    return left.stream().toArray();
  }

  /** All rows less their parts in H; twice, for the last digits. */
  private Matrix projected() {
    if (rank == 0) {
      return z;
    }
    int n = z.rows();
    Matrix projected = z.copy();
    double[] p = projected.data();
    double[] along = new double[n * rank];
    for (int pass = 0; pass < 2; pass++) {
      BLAS.gemm(false, true, n, rank, d, 1, p, 0, d, basis, 0, d, 0, along, 0, rank);
      BLAS.gemm(false, false, n, d, rank, -1, along, 0, rank, basis, 0, d, 1, p, 0, d);
    }
    return projected;
  }

  /** Puts the rows that cancel into S_sc, and what they span off H into the basis. */
  private void take(int[] left, Matrix projected, double[] weights) {
    double[] share = new double[weights.length];
    for (int i = 0; i < share.length; i++) {
      share[i] = weights[i] * BLAS.nrm2(d, projected.data(), i * d);
    }
    double largest = Arrays.stream(share).max().orElse(0);
    double[] row = new double[d];
    int before = rank;
    for (int i = 0; i < share.length; i++) {
      if (share[i] > NEGLIGIBLE * largest) {
        rest.set(left[i]);
        scales.copy(left[i], row);
        double norm = BLAS.nrm2(d, row, 0);
        project(row);
        double off = BLAS.nrm2(d, row, 0);
        if (off > INSIDE * norm) {
          basis = Arrays.copyOf(basis, (rank + 1) * d);
          BLAS.axpy(d, 1 / off, row, 0, basis, rank * d);
          rank++;
        }
      }
    }
    if (rank == before) {
      throw new ArithmeticException(
          "the split of %d rows of dimension %d did not get on: they depend on each other to round-off"
              .formatted(z.rows(), d));
    }
  }

  /** row ← row less its part in H; twice, for the last digits. */
  private void project(double[] row) {
    double[] along = new double[rank];
    for (int pass = 0; pass < 2; pass++) {
      BLAS.gemv(false, rank, d, 1, basis, 0, d, row, 0, 0, along, 0);
      BLAS.gemv(true, rank, d, -1, basis, 0, d, along, 0, 1, row, 0);
    }
  }

  private SeparableSplit result(int[] left, Optional<MarginSolution> perp) {
    return new SeparableSplit(
        left, rest.stream().toArray(), Matrix.wrap(rank, d, Arrays.copyOf(basis, rank * d)), perp);
  }
}
