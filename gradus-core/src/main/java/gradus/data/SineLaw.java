package gradus.data;

import gradus.num.Seed;
import java.util.List;

/**
 * See {@link DataLaw#sine}.
 *
 * <p>The nodes are Chebyshev's by default because nine equally spaced ones, a quarter apart, meet
 * sin(8πx) at its zeros only: all targets would be 0 and there would be nothing to learn.
 *
 * <p>The examples are not independent unless the nodes are uniform.
 */
record SineLaw(double frequency, int degree, PolynomialBasis basis, Nodes nodes)
    implements DataLaw {
  SineLaw {
    Range.check("sine: frequency", frequency, 0, 1e6);
    Range.check("sine: degree", degree, 0, Range.MOST);
  }

  @Override
  public String spec() {
    return "sine:frequency=%s,degree=%d,basis=%s,nodes=%s"
        .formatted(Range.text(frequency), degree, basis.label(), nodes.label());
  }

  @Override
  public int dimension() {
    return degree + 1;
  }

  @Override
  public Dataset draw(int n, Seed seed) {
    double[] x = nodes.points(n, seed);
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      // A whole number of periods is taken off first, so that a zero of the sine gives exactly 0.
      double periods = frequency * x[i];
      y[i] = Math.sin(2 * Math.PI * (periods - Math.rint(periods)));
    }
    return new Dataset(
        spec(),
        basis.features(x, degree),
        new Labels.Values(y),
        basis.names(degree),
        List.of(degree + 1));
  }

  @Override
  public Truth truth() {
    return Truth.unknown();
  }
}
