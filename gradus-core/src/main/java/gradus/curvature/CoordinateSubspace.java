package gradus.curvature;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Some of the coordinates. */
final class CoordinateSubspace implements Subspace {
  private final int ambient;
  private final int[] places;

  CoordinateSubspace(boolean[] moves) {
    this.ambient = moves.length;
    this.places = IntStream.range(0, moves.length).filter(i -> moves[i]).toArray();
  }

  @Override
  public int dimension() {
    return places.length;
  }

  @Override
  public int ambient() {
    return ambient;
  }

  @Override
  public void embed(double[] z, double[] v) {
    Arrays.fill(v, 0);
    for (int i = 0; i < places.length; i++) {
      v[places[i]] = z[i];
    }
  }

  @Override
  public void restrict(double[] v, double[] z) {
    for (int i = 0; i < places.length; i++) {
      z[i] = v[places[i]];
    }
  }
}
