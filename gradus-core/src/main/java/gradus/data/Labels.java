package gradus.data;

import java.util.List;

/** What is to be learnt of each example: a sign, one of several classes, or a real number. */
public sealed interface Labels {
  /** The number of examples. */
  int count();

  /** The labels of the given examples, in that order. */
  Labels select(int[] rows);

  /**
   * Two classes, -1 and +1.
   *
   * @param y one label per example, each -1 or +1
   */
  record Signs(double[] y) implements Labels {
    @Override
    public int count() {
      return y.length;
    }

    @Override
    public Signs select(int[] rows) {
      double[] chosen = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        chosen[i] = y[rows[i]];
      }
      return new Signs(chosen);
    }
  }

  /**
   * One of several classes.
   *
   * @param index the class of each example, from 0
   * @param names the names of the classes, in order
   */
  record Classes(int[] index, List<String> names) implements Labels {
    @Override
    public int count() {
      return index.length;
    }

    @Override
    public Classes select(int[] rows) {
      int[] chosen = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        chosen[i] = index[rows[i]];
      }
      return new Classes(chosen, names);
    }
  }

  /**
   * Real targets (regression).
   *
   * @param y one number per example
   */
  record Values(double[] y) implements Labels {
    @Override
    public int count() {
      return y.length;
    }

    @Override
    public Values select(int[] rows) {
      double[] chosen = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        chosen[i] = y[rows[i]];
      }
      return new Values(chosen);
    }
  }
}
