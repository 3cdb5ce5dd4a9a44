package gradus.loss;

import gradus.data.Labels;

/**
 * The labels of some examples as losses read them; filled again and again by stochastic methods.
 *
 * <p>Entry n is -1 or +1 for signs, the index of the class for classes, a real number for values.
 */
public final class Targets {
  /** What the numbers mean. */
  public enum Kind {
    /** Two classes, -1 and +1. */
    SIGNS,
    /** One of several classes, counted from 0. */
    CLASSES,
    /** Real targets. */
    VALUES
  }

  private final Kind kind;
  private final int classes;
  private final double[] y;

  private Targets(Kind kind, int classes, double[] y) {
    this.kind = kind;
    this.classes = classes;
    this.y = y;
  }

  /** All labels of a data set. */
  public static Targets of(Labels labels) {
    return switch (labels) {
      case Labels.Signs signs -> new Targets(Kind.SIGNS, 2, signs.y().clone());
      case Labels.Values values -> new Targets(Kind.VALUES, 0, values.y().clone());
      case Labels.Classes several -> {
        double[] y = new double[several.index().length];
        for (int i = 0; i < y.length; i++) {
          y[i] = several.index()[i];
        }
        yield new Targets(Kind.CLASSES, several.names().size(), y);
      }
    };
  }

  /** Room for {@code capacity} labels of the same kind. */
  public Targets empty(int capacity) {
    return new Targets(kind, classes, new double[capacity]);
  }

  /** Takes in the labels {@code rows[from], …, rows[from + count - 1]} of another. */
  public void fill(Targets all, int[] rows, int from, int count) {
    for (int i = 0; i < count; i++) {
      y[i] = all.y[rows[from + i]];
    }
  }

  /** What the labels mean. */
  public Kind kind() {
    return kind;
  }

  /** The number of classes: 2 for signs, 0 for real targets. */
  public int classes() {
    return classes;
  }

  /** The label of example n. */
  public double at(int n) {
    return y[n];
  }

  /** The class of example n. */
  public int index(int n) {
    return (int) y[n];
  }
}
