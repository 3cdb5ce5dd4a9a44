package gradus.curvature;

import gradus.net.Block;
import gradus.net.Network;
import gradus.num.Matrix;
import gradus.num.SelfAdjointOperator;
import java.util.Arrays;

/**
 * A subspace of R^p with orthonormal coordinates: an isometry E from R^q, EᵀE = I.
 *
 * <p>Law: restrict(embed(z)) = z, and embed(restrict(v)) is the orthogonal projection of v.
 */
public interface Subspace {
  /** The dimension q. */
  int dimension();

  /** The dimension p of the space around it. */
  int ambient();

  /** v ← E z. */
  void embed(double[] z, double[] v);

  /** z ← Eᵀ v. */
  void restrict(double[] v, double[] z);

  /** All of R^p. */
  static Subspace all(int p) {
    boolean[] moves = new boolean[p];
    Arrays.fill(moves, true);
    return coordinates(moves);
  }

  /** The coordinates that move; the others stay where they are. */
  static Subspace coordinates(boolean... moves) {
    return new CoordinateSubspace(moves);
  }

  /** The weights that a network trains. */
  static Subspace trained(Network network) {
    boolean[] moves = new boolean[network.parameters()];
    for (Block block : network.blocks()) {
      Arrays.fill(moves, block.offset(), block.end(), block.trained());
    }
    return coordinates(moves);
  }

  /**
   * The tangent space at w of the product of the spheres ‖W_k‖ = const, one for each block with
   * trained weights: the directions whose part in each block is orthogonal to W_k.
   *
   * @param moves the coordinates that move at all; the spheres are those of what moves
   */
  static Subspace spheres(Network network, double[] w, boolean... moves) {
    return new SphereSubspace(network.blocks(), w, moves);
  }

  /** Eᵀ A E. */
  default SelfAdjointOperator compress(SelfAdjointOperator a) {
    Subspace e = this;
    double[] in = new double[ambient()];
    double[] out = new double[ambient()];
    return new SelfAdjointOperator() {
      @Override
      public int dimension() {
        return e.dimension();
      }

      @Override
      public void apply(double[] z, double[] image) {
        embed(z, in);
        a.apply(in, out);
        restrict(out, image);
      }

      @Override
      public void apply(Matrix z, Matrix image) {
        Matrix x = embedAll(z);
        Matrix y = Matrix.zeros(ambient(), z.cols());
        a.apply(x, y);
        for (int c = 0; c < z.cols(); c++) {
          double[] part = new double[e.dimension()];
          restrict(y.col(c), part);
          for (int i = 0; i < part.length; i++) {
            image.set(i, c, part[i]);
          }
        }
      }
    };
  }

  /** E Z, column by column. */
  default Matrix embedAll(Matrix z) {
    Matrix x = Matrix.zeros(ambient(), z.cols());
    double[] v = new double[ambient()];
    for (int c = 0; c < z.cols(); c++) {
      embed(z.col(c), v);
      for (int i = 0; i < v.length; i++) {
        x.set(i, c, v[i]);
      }
    }
    return x;
  }
}
