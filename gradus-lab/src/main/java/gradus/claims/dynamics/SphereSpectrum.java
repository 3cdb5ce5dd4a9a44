package gradus.claims.dynamics;

import gradus.claims.model.Vectors;
import gradus.loss.Risk;
import gradus.net.Block;
import gradus.num.Matrix;
import gradus.num.SymmetricEigen;
import java.util.Arrays;
import java.util.List;

/**
 * The curvature of the risk on the product of the spheres ‖W_k‖ = r, divided by the risk: the
 * eigenvalues of P(∇²R̂/R̂ + μ_k I)P on the tangent space, with μ_k = -⟨W_k, ∇_kR̂⟩/(r²R̂), which
 * is 2λ_k of poggio2020's equation 3 in these coordinates.
 *
 * @param values the tangent eigenvalues, ascending
 * @param scale the Frobenius norm of the projected matrix
 * @param matrix the projected matrix; zero in the rows of coordinates that do not move
 * @param residual ‖P∇R̂‖/‖∇R̂‖
 * @param mu μ of the first layer
 */
record SphereSpectrum(double[] values, double scale, Matrix matrix, double residual, double mu) {
  /** Eigenvalues below this share of the scale count as null. */
  private static final double NULL = 1e-7;

  /**
   * The spectrum at w.
   *
   * @param active which coordinates may move: those of units that are not dead
   */
  static SphereSpectrum at(Risk risk, double[] w, boolean[] active) {
    int p = w.length;
    List<Block> blocks = risk.network().blocks();
    risk.at(w);
    double[] g = new double[p];
    risk.gradient(g);
    double[][] normals = new double[blocks.size()][p];
    double[] mu = new double[p];
    for (int k = 0; k < blocks.size(); k++) {
      Block block = blocks.get(k);
      System.arraycopy(w, block.offset(), normals[k], block.offset(), block.size());
      normals[k] = Vectors.unit(normals[k]);
      double square = Math.pow(Vectors.dot(normals[k], w), 2);
      double along = 0;
      for (int i = block.offset(); i < block.offset() + block.size(); i++) {
        along += w[i] * g[i];
      }
      for (int i = block.offset(); i < block.offset() + block.size(); i++) {
        mu[i] = -along / square;
      }
    }
    Matrix projected = Matrix.zeros(p, p);
    int count = 0;
    for (int i = 0; i < p; i++) {
      if (!active[i]) {
        continue;
      }
      count++;
      double[] e = new double[p];
      e[i] = 1;
      double[] in = tangent(e, normals, active);
      double[] out = new double[p];
      risk.hessian(in, out);
      for (int j = 0; j < p; j++) {
        out[j] += mu[j] * in[j];
      }
      System.arraycopy(tangent(out, normals, active), 0, projected.data(), i * p, p);
    }
    double scale = projected.norm();
    Matrix lifted = Matrix.zeros(p, p);
    // What is normal, or does not move, is lifted out of the way of the eigenvalues that count.
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        double more = i == j && !active[i] ? 2 * scale : 0;
        for (double[] normal : normals) {
          more += 2 * scale * normal[i] * normal[j];
        }
        lifted.set(i, j, (projected.at(i, j) + projected.at(j, i)) / 2 + more);
      }
    }
    double[] all = SymmetricEigen.of(lifted).values().clone();
    Arrays.sort(all);
    double[] values = Arrays.copyOf(all, count - blocks.size());
    double residual = Vectors.norm(tangent(g, normals, active)) / Vectors.norm(g);
    return new SphereSpectrum(values, scale, projected, residual, mu[0]);
  }

  /** The number of null tangent directions. */
  int nullity() {
    int count = 0;
    for (double value : values) {
      count += Math.abs(value) <= NULL * scale ? 1 : 0;
    }
    return count;
  }

  /** uᵀMu / ‖u‖². */
  double quotient(double[] u) {
    return Vectors.dot(u, Vectors.product(matrix, u)) / Vectors.dot(u, u);
  }

  private static double[] tangent(double[] x, double[][] normals, boolean[] active) {
    double[] t = x.clone();
    for (int i = 0; i < t.length; i++) {
      t[i] = active[i] ? t[i] : 0;
    }
    for (double[] normal : normals) {
      t = Vectors.plus(t, -Vectors.dot(normal, t), normal);
    }
    return t;
  }
}
