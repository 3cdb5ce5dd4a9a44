package gradus.curvature;

import gradus.loss.Risk;
import gradus.net.Block;
import gradus.num.Blas;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A nullity by its reasons: nullity = Σ symmetries + demanded + rest.
 *
 * <p>Each kind counts the dimensions that it adds to those before it, so that a layer's rescaling,
 * which is that of all its units together, is not counted twice. A predicted direction counts only
 * if it is null in fact.
 *
 * @param nullity the number of null directions
 * @param symmetries how many dimensions each kind adds
 * @param broken predicted directions that are not null, as they are away from stationary points
 * @param rankBound what the rank of the Hessian cannot exceed, where it is a Gauss–Newton matrix:
 *     the number of examples that reach the last layer times the rank of the loss's Hessian in the
 *     scores of one; else the number of trained weights
 * @param demanded what the bound asks for beyond the symmetries (poggio2018, theorem 3)
 * @param rest what neither explains
 */
public record NullSplit(
    int nullity,
    Map<SymmetryKind, Integer> symmetries,
    int broken,
    int rankBound,
    int demanded,
    int rest) {
  /** A direction adds a dimension if so much of it is left beside the others. */
  private static final double NEW = 1e-7;

  /** How far apart Hessian and Gauss–Newton matrix may be, of their size, to count as one. */
  private static final double SAME = 1e-7;

  /** Copies the map. */
  public NullSplit {
    symmetries = Map.copyOf(symmetries);
  }

  /** The number of null directions that symmetries explain. */
  public int explained() {
    return symmetries.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * Splits the nullity of the Hessian on the trained weights.
   *
   * @param risk the risk, standing at w
   * @param nullity the null directions of the Hessian on {@link Subspace#trained}
   * @param scale max |λ| of that Hessian
   */
  public static NullSplit of(Risk risk, double[] w, Nullity nullity, double scale) {
    Subspace trained = Subspace.trained(risk.network());
    Curvature hessian = Curvature.hessian(risk);
    List<double[]> basis = new ArrayList<>();
    Map<SymmetryKind, Integer> counts = new EnumMap<>(SymmetryKind.class);
    int[] broken = new int[1];
    // A symmetry's tangent is off the null space by round-off and by what is left of the gradient.
    double bound = Math.max(nullity.tolerance(), 1e-12) * scale;
    double[] image = new double[w.length];
    new Symmetries(risk, w)
        .each(
            (kind, direction) -> {
              double norm = Blas.best().nrm2(w.length, direction, 0);
              if (norm == 0 || movesFixed(risk, direction)) {
                return;
              }
              Blas.best().scal(w.length, 1 / norm, direction, 0);
              if (basis.size() < nullity.count() && isNew(direction, basis)) {
                hessian.apply(direction, image);
                if (Blas.best().nrm2(w.length, image, 0) <= bound) {
                  addTo(basis, direction);
                  counts.merge(kind, 1, Integer::sum);
                } else {
                  broken[0]++;
                }
              }
            });
    int free = trained.dimension();
    int rankBound = isGaussNewton(risk) ? Math.min(free, lossRank(risk, w)) : free;
    int explained = basis.size();
    int demanded = Math.max(0, Math.min(free - rankBound, nullity.count()) - explained);
    return new NullSplit(
        nullity.count(),
        counts,
        broken[0],
        rankBound,
        demanded,
        nullity.count() - explained - demanded);
  }

  private static boolean movesFixed(Risk risk, double[] direction) {
    for (Block block : risk.network().blocks()) {
      for (int i = block.offset(); i < block.end() && !block.trained(); i++) {
        if (direction[i] != 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isNew(double[] direction, List<double[]> basis) {
    return Blas.best().nrm2(direction.length, beside(direction, basis), 0) > NEW;
  }

  private static void addTo(List<double[]> basis, double[] direction) {
    double[] rest = beside(direction, basis);
    Blas.best().scal(rest.length, 1 / Blas.best().nrm2(rest.length, rest, 0), rest, 0);
    basis.add(beside(rest, basis));
  }

  private static double[] beside(double[] direction, List<double[]> basis) {
    double[] rest = direction.clone();
    for (double[] known : basis) {
      double along = Blas.best().dot(rest.length, known, 0, rest, 0);
      Blas.best().axpy(rest.length, -along, known, 0, rest, 0);
    }
    return rest;
  }

  /** Whether the network's own curvature takes no part, as at zero square loss. */
  private static boolean isGaussNewton(Risk risk) {
    int p = risk.network().parameters();
    double[] z = new double[p];
    double[] whole = new double[p];
    double[] part = new double[p];
    for (int draw = 0; draw < 3; draw++) {
      new Seed(1).normals(draw, z);
      risk.hessian(z, whole);
      risk.gaussNewton(z, part);
      double size = Blas.best().nrm2(p, whole, 0);
      Blas.best().axpy(p, -1, whole, 0, part, 0);
      if (Blas.best().nrm2(p, part, 0) > SAME * size) {
        return false;
      }
    }
    return true;
  }

  /** The number of examples that reach the last layer times the rank of ∂²ℓ/∂f² for one. */
  private static int lossRank(Risk risk, double[] w) {
    int c = risk.network().outputs();
    int rank =
        switch (risk.loss().label()) {
          case "hinge" -> 0;
          case "cross-entropy" -> c - 1;
          default -> c;
        };
    return Math.multiplyExact(Reach.of(risk, w).count(), rank);
  }
}
