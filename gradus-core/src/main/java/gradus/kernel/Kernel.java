package gradus.kernel;

import gradus.num.Matrix;

/** A positive semidefinite function k(x, x') of two inputs. */
public interface Kernel {
  /** The matrix (k(x_i, x_j)) of the n rows of X. */
  SymmetricHalf gram(Matrix x);

  /** The m x n matrix (k(z_i, x_j)) of the m rows of Z against the n rows of X. */
  Matrix between(Matrix z, Matrix x);
}
