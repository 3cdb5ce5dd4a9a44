package gradus.margin;

import gradus.num.BadInput;
import gradus.num.Blas;
import gradus.num.Suggestion;
import java.util.Arrays;
import java.util.List;

/** The norm ‖v‖_p in which a margin is measured. */
public enum Norm {
  /** Σ |v_j|. */
  ONE("1"),
  /** √Σ v_j², or the norm of the feature space of a kernel. */
  TWO("2"),
  /** max |v_j|. */
  INFINITY("inf");

  private final String label;

  Norm(String label) {
    this.label = label;
  }

  /** The name a user types: {@code 1}, {@code 2} or {@code inf}. */
  public String label() {
    return label;
  }

  /**
   * The norm of a name.
   *
   * @throws BadInput if there is none
   */
  public static Norm named(String label) {
    List<String> labels = Arrays.stream(values()).map(Norm::label).toList();
    int found = labels.indexOf(label);
    if (found < 0) {
      throw new BadInput(
          "the norm of a margin is 1, 2 or inf, but '%s' came%s"
              .formatted(label, Suggestion.didYouMean(label, labels)));
    }
    return values()[found];
  }

  /** ‖v‖. */
  public double of(double[] v) {
    return switch (this) {
      case ONE -> Arrays.stream(v).map(Math::abs).sum();
      case TWO -> Blas.best().nrm2(v.length, v, 0);
      case INFINITY -> Arrays.stream(v).map(Math::abs).max().orElse(0);
    };
  }

  /** The dual norm: ‖u‖_* = max ⟨u, v⟩ over ‖v‖ ≤ 1. */
  public Norm dual() {
    return switch (this) {
      case ONE -> INFINITY;
      case TWO -> TWO;
      case INFINITY -> ONE;
    };
  }
}
