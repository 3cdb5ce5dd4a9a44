package gradus.data;

import java.util.Arrays;
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
    /** Checks that every label is a sign. */
    public Signs {
      for (double sign : y) {
        if (Math.abs(sign) != 1) {
          throw new IllegalArgumentException("a sign is -1 or +1, but " + sign + " came");
        }
      }
    }

    @Override
    public int count() {
      return y.length;
    }

    @Override
    public Signs select(int[] rows) {
      return new Signs(Arrays.stream(rows).mapToDouble(i -> y[i]).toArray());
    }
  }

  /**
   * One of several classes.
   *
   * @param index the class of each example, from 0
   * @param names the names of the classes, in order; a class may have no example
   */
  record Classes(int[] index, List<String> names) implements Labels {
    /** Checks that every class has a name. */
    public Classes {
      names = List.copyOf(names);
      for (int k : index) {
        if (k < 0 || k >= names.size()) {
          throw new IllegalArgumentException(
              "class %d came where there are %d classes".formatted(k, names.size()));
        }
      }
    }

    @Override
    public int count() {
      return index.length;
    }

    @Override
    public Classes select(int[] rows) {
      return new Classes(Arrays.stream(rows).map(i -> index[i]).toArray(), names);
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
      return new Values(Arrays.stream(rows).mapToDouble(i -> y[i]).toArray());
    }
  }
}
