package gradus.margin;

/**
 * Both sides of a margin, as computed from a direction and from dual weights alone.
 *
 * <p>For any direction v and any weights q ≥ 0 of sum one, min_n ⟨z_n, v⟩/‖v‖ ≤ γ ≤ ‖Σ q_n z_n‖_*.
 *
 * @param primal the least margin of the direction, a lower bound of γ
 * @param dual the dual norm of the weighted sum, an upper bound of γ
 */
public record Certificate(double primal, double dual) {
  /** dual - primal ≥ 0, by how much the bounds differ. */
  public double gap() {
    return dual - primal;
  }

  /** The gap over the dual value. */
  public double relativeGap() {
    return gap() / dual;
  }
}
