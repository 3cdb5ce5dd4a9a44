package gradus.figure;

/**
 * A function of two variables on a grid, to be drawn as a surface.
 *
 * @param id names its files, as that of a {@link Figure}
 * @param title one short line; may hold TeX
 * @param caption what to see; may hold TeX
 * @param x what runs to the right; may hold TeX, as the other labels
 * @param y what runs to the back
 * @param z what is high
 * @param across the values along x, ascending
 * @param deep the values along y, ascending
 * @param heights entry [i][j] is the function at across[j], deep[i]
 */
public record Surface(
    String id,
    String title,
    String caption,
    String x,
    String y,
    String z,
    double[] across,
    double[] deep,
    double[][] heights) {
  /** Checks the sizes. */
  public Surface {
    boolean fits = heights.length == deep.length;
    for (double[] row : heights) {
      fits &= row.length == across.length;
    }
    if (!fits || across.length < 2 || deep.length < 2) {
      throw new IllegalArgumentException(
          "surface '%s' needs a height for each of %d x %d points"
              .formatted(id, deep.length, across.length));
    }
  }
}
