package gradus.flow;

import gradus.net.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Inputs that are multiples of one another: a unit of a homogeneous layer meets its kink on all of
 * them at once, so that they have one kink between them. What a unit sees is an example or, in a
 * convolution, a patch of one: with shared weights, patches of different places and examples may be
 * alike.
 *
 * <p>Inputs of zero belong to no class: their pre-activations never move.
 *
 * @param members the inputs of each class; the first stands for the class
 * @param factors what each member is as a multiple of the first
 * @param of the class of each input, -1 for none
 */
record KinkClasses(int[][] members, double[][] factors, int[] of) {
  /** Two directions closer than this are one: round-off of scaling the same numbers. */
  private static final double SAME = 1e-14;

  /** Coordinates are compared where their rounding to this falls together. */
  private static final double GRID = 1e-6;

  /** The number of classes. */
  int count() {
    return members.length;
  }

  /** The examples of a batch. */
  static double[][] examples(Batch batch) {
    return patches(batch, List.of(IntStream.range(0, batch.dimension()).toArray()));
  }

  /** Patches of all examples, place by place, by their coordinates; -1 stands for a zero. */
  static double[][] patches(Batch batch, List<int[]> places) {
    int n = batch.count();
    double[][] seen = new double[places.size() * n][];
    for (int i = 0; i < seen.length; i++) {
      int[] patch = places.get(i / n);
      seen[i] = new double[patch.length];
      for (int k = 0; k < patch.length; k++) {
        seen[i][k] = patch[k] < 0 ? 0 : batch.inputs()[patch[k] * batch.stride() + i % n];
      }
    }
    return seen;
  }

  /**
   * The classes of inputs.
   *
   * @param opposite whether negative multiples count as well, as they do for a first layer
   */
  static KinkClasses of(double[][] inputs, boolean opposite) {
    int n = inputs.length;
    List<List<Integer>> classes = new ArrayList<>();
    List<double[]> directions = new ArrayList<>();
    Map<List<Long>, List<Integer>> buckets = new HashMap<>();
    double[] norms = new double[n];
    double[] signs = new double[n];
    int[] of = new int[n];
    for (int i = 0; i < n; i++) {
      double[] x = inputs[i].clone();
      int d = x.length;
      double square = 0;
      for (int k = 0; k < d; k++) {
        square += x[k] * x[k];
      }
      norms[i] = Math.sqrt(square);
      signs[i] = opposite ? firstSign(x) : 1;
      of[i] = -1;
      if (norms[i] == 0) {
        continue;
      }
      Long[] key = new Long[d];
      for (int k = 0; k < d; k++) {
        x[k] *= signs[i] / norms[i];
        key[k] = Math.round(x[k] / GRID);
      }
      List<Integer> near = buckets.computeIfAbsent(Arrays.asList(key), _ -> new ArrayList<>());
      for (int c : near) {
        if (same(x, directions.get(c))) {
          of[i] = c;
        }
      }
      if (of[i] < 0) {
        of[i] = classes.size();
        classes.add(new ArrayList<>());
        directions.add(x);
        near.add(of[i]);
      }
      classes.get(of[i]).add(i);
    }
    int[][] members = new int[classes.size()][];
    double[][] factors = new double[classes.size()][];
    for (int c = 0; c < members.length; c++) {
      members[c] = classes.get(c).stream().mapToInt(i -> i).toArray();
      int first = members[c][0];
      factors[c] =
          Arrays.stream(members[c])
              .mapToDouble(i -> signs[i] * norms[i] / (signs[first] * norms[first]))
              .toArray();
    }
    return new KinkClasses(members, factors, of);
  }

  private static double firstSign(double[] x) {
    for (double value : x) {
      if (value != 0) {
        return Math.signum(value);
      }
    }
    return 1;
  }

  private static boolean same(double[] x, double[] y) {
    for (int k = 0; k < x.length; k++) {
      if (Math.abs(x[k] - y[k]) > SAME) {
        return false;
      }
    }
    return true;
  }
}
