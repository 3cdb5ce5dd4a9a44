package gradus.num;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Objects;

/**
 * The LAPACK inside OpenBLAS. Calls may run for minutes, so matrices are copied off the heap and
 * the collector goes its way meanwhile.
 */
enum NativeLapack implements Lapack {
  INSTANCE;

  private static final int ROW_MAJOR = 101;
  private static final int COLUMN_MAJOR = 102;
  private static final byte VECTORS = 'V';
  private static final byte THIN = 'S';
  private static final byte LOWER = 'L';
  private static final byte UPPER = 'U';

  /** Eigenvalues and vectors by divide and conquer. */
  private static final MethodHandle SYEVD = bind("LAPACKE_dsyevd", "icci" + "ai" + "a");

  /** Singular values and vectors by divide and conquer. */
  private static final MethodHandle GESDD = bind("LAPACKE_dgesdd", "icii" + "ai" + "a" + "aiai");

  /** Cholesky factor. */
  private static final MethodHandle POTRF = bind("LAPACKE_dpotrf", "ici" + "ai");

  /** QR factorisation, and the making of its orthogonal factor. */
  private static final MethodHandle GEQRF = bind("LAPACKE_dgeqrf", "iii" + "ai" + "a");

  private static final MethodHandle ORGQR = bind("LAPACKE_dorgqr", "iiii" + "ai" + "a");

  /** Least squares of minimum norm by singular values. */
  private static final MethodHandle GELSD = bind("LAPACKE_dgelsd", "iiii" + "aiai" + "ada");

  /** A C function that gives an int, by its arguments: i, c(har), d, and a for an array. */
  private static MethodHandle bind(String name, String arguments) {
    MemoryLayout[] layouts =
        arguments
            .chars()
            .mapToObj(
                c ->
                    switch (c) {
                      case 'i' -> JAVA_INT;
                      case 'c' -> JAVA_BYTE;
                      case 'd' -> JAVA_DOUBLE;
                      default -> ADDRESS;
                    })
            .toArray(MemoryLayout[]::new);
    return Objects.requireNonNull(OpenBlasLibrary.loaded())
        .function(name, FunctionDescriptor.of(JAVA_INT, layouts));
  }

  @Override
  public SymmetricEigen symmetricEigen(Matrix a) {
    int n = a.rows();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = copy(arena, a.data());
      MemorySegment w = room(arena, n);
      int info = (int) SYEVD.invokeExact(ROW_MAJOR, VECTORS, LOWER, n, x, n, w);
      requireDone("the symmetric eigenproblem", info);
      return new SymmetricEigen(numbers(w), matrix(n, n, x));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  @Override
  public Svd svd(Matrix a) {
    int m = a.rows();
    int n = a.cols();
    int k = Math.min(m, n);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = copy(arena, a.data());
      MemorySegment s = room(arena, k);
      MemorySegment u = room(arena, (long) m * k);
      MemorySegment vt = room(arena, (long) k * n);
      int info = (int) GESDD.invokeExact(ROW_MAJOR, THIN, m, n, x, n, s, u, k, vt, n);
      requireDone("the singular value decomposition", info);
      return new Svd(matrix(m, k, u), numbers(s), matrix(k, n, vt).transpose());
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  @Override
  public Matrix cholesky(Matrix a) {
    int n = a.rows();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = copy(arena, a.data());
      // Read by columns the lower triangle is the upper one, and nothing need be transposed.
      int info = (int) POTRF.invokeExact(COLUMN_MAJOR, UPPER, n, x, n);
      if (info > 0) {
        throw new NotPositiveDefinite(info, n);
      }
      requireDone("the Cholesky factorisation", info);
      Matrix lower = matrix(n, n, x);
      for (int i = 0; i < n; i++) {
        Arrays.fill(lower.data(), i * n + i + 1, (i + 1) * n, 0);
      }
      return lower;
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  @Override
  public Qr qr(Matrix a) {
    int m = a.rows();
    int n = a.cols();
    int k = Math.min(m, n);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = copy(arena, a.data());
      MemorySegment tau = room(arena, k);
      requireDone("the QR factorisation", (int) GEQRF.invokeExact(ROW_MAJOR, m, n, x, n, tau));
      Matrix packed = matrix(m, n, x);
      Matrix r = Matrix.zeros(k, n);
      for (int i = 0; i < k; i++) {
        System.arraycopy(packed.data(), i * n + i, r.data(), i * n + i, n - i);
      }
      requireDone("the orthogonal factor", (int) ORGQR.invokeExact(ROW_MAJOR, m, k, k, x, n, tau));
      Matrix full = matrix(m, n, x);
      Matrix q = Matrix.zeros(m, k);
      for (int i = 0; i < m; i++) {
        System.arraycopy(full.data(), i * n, q.data(), i * k, k);
      }
      return new Qr(q, r);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  @Override
  public LeastSquares leastSquares(Matrix a, double[] b, double tolerance) {
    int m = a.rows();
    int n = a.cols();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = copy(arena, a.data());
      MemorySegment y = room(arena, Math.max(m, n));
      MemorySegment.copy(b, 0, y, JAVA_DOUBLE, 0, m);
      MemorySegment s = room(arena, Math.min(m, n));
      MemorySegment rank = arena.allocate(JAVA_INT);
      int info = (int) GELSD.invokeExact(ROW_MAJOR, m, n, 1, x, n, y, 1, s, tolerance, rank);
      requireDone("the least-squares problem", info);
      double[] solution = y.asSlice(0, (long) n * Double.BYTES).toArray(JAVA_DOUBLE);
      return new LeastSquares(solution, rank.get(JAVA_INT, 0), numbers(s), tolerance);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static MemorySegment room(Arena arena, long count) {
    return arena.allocate(JAVA_DOUBLE, count);
  }

  private static MemorySegment copy(Arena arena, double[] data) {
    return arena.allocateFrom(JAVA_DOUBLE, data);
  }

  private static double[] numbers(MemorySegment segment) {
    return segment.toArray(JAVA_DOUBLE);
  }

  private static Matrix matrix(int rows, int cols, MemorySegment segment) {
    return Matrix.wrap(rows, cols, numbers(segment));
  }

  private static void requireDone(String what, int info) {
    if (info != 0) {
      throw new ArithmeticException(what + " was not solved: LAPACK gave up with code " + info);
    }
  }

  private static RuntimeException failed(Throwable e) {
    return e instanceof RuntimeException known
        ? known
        : new IllegalStateException("a call of LAPACK failed", e);
  }
}
