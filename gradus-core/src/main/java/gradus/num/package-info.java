/**
 * Numbers: matrices, dense linear algebra, linear operators, the log domain and seeds.
 *
 * <p>Vectors are {@code double[]}; a {@link gradus.num.Matrix} is row-major. Every routine that
 * writes takes its target as an argument, so that a training step need not allocate.
 *
 * <p><b>Speed.</b> {@link gradus.num.Blas} multiplies and {@link gradus.num.Elementwise} loops.
 * Both have kernels of the vector API, used where the JVM was started with {@code --add-modules
 * jdk.incubator.vector}, and plain Java that gives the same to round-off. Large products go to the
 * native OpenBLAS, which is loaded when the first of them comes and runs on one thread; where it
 * cannot be loaded, everything works without it. The system property {@code gradus.blas} ({@code
 * auto}, {@code scalar}, {@code vector}, {@code openblas}) forces a choice. One choice on one kind
 * of processor gives the same bits on every run.
 *
 * <p><b>Factorisations.</b> {@link gradus.num.SymmetricEigen}, {@link gradus.num.Svd}, {@link
 * gradus.num.Cholesky}, {@link gradus.num.Qr} and {@link gradus.num.LeastSquares} are values made
 * by their static factories: by LAPACK, or by Hipparchus where there is no native library.
 *
 * <p><b>Range.</b> Numbers that would leave the range of {@code double} are carried by their
 * natural logarithms ({@link gradus.num.LogSum}, {@link gradus.num.LogNumber}).
 *
 * <p><b>Chance.</b> Randomness comes from a {@link gradus.num.Seed} and from nowhere else.
 *
 * <p><b>Errors.</b> {@link gradus.num.BadInput} is for what a user gave; arguments that break a
 * method's contract are {@link java.lang.IllegalArgumentException}s.
 *
 * <p>This is the ground floor: it knows no other room.
 */
@NullMarked
package gradus.num;

import org.jspecify.annotations.NullMarked;
