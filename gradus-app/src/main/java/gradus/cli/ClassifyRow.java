package gradus.cli;

import gradus.kernel.KernelSearch;
import gradus.num.BadInput;
import java.util.Locale;

/**
 * What came out on one data set.
 *
 * @param set its name
 * @param n its examples
 * @param classes its classes
 * @param result what was chosen, and the accuracy
 * @param seconds how long it took
 */
record ClassifyRow(String set, int n, int classes, KernelSearch.Result result, double seconds) {
  static final String HEAD =
      "set,n,classes,depth,fixed,value,validation,accuracy,choosing,choosing_stopped,measuring,"
          + "measuring_stopped,seconds";

  /** The row as a line of the results file. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%s,%d,%d,%d,%d,%s,%s,%s,%d,%d,%d,%d,%.2f",
        set,
        n,
        classes,
        result.depth(),
        result.fixed(),
        result.value(),
        result.validation(),
        result.accuracy(),
        result.choosing().trained(),
        result.choosing().stopped(),
        result.measuring().trained(),
        result.measuring().stopped(),
        seconds);
  }

  /** The row of such a line. */
  static ClassifyRow parse(String file, int line, String text) {
    String[] w = text.split(",", -1);
    try {
      if (w.length == HEAD.split(",", -1).length) {
        return new ClassifyRow(
            w[0],
            Integer.parseInt(w[1]),
            Integer.parseInt(w[2]),
            new KernelSearch.Result(
                Integer.parseInt(w[3]),
                Integer.parseInt(w[4]),
                Double.parseDouble(w[5]),
                Double.parseDouble(w[6]),
                Double.parseDouble(w[7]),
                new KernelSearch.Machines(Long.parseLong(w[8]), Long.parseLong(w[9])),
                new KernelSearch.Machines(Long.parseLong(w[10]), Long.parseLong(w[11]))),
            Double.parseDouble(w[12]));
      }
    } catch (NumberFormatException e) {
      throw new BadInput("%s:%d: is no row of results".formatted(file, line), e);
    }
    throw BadInput.at(file, line, "is no row of results");
  }
}
