package gradus.num;

/**
 * Products with rows of B gathered by a list, C_r ← β C_r + Σ_q A_rq B_q at each place of a {@link
 * Gather}: a convolution without a copy of what its window covers.
 *
 * <p>B and C are rows {@code stride} apart; the first {@code n} numbers of each row count, a
 * multiple of 8. Two implementations agree to round-off; neither allocates.
 */
public interface GatheredProduct {
  /**
   * C_r ← β C_r + Σ_q A_rq B_q for m rows r.
   *
   * @param a A, row r from {@code a[aOff + r * ars]} on
   * @param keep whether C is added to; else what it holds is not read
   * @param crs rows of C from r to r + 1
   */
  void product(
      Gather at,
      int m,
      int n,
      int stride,
      double[] a,
      int aOff,
      int ars,
      double[] b,
      boolean keep,
      double[] c,
      int crs);

  /** A_rq ← A_rq + Σ ⟨C_r, B_q⟩ over the places: what {@link #product} asks of its factors. */
  void factors(
      Gather at,
      int m,
      int n,
      int stride,
      double[] c,
      int crs,
      double[] b,
      double[] a,
      int aOff,
      int ars);

  /** The fastest choice on this machine, decided once, as {@link Elementwise#best}. */
  static GatheredProduct best() {
    return BlasChoice.gatheredProduct();
  }
}
