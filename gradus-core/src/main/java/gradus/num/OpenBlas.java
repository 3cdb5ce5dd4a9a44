package gradus.num;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Objects;

/**
 * Products by the native OpenBLAS, called on arrays where they stand in the heap.
 *
 * <p>The calls are critical ones: nothing is copied, and the collector leaves the arrays in place
 * until the call is back. Extents are checked first, since native code would write past an array
 * without a word.
 */
final class OpenBlas implements Blas {
  private static final int ROW_MAJOR = 101;
  private static final int AS_IS = 111;
  private static final int TRANSPOSED = 112;
  private static final int UPPER = 121;

  private static final MethodHandle GEMM =
      bind("cblas_dgemm", "iiiiii" + "d" + "ai" + "ai" + "d" + "ai", false);
  private static final MethodHandle GEMV =
      bind("cblas_dgemv", "iiii" + "d" + "ai" + "ai" + "d" + "ai", false);
  private static final MethodHandle SYRK =
      bind("cblas_dsyrk", "iiiii" + "d" + "ai" + "d" + "ai", false);
  private static final MethodHandle AXPY = bind("cblas_daxpy", "id" + "ai" + "ai", false);
  private static final MethodHandle DOT = bind("cblas_ddot", "i" + "ai" + "ai", true);
  private static final MethodHandle SCAL = bind("cblas_dscal", "id" + "ai", false);

  private final String label;

  /** To be touched only where {@link OpenBlasLibrary#loaded} is not null. */
  OpenBlas(String label) {
    this.label = label;
  }

  /** A C function by its arguments: i for int, d for double, a for an array of doubles. */
  private static MethodHandle bind(String name, String arguments, boolean givesDouble) {
    MemoryLayout[] layouts =
        arguments
            .chars()
            .mapToObj(c -> c == 'i' ? JAVA_INT : c == 'd' ? JAVA_DOUBLE : ADDRESS)
            .toArray(MemoryLayout[]::new);
    OpenBlasLibrary library = Objects.requireNonNull(OpenBlasLibrary.loaded());
    return library.function(
        name,
        givesDouble
            ? FunctionDescriptor.of(JAVA_DOUBLE, layouts)
            : FunctionDescriptor.ofVoid(layouts),
        Linker.Option.critical(true));
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public void gemm(
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOff,
      int lda,
      double[] b,
      int bOff,
      int ldb,
      double beta,
      double[] c,
      int cOff,
      int ldc) {
    if (m == 0 || n == 0) {
      return;
    }
    if (k == 0 || alpha == 0) {
      ScalarBlas.scaleRows(m, n, beta, c, cOff, ldc);
      return;
    }
    require(transA ? k : m, transA ? m : k, a, aOff, lda);
    require(transB ? n : k, transB ? k : n, b, bOff, ldb);
    require(m, n, c, cOff, ldc);
    try {
      GEMM.invokeExact(
          ROW_MAJOR,
          transA ? TRANSPOSED : AS_IS,
          transB ? TRANSPOSED : AS_IS,
          m,
          n,
          k,
          alpha,
          from(a, aOff),
          lda,
          from(b, bOff),
          ldb,
          beta,
          from(c, cOff),
          ldc);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  @Override
  public void gemv(
      boolean trans,
      int m,
      int n,
      double alpha,
      double[] a,
      int aOff,
      int lda,
      double[] x,
      int xOff,
      double beta,
      double[] y,
      int yOff) {
    int rows = trans ? n : m;
    if (rows == 0) {
      return;
    }
    if (m == 0 || n == 0 || alpha == 0) {
      ScalarBlas.scaleRows(1, rows, beta, y, yOff, rows);
      return;
    }
    require(m, n, a, aOff, lda);
    require(trans ? m : n, x, xOff);
    require(rows, y, yOff);
    try {
      GEMV.invokeExact(
          ROW_MAJOR,
          trans ? TRANSPOSED : AS_IS,
          m,
          n,
          alpha,
          from(a, aOff),
          lda,
          from(x, xOff),
          1,
          beta,
          from(y, yOff),
          1);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  @Override
  public void syrk(
      boolean trans,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOff,
      int lda,
      double beta,
      double[] c,
      int cOff,
      int ldc) {
    if (n == 0 || k == 0 || alpha == 0 || beta != 0) {
      // With β ≠ 0 the two triangles of C may differ, and so must both be computed.
      gemm(trans, !trans, n, n, k, alpha, a, aOff, lda, a, aOff, lda, beta, c, cOff, ldc);
      return;
    }
    require(trans ? k : n, trans ? n : k, a, aOff, lda);
    require(n, n, c, cOff, ldc);
    try {
      SYRK.invokeExact(
          ROW_MAJOR,
          UPPER,
          trans ? TRANSPOSED : AS_IS,
          n,
          k,
          alpha,
          from(a, aOff),
          lda,
          0.0,
          from(c, cOff),
          ldc);
    } catch (Throwable e) {
      throw failed(e);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        c[cOff + i * ldc + j] = c[cOff + j * ldc + i];
      }
    }
  }

  @Override
  public void axpy(int n, double alpha, double[] x, int xOff, double[] y, int yOff) {
    require(n, x, xOff);
    require(n, y, yOff);
    try {
      AXPY.invokeExact(n, alpha, from(x, xOff), 1, from(y, yOff), 1);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  @Override
  public double dot(int n, double[] x, int xOff, double[] y, int yOff) {
    require(n, x, xOff);
    require(n, y, yOff);
    try {
      return (double) DOT.invokeExact(n, from(x, xOff), 1, from(y, yOff), 1);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  @Override
  public double nrm2(int n, double[] x, int xOff) {
    double square = dot(n, x, xOff, x, xOff);
    return ScaledNorm.isSafe(square) ? Math.sqrt(square) : ScaledNorm.of(n, x, xOff);
  }

  @Override
  public void scal(int n, double alpha, double[] x, int xOff) {
    require(n, x, xOff);
    try {
      SCAL.invokeExact(n, alpha, from(x, xOff), 1);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static MemorySegment from(double[] a, int off) {
    return MemorySegment.ofArray(a).asSlice((long) off * Double.BYTES);
  }

  private static void require(int n, double[] x, int off) {
    Objects.checkFromIndexSize(off, n, x.length);
  }

  private static void require(int rows, int cols, double[] a, int off, int ld) {
    if (ld < cols) {
      throw new IndexOutOfBoundsException(
          "rows of %d numbers cannot stand %d apart".formatted(cols, ld));
    }
    Objects.checkFromIndexSize(off, (rows - 1L) * ld + cols, (long) a.length);
  }

  private static RuntimeException failed(Throwable e) {
    if (e instanceof RuntimeException known) {
      return known;
    }
    return new IllegalStateException("a call of OpenBLAS failed", e);
  }
}
