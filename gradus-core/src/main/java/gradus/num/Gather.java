package gradus.num;

/**
 * Which rows of B make a row of C, at several places alike: at place t, row r of C is row {@code to
 * + t toStep + r crs} of its array, and takes the rows {@code from + t step + rows[q]} of B, times
 * the entries of A that stand {@code of[q]} behind the begin of row r.
 *
 * @param of where the factors of the terms stand in a row of A
 * @param rows where the rows of B stand, against the first row of a place
 * @param count the number of places
 * @param from the row that the first place counts from
 * @param step rows of B from place to place
 * @param to the row of C of the first place
 * @param toStep rows of C from place to place
 */
public record Gather(int[] of, int[] rows, int count, int from, int step, int to, int toStep) {
  /** The number of terms of a sum. */
  public int terms() {
    return of.length;
  }
}
