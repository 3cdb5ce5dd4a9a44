package gradus.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The calls of a training step leave nothing behind, once they are compiled. */
final class NoAllocationTest {
  private static final int WIDTH = 50;
  private static final int INPUTS = 10;
  private static final int EXAMPLES = 104;
  private static final int STEPS = 500;

  /** Views of arrays, whole and from an offset, take 120 bytes where the compiler keeps both. */
  private static final int VIEWS = 27 * 120;

  private final double[] x = filled(INPUTS * EXAMPLES);
  private final double[] w = filled(WIDTH * INPUTS);
  private final double[] z = filled(WIDTH * EXAMPLES);
  private final double[] d = filled(WIDTH * EXAMPLES);
  private final double[] v = filled(WIDTH);
  private final double[] f = filled(EXAMPLES);
  private final double[] dw = new double[WIDTH * INPUTS];
  private final double[] dv = new double[WIDTH];

  @Test
  void steps_withScalarProducts_allocateNothing() {
    assertFlat(ScalarBlas.INSTANCE, ScalarElementwise.INSTANCE);
  }

  @Test
  void steps_withVectorProducts_allocateNothing() {
    assumeTrue(VectorModule.isPresent(), "needs --add-modules jdk.incubator.vector");
    assertFlat(VectorBlas.INSTANCE, VectorElementwise.INSTANCE);
  }

  @Test
  void steps_withOpenBlas_leaveOnlyTheViewsOfTheirArrays() {
    Blas openBlas = OpenBlasLibrary.blas();
    assumeTrue(openBlas != null, OpenBlasLibrary.problem());
    assertAtMost(VIEWS, Objects.requireNonNull(openBlas), Elementwise.best());
  }

  @Test
  void steps_withTheBestChoice_allocateNothingBesideVectorKernels() {
    // Plain Java hands even these small products to OpenBLAS.
    int most = VectorModule.isPresent() ? 0 : VIEWS;
    assertAtMost(most, Blas.best(), Elementwise.best());
  }

  private void assertFlat(Blas blas, Elementwise loops) {
    assertAtMost(0, blas, loops);
  }

  /**
   * The compiler may take its time on a busy machine, so batches of steps are run until one
   * allocates no more than it may; the bound on their number makes the test fail where that never
   * comes.
   */
  private void assertAtMost(long bytesPerStep, Blas blas, Elementwise loops) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().threadId();
    long bytes = Long.MAX_VALUE;
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (bytes > bytesPerStep * STEPS && System.nanoTime() < deadline) {
      long before = threads.getThreadAllocatedBytes(id);
      for (int step = 0; step < STEPS; step++) {
        step(blas, loops);
      }
      bytes = threads.getThreadAllocatedBytes(id) - before;
    }
    assertThat(bytes)
        .as("bytes allocated in %d steps", STEPS)
        .isLessThanOrEqualTo(bytesPerStep * STEPS);
  }

  private void step(Blas blas, Elementwise loops) {
    int n = EXAMPLES;
    int m = WIDTH;
    blas.gemm(false, false, m, n, INPUTS, 1, w, 0, INPUTS, x, 0, n, 0, z, 0, n);
    loops.rectify(m * n, 0, z, 0, d, 0);
    blas.gemm(false, false, 1, n, m, 1, v, 0, m, d, 0, n, 0, f, 0, n);
    double top = loops.max(n, f, 0);
    double sum = loops.expShifted(n, top, f, 0, f, 0);
    blas.scal(n, 1 / sum, f, 0);
    blas.gemm(false, true, 1, m, n, -0.5, f, 0, n, d, 0, n, 1, dv, 0, m);
    blas.gemm(true, false, m, n, 1, 1, v, 0, m, f, 0, n, 0, d, 0, n);
    loops.gate(m * n, 0, z, 0, d, 0);
    blas.gemm(false, true, m, INPUTS, n, 1, d, 0, n, x, 0, n, 0, dw, 0, INPUTS);
    blas.axpy(dw.length, -1e-9, dw, 0, w, 0);
    blas.gemv(false, m, n, 1e-9, d, 0, n, f, 0, 0, dv, 0);
    blas.scal(m, 1 / (1 + blas.nrm2(m, dv, 0)), dv, 0);
  }

  private static double[] filled(int length) {
    return new Seed(length).random().doubles(length, -1, 1).toArray();
  }
}
