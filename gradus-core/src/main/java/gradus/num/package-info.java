/**
 * Numbers: matrices, dense linear algebra, linear operators, the log domain and seeds.
 *
 * <p>Vectors are {@code double[]}; matrices are row-major. Every routine that writes takes its
 * target as an argument, so that a training step need not allocate. Numbers that would leave the
 * range of {@code double} are carried by their natural logarithms ({@link gradus.num.LogSum}).
 * Randomness comes from a {@link gradus.num.Seed} and from nowhere else.
 *
 * <p>This is the ground floor: it knows no other room.
 */
@NullMarked
package gradus.num;

import org.jspecify.annotations.NullMarked;
