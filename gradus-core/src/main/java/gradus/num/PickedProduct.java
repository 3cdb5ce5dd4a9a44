package gradus.num;

/**
 * Products with sixteen columns whose rows and terms are picked by lists: C_r ← C_r + Σ_q A_rq B_q,
 * where C_r and B_q are rows of sixteen numbers.
 *
 * <p>Tangents along sixteen directions at once stand side by side, so that an example or a unit
 * that is off can be left out of a product for all of them: the lists name those that are on.
 *
 * <p>Two implementations agree to round-off; neither allocates.
 */
public interface PickedProduct {
  /** The number of columns of B and C. */
  int COLUMNS = 16;

  /**
   * C_r ← β C_r + Σ_q A_rq B_q for the rows and terms of two lists.
   *
   * @param m the number of rows
   * @param rows their numbers r, from {@code rFrom} on
   * @param k the number of terms
   * @param terms their numbers q, from {@code qFrom} on
   * @param a A, entry (r, q) at {@code a[aOff + r * ars + q]}
   * @param b the rows B_q in the order of the list, one after the other from {@code bOff} on
   * @param keep whether C is added to; else what it holds is not read
   * @param c C, row r from {@code c[cOff + r * crs]} on
   */
  void add(
      int m,
      int[] rows,
      int rFrom,
      int k,
      int[] terms,
      int qFrom,
      double[] a,
      int aOff,
      int ars,
      double[] b,
      int bOff,
      boolean keep,
      double[] c,
      int cOff,
      int crs);

  /** C_r ← C_r + x_r B_r for the k rows r of a list, each of sixteen numbers, x_r a number. */
  void addScaled(
      int k,
      int[] rows,
      int rFrom,
      double[] x,
      int xOff,
      double[] b,
      int bOff,
      double[] c,
      int cOff);

  /** out ← the rows of B at {@code b[bOff + q * brs]} for the k numbers q of a list. */
  void pack(int k, int[] terms, int qFrom, double[] b, int bOff, int brs, double[] out);

  /** The fastest choice on this machine, decided once, as {@link Elementwise#best}. */
  static PickedProduct best() {
    return BlasChoice.pickedProduct();
  }
}
