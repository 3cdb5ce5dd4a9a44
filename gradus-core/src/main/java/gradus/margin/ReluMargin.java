package gradus.margin;

import gradus.data.Dataset;
import gradus.num.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The largest margin of two-layer ReLU networks of any width on examples in the plane or in space,
 * with its certificate.
 *
 * <p>In terms of signed measures μ over unit vectors u (the variation norm):
 *
 * <p>γ = max over ‖μ‖ ≤ 1 of min_n y_n ∫ max(⟨u, x_n⟩, 0) dμ(u) = min over q in the simplex of max
 * over ‖u‖ = 1 of |Σ q_n y_n max(⟨u, x_n⟩, 0)|,
 *
 * <p>a linear program with a column for each u. It is solved on some u, and those at which the dual
 * bound is broken in some cell of the arrangement of the hyperplanes ⟨u, x_n⟩ = 0 are added, until
 * no cell has one. As a unit a max(⟨w, x⟩, 0) counts |a|‖w‖ ≤ ½(a² + ‖w‖²), the largest min_n y_n
 * f(x_n)/‖weights‖² is γ/2, and N + 1 units are enough to reach it.
 *
 * <p>γ = 0 where some q silences every unit, as where Σ q_n y_n x_n = 0 over pairs x, -x of
 * opposite labels; there are no units then.
 *
 * @param units the u with a weight, unit vectors in the rows (m x d)
 * @param weights the weight of each, Σ |a_j| = 1
 * @param margin min_n y_n Σ a_j max(⟨u_j, x_n⟩, 0), a lower bound of γ
 * @param dual q, of length N
 * @param gap by how much the bounds of γ differ
 */
public record ReluMargin(Matrix units, double[] weights, double margin, double[] dual, double gap) {
  private static final int ROUNDS = 200;
  private static final int ADDED = 40;

  /** Units closer than this are one. */
  private static final double SAME = 1e-9;

  /**
   * How near a unit of the program is to the peak that it stands for, when it is time to polish.
   */
  private static final double RADIUS = 0.05;

  /** Polishing is tried at this relative gap, and again at this part of the gap tried before. */
  private static final double LATE = 1e-2;

  /** Weights that count as none in polishing, one after the other. */
  private static final double[] NEGLIGIBLE = {1e-3, 1e-4, 1e-5, 1e-7};

  /**
   * The largest margin.
   *
   * @param tolerance the relative gap to reach; where round-off keeps it from being reached, the
   *     gap tells
   * @throws gradus.num.BadInput if the dimension is neither 2 nor 3 or the labels are not two
   *     classes
   */
  public static ReluMargin of(Dataset data, double tolerance) {
    Matrix x = data.inputs();
    double[] y = Rows.signs(data);
    Arrangement arrangement = Arrangement.of(x);
    List<double[]> units = new ArrayList<>();
    double[] even = new double[y.length];
    Arrays.setAll(even, n -> y[n] / y.length);
    add(units, arrangement.peaks(even), 0);
    ReluMargin best =
        new ReluMargin(Matrix.zeros(0, x.cols()), new double[0], 0, even, Double.POSITIVE_INFINITY);
    double tried = 1;
    for (int round = 0; round < ROUNDS; round++) {
      Matrix u = Matrix.ofRows(units.toArray(double[][]::new));
      MarginSolution master = PolyhedralMargin.onRows(new Rows(features(x, y, u)), Norm.ONE);
      List<Arrangement.Peak> peaks = arrangement.peaks(signed(master.dual(), y));
      double bound = largest(peaks);
      best = better(best, ofProgram(u, master, bound));
      if (best.gap < LATE * tried * bound) {
        tried = best.gap / bound;
        best = polished(best, data, peaks, master);
      }
      double most = Math.max(master.margin() + master.gap(), 0);
      if (best.gap <= tolerance * bound || !add(units, peaks, most * (1 + tolerance / 2))) {
        break;
      }
    }
    return best;
  }

  private static ReluMargin better(ReluMargin one, ReluMargin other) {
    return other.gap < one.gap ? other : one;
  }

  /** γ/2, the largest min_n y_n f(x_n)/‖weights‖² over networks of two layers. */
  public double normalizedMargin() {
    return margin / 2;
  }

  /** Both bounds of γ, computed anew from units, weights and dual weights. */
  public Certificate verify(Dataset data) {
    Matrix x = data.inputs();
    double[] y = Rows.signs(data);
    double bound = largest(Arrangement.of(x).peaks(signed(dual, y))) / Arrays.stream(dual).sum();
    if (weights.length == 0) {
      return new Certificate(0, bound);
    }
    double size = 0;
    for (int j = 0; j < weights.length; j++) {
      size += Math.abs(weights[j]) * Norm.TWO.of(units.row(j));
    }
    double[] margins = new Rows(features(x, y, units)).margins(weights);
    return new Certificate(Arrays.stream(margins).min().orElseThrow() / size, bound);
  }

