package gradus.curvature;

import gradus.net.Block;
import gradus.num.Blas;
import java.util.Arrays;
import java.util.List;

/**
 * The tangent space of a product of spheres. In each block a reflection takes the first coordinate
 * that moves to the direction of the weights; the others then span what is orthogonal to them.
 */
final class SphereSubspace implements Subspace {
  private static final Blas BLAS = Blas.best();

  private final int ambient;
  private final CoordinateSubspace moving;
  private final double[] mirrors;
  private final int[] starts;
  private final int[] ends;
  private final double[] room;
  private final int dimension;

  SphereSubspace(List<Block> blocks, double[] w, boolean[] moves) {
    this.ambient = w.length;
    this.moving = new CoordinateSubspace(moves);
    this.room = new double[moving.dimension()];
    this.mirrors = new double[moving.dimension()];
    moving.restrict(w, mirrors);
    this.starts = new int[blocks.size()];
    this.ends = new int[blocks.size()];
    int at = 0;
    int spheres = 0;
    for (int k = 0; k < blocks.size(); k++) {
      starts[k] = at;
      for (int i = blocks.get(k).offset(); i < blocks.get(k).end(); i++) {
        at += moves[i] ? 1 : 0;
      }
      ends[k] = at;
      if (ends[k] > starts[k]) {
        mirror(blocks.get(k), starts[k], ends[k]);
        spheres++;
      }
    }
    this.dimension = moving.dimension() - spheres;
  }

  /** Turns V into the u of a reflection I - 2uuᵀ that takes ±e_1 to V. */
  private void mirror(Block block, int from, int to) {
    int n = to - from;
    double norm = BLAS.nrm2(n, mirrors, from);
    if (norm == 0) {
      throw new IllegalArgumentException(
          "the weights %s are zero where they move: there is no sphere".formatted(block.name()));
    }
    BLAS.scal(n, 1 / norm, mirrors, from);
    mirrors[from] += mirrors[from] >= 0 ? 1 : -1;
    BLAS.scal(n, 1 / BLAS.nrm2(n, mirrors, from), mirrors, from);
  }

  private void reflect(int k, double[] x) {
    int n = ends[k] - starts[k];
    double along = BLAS.dot(n, mirrors, starts[k], x, starts[k]);
    BLAS.axpy(n, -2 * along, mirrors, starts[k], x, starts[k]);
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public int ambient() {
    return ambient;
  }

  @Override
  public void embed(double[] z, double[] v) {
    Arrays.fill(room, 0);
    int at = 0;
    for (int k = 0; k < starts.length; k++) {
      int n = ends[k] - starts[k];
      if (n > 0) {
        System.arraycopy(z, at, room, starts[k] + 1, n - 1);
        reflect(k, room);
        at += n - 1;
      }
    }
    moving.embed(room, v);
  }

  @Override
  public void restrict(double[] v, double[] z) {
    moving.restrict(v, room);
    int at = 0;
    for (int k = 0; k < starts.length; k++) {
      int n = ends[k] - starts[k];
      if (n > 0) {
        reflect(k, room);
        System.arraycopy(room, starts[k] + 1, z, at, n - 1);
        at += n - 1;
      }
    }
  }
}
