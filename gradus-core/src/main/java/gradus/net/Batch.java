package gradus.net;

import gradus.num.Matrix;
import java.util.Arrays;

/**
 * The inputs of some examples as a network reads them: feature-major, d rows of {@code stride}
 * numbers of which the first {@code count} are examples and the rest zero.
 *
 * <p>A batch is filled again and again by stochastic methods; its capacity never changes.
 */
public final class Batch {
  /** Rows are padded to whole vectors of the widest kind in use, 8 doubles. */
  private static final int LANES = 8;

  private final int dimension;
  private final int capacity;
  private final double[] inputs;
  private int count;

  private Batch(int dimension, int capacity) {
    this.dimension = dimension;
    this.capacity = capacity;
    this.inputs = new double[Math.multiplyExact(dimension, padded(capacity))];
  }

  /** All rows of an n x d matrix of examples. */
  public static Batch of(Matrix examples) {
    Batch batch = empty(examples.cols(), examples.rows());
    int[] all = new int[examples.rows()];
    Arrays.setAll(all, i -> i);
    batch.fill(examples, all, 0, all.length);
    return batch;
  }

  /** Room for {@code capacity} examples of dimension d, none there yet. */
  public static Batch empty(int d, int capacity) {
    return new Batch(d, capacity);
  }

  /** Takes in the examples {@code rows[from], …, rows[from + count - 1]} of an n x d matrix. */
  public void fill(Matrix examples, int[] rows, int from, int count) {
    if (examples.cols() != dimension || count > capacity) {
      throw new IllegalArgumentException(
          "a batch of at most %d examples of dimension %d cannot take %d of dimension %d"
              .formatted(capacity, dimension, count, examples.cols()));
    }
    double[] x = examples.data();
    int stride = stride();
    for (int i = 0; i < count; i++) {
      int row = rows[from + i] * dimension;
      for (int k = 0; k < dimension; k++) {
        inputs[k * stride + i] = x[row + k];
      }
    }
    for (int k = 0; k < dimension && count < this.count; k++) {
      Arrays.fill(inputs, k * stride + count, k * stride + this.count, 0);
    }
    this.count = count;
  }

  /** The dimension d of an example. */
  public int dimension() {
    return dimension;
  }

  /** The number of examples there is room for. */
  public int capacity() {
    return capacity;
  }

  /** The number of examples there are. */
  public int count() {
    return count;
  }

  /** The distance between rows. */
  public int stride() {
    return padded(capacity);
  }

  /** The number of columns to work on: the count, rounded up to whole vectors. */
  public int columns() {
    return padded(count);
  }

  /** The inputs, d x stride; not to be written to. */
  public double[] inputs() {
    return inputs;
  }

  private static int padded(int n) {
    return (n + LANES - 1) / LANES * LANES;
  }
}