  private static ReluMargin ofProgram(Matrix u, MarginSolution master, double bound) {
    int[] used = IntStream.range(0, u.rows()).filter(j -> master.direction()[j] != 0).toArray();
    return new ReluMargin(
        new Rows(u).part(used),
        Arrays.stream(used).mapToDouble(j -> master.direction()[j]).toArray(),
        master.margin(),
        master.dual(),
        bound - master.margin());
  }

  /** The best of a solution and what Newton's method makes of it, under several tolerances. */
  private static ReluMargin polished(
      ReluMargin start, Dataset data, List<Arrangement.Peak> peaks, MarginSolution master) {
    ReluMargin best = start;
    double[] y = Rows.signs(data);
    for (double negligible : NEGLIGIBLE) {
      List<Arrangement.Peak> cells = new ArrayList<>();
      List<Double> weights = new ArrayList<>();
      gather(start, peaks, negligible, cells, weights);
      if (cells.isEmpty()) {
        continue;
      }
      ReluPolish.Polished polished =
          ReluPolish.of(
              data.inputs(),
              y,
              master.dual(),
              cells,
              weights.stream().mapToDouble(Double::doubleValue).toArray(),
              negligible);
      ReluMargin draft =
          new ReluMargin(polished.units(), polished.weights(), 0, polished.dual(), 0);
      Certificate sides = draft.verify(data);
      if (sides.gap() < best.gap) {
        best = new ReluMargin(draft.units, draft.weights, sides.primal(), draft.dual, sides.gap());
      }
    }
    return best;
  }

  /** The highest peak near each unit, with the weights of all units near it. */
  private static void gather(
      ReluMargin start,
      List<Arrangement.Peak> peaks,
      double negligible,
      List<Arrangement.Peak> cells,
      List<Double> weights) {
    for (int j = 0; j < start.weights.length; j++) {
      double[] u = start.units.row(j);
      double sign = Math.signum(start.weights[j]);
      Arrangement.Peak top =
          peaks.stream()
              .filter(peak -> sign * peak.value() > 0 && near(u, peak.u(), RADIUS))
              .max(Comparator.comparingDouble(peak -> sign * peak.value()))
              .orElse(null);
      if (top == null || Math.abs(start.weights[j]) < negligible) {
        continue;
      }
      int known = -1;
      for (int k = 0; k < cells.size(); k++) {
        known = near(cells.get(k).u(), top.u(), SAME) ? k : known;
      }
      if (known < 0) {
        cells.add(top);
        weights.add(Math.abs(start.weights[j]));
      } else {
        weights.set(known, weights.get(known) + Math.abs(start.weights[j]));
      }
    }
  }

  /** y_n max(⟨u_j, x_n⟩, 0) (N x m). */
  private static Matrix features(Matrix x, double[] y, Matrix u) {
    Matrix z = x.times(u.transpose());
    for (int n = 0; n < z.rows(); n++) {
      for (int j = 0; j < z.cols(); j++) {
        z.set(n, j, y[n] * Math.max(z.at(n, j), 0));
      }
    }
    return z;
  }

  /** Adds the new ones among the highest peaks above a height; whether there were any. */
  private static boolean add(List<double[]> units, List<Arrangement.Peak> peaks, double height) {
    List<Arrangement.Peak> high =
        peaks.stream()
            .filter(peak -> Math.abs(peak.value()) > height)
            .sorted(Comparator.comparingDouble(peak -> -Math.abs(peak.value())))
            .toList();
    int before = units.size();
    for (Arrangement.Peak peak : high) {
      if (units.size() < before + ADDED && units.stream().noneMatch(u -> near(u, peak.u(), SAME))) {
        units.add(peak.u());
      }
    }
    return units.size() > before;
  }

  private static boolean near(double[] u, double[] v, double radius) {
    double square = 0;
    for (int j = 0; j < u.length; j++) {
      square += (u[j] - v[j]) * (u[j] - v[j]);
    }
    return square < radius * radius;
  }

  private static double largest(List<Arrangement.Peak> peaks) {
    return peaks.stream().mapToDouble(peak -> Math.abs(peak.value())).max().orElse(0);
  }

  private static double[] signed(double[] q, double[] y) {
    double[] c = new double[q.length];
    Arrays.setAll(c, n -> q[n] * y[n]);
    return c;
  }
}
