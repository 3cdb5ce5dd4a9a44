package gradus.num;

import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/** Factorisations in pure Java, by Hipparchus: for machines without a native library. */
enum HipparchusLapack implements Lapack {
  INSTANCE;

  @Override
  public SymmetricEigen symmetricEigen(Matrix a) {
    int n = a.rows();
    RealMatrix symmetric = MatrixUtils.createRealMatrix(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        symmetric.setEntry(i, j, a.at(i, j));
        symmetric.setEntry(j, i, a.at(i, j));
      }
    }
    var eigen = new EigenDecompositionSymmetric(symmetric);
    // Hipparchus gives the largest first.
    double[] values = new double[n];
    Matrix vectors = Matrix.zeros(n, n);
    for (int j = 0; j < n; j++) {
      values[j] = eigen.getEigenvalue(n - 1 - j);
      for (int i = 0; i < n; i++) {
        vectors.set(i, j, eigen.getV().getEntry(i, n - 1 - j));
      }
    }
    return new SymmetricEigen(values, vectors);
  }

  @Override
  public Svd svd(Matrix a) {
    var svd = new SingularValueDecomposition(of(a));
    return new Svd(of(svd.getU()), svd.getSingularValues(), of(svd.getV()));
  }

  /** Row by row; Hipparchus has this too, but does not tell which leading minor fails. */
  @Override
  public Matrix cholesky(Matrix a) {
    int n = a.rows();
    Matrix lower = Matrix.zeros(n, n);
    double[] l = lower.data();
    Blas blas = ScalarBlas.INSTANCE;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        l[i * n + j] = (a.at(i, j) - blas.dot(j, l, i * n, l, j * n)) / l[j * n + j];
      }
      double pivot = a.at(i, i) - blas.dot(i, l, i * n, l, i * n);
      if (!(pivot > 0)) {
        throw new NotPositiveDefinite(i + 1, n);
      }
      l[i * n + i] = Math.sqrt(pivot);
    }
    return lower;
  }

  @Override
  public Qr qr(Matrix a) {
    int k = Math.min(a.rows(), a.cols());
    var qr = new QRDecomposition(of(a));
    RealMatrix q = qr.getQ().getSubMatrix(0, a.rows() - 1, 0, k - 1);
    RealMatrix r = qr.getR().getSubMatrix(0, k - 1, 0, a.cols() - 1);
    return new Qr(of(q), of(r));
  }

  @Override
  public LeastSquares leastSquares(Matrix a, double[] b, double tolerance) {
    Svd svd = svd(a);
    double[] sigma = svd.values();
    double[] x = new double[a.cols()];
    int rank = 0;
    while (rank < sigma.length && sigma[rank] > tolerance * sigma[0]) {
      double share = 0;
      for (int i = 0; i < a.rows(); i++) {
        share += svd.u().at(i, rank) * b[i];
      }
      for (int j = 0; j < a.cols(); j++) {
        x[j] += share / sigma[rank] * svd.v().at(j, rank);
      }
      rank++;
    }
    return new LeastSquares(x, rank, sigma, tolerance);
  }

  private static RealMatrix of(Matrix a) {
    RealMatrix copy = MatrixUtils.createRealMatrix(a.rows(), a.cols());
    for (int i = 0; i < a.rows(); i++) {
      copy.setRow(i, a.row(i));
    }
    return copy;
  }

  private static Matrix of(RealMatrix a) {
    return Matrix.ofRows(a.getData());
  }
}
