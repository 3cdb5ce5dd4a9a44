package gradus.margin;

import gradus.num.BadInput;
import gradus.num.Blas;
import gradus.num.Matrix;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The margin in the one-norm or the maximum norm: a linear program on the rows that matter, to
 * which rows are added until none has less than the margin, with its vertex polished.
 *
 * <p>Whether points are separable does not depend on the norm; the Euclidean solver, which answers
 * to round-off, is asked first.
 *
 * @param norm {@link Norm#ONE} or {@link Norm#INFINITY}
 */
record PolyhedralMargin(Norm norm) implements MarginSolver {
  /** Up to so many rows go into the program at once. */
  private static final int FEW = 200;

  private static final int ADDED = 100;
  private static final double SATISFIED = 1e-12;

  @Override
  public Separation solve(Points points) {
    if (!(points instanceof Rows rows)) {
      throw new BadInput(
          "a kernel has one norm, that of its feature space; take norm 2, not " + norm.label());
    }
    return switch (new EuclideanMargin().solve(points)) {
      case NotSeparable not -> not;
      case MarginSolution euclidean -> separable(rows, euclidean);
    };
  }

  private MarginSolution separable(Rows rows, MarginSolution euclidean) {
    Matrix z = rows.z();
    BitSet chosen = first(z, euclidean);
    while (true) {
      int[] set = chosen.stream().toArray();
      MarginSolution part = onRows(new Rows(rows.part(set)), norm);
      double[] margins = new double[z.rows()];
      Blas.best()
          .gemv(
              false,
              z.rows(),
              z.cols(),
              1,
              z.data(),
              0,
              z.cols(),
              part.direction(),
              0,
              0,
              margins,
              0);
      double least = part.margin() * (1 - SATISFIED);
      int[] missing =
          IntStream.range(0, z.rows())
              .filter(n -> margins[n] < least && !chosen.get(n))
              .boxed()
              .sorted(Comparator.comparingDouble(n -> margins[n]))
              .limit(ADDED)
              .mapToInt(Integer::intValue)
              .toArray();
      if (missing.length == 0) {
        double[] dual = new double[z.rows()];
        for (int i = 0; i < set.length; i++) {
          dual[set[i]] = part.dual()[i];
        }
        return MarginSolution.certified(rows, norm, part.direction(), dual);
      }
      Arrays.stream(missing).forEach(chosen::set);
    }
  }

  /** The support vectors of the Euclidean margin and the rows next to them. */
  private static BitSet first(Matrix z, MarginSolution euclidean) {
    BitSet chosen = new BitSet(z.rows());
    Arrays.stream(euclidean.support()).forEach(chosen::set);
    double[] margins = new double[z.rows()];
    Blas.best()
        .gemv(
            false,
            z.rows(),
            z.cols(),
            1,
            z.data(),
            0,
            z.cols(),
            euclidean.direction(),
            0,
            0,
            margins,
            0);
    IntStream.range(0, z.rows())
        .boxed()
        .sorted(Comparator.comparingDouble(n -> margins[n]))
        .limit(FEW + z.cols())
        .forEach(chosen::set);
    return chosen;
  }

  /**
   * The margin of rows all of which go into the program; where nothing separates them, the
   * direction zero with its margin zero, and the weights that cancel them.
   */
  static MarginSolution onRows(Rows rows, Norm norm) {
    return switch (new EuclideanMargin().solve(rows)) {
      case NotSeparable not ->
          MarginSolution.certified(rows, norm, new double[rows.dimension()], not.witness());
      case MarginSolution euclidean -> byProgram(rows, norm, euclidean);
    };
  }

  private static MarginSolution byProgram(Rows rows, Norm norm, MarginSolution euclidean) {
    Matrix z = rows.z();
    RowScales scales = RowScales.of(z);
    Matrix scaled = Matrix.zeros(z.rows(), z.cols());
    double[] h = new double[z.rows()];
    for (int n = 0; n < h.length; n++) {
      scales.copy(n, scaled.data(), n * z.cols());
      // The Euclidean solution then has norm one, and this one has a norm of that order.
      h[n] = scales.inverse(n) * euclidean.margin();
    }
    return MarginProgram.solve(scaled, h, norm)
        .map(
            program -> {
              double[] q = program.weights();
              for (int n = 0; n < q.length; n++) {
                q[n] *= scales.inverse(n);
              }
              return Vertex.polished(rows, norm, program.solution(), q);
            })
        .orElseThrow(
            () ->
                new ArithmeticException(
                    "the linear program of the margin was not solved on %d rows of dimension %d"
                        .formatted(z.rows(), z.cols())));
  }
}
