package gradus.num;

/**
 * The method of Lanczos: eigenpairs at the ends of the spectrum of a symmetric operator from its
 * products with vectors.
 *
 * <p>Each new vector is made orthogonal to all before it. When the room is full the best directions
 * are kept and the method goes on from there (thick restart: Wu and Simon, 2000). Where the
 * products are caught in an invariant subspace, a fresh random direction is taken.
 *
 * <p>An eigenvalue of multiplicity m is found once, and again only through round-off: ask for few
 * and expect distinct ones.
 *
 * @param room how many vectors are kept at most, at least 4 more than are wanted
 * @param mostProducts when to give up
 * @param tolerance of the residuals, relative to the largest |λ|
 * @param seed decides the start
 */
public record Lanczos(int room, int mostProducts, double tolerance, Seed seed) {
  /** Products between two looks at the residuals. */
  private static final int PAUSE = 5;

  /** Residuals relative to the norm that round-off leaves, and what counts as none. */
  private static final double ROUND_OFF = 0x1p-50;

  /** Residuals to 1e-10 in at most 1000 products, 80 of them kept. */
  public static Lanczos usual(Seed seed) {
    return new Lanczos(80, 1000, 1e-10, seed);
  }

  /** The same with other limits. */
  public Lanczos within(int newRoom, int newMost, double newTolerance) {
    return new Lanczos(newRoom, newMost, newTolerance, seed);
  }

  /** The bytes that the vectors kept for an operator on R^n take. */
  public long bytes(int n) {
    return (long) Math.min(room, n) * n * Double.BYTES;
  }

  /**
   * The {@code least} least and the {@code largest} largest eigenvalues, or all where there are not
   * so many.
   */
  public ExtremeEigen extreme(SelfAdjointOperator a, int least, int largest) {
    return new Run(a, Math.min(least, a.dimension()), largest).result();
  }

  /** The k largest eigenvalues. */
  public ExtremeEigen largest(SelfAdjointOperator a, int k) {
    return extreme(a, 0, k);
  }

  /** A run under way: A V = V T + r eᵀ for the rows of the basis, with T as they come. */
  private final class Run {
    private final SelfAdjointOperator a;
    private final int n;
    private final int least;
    private final int largest;
    private final int most;
    private final Orthogonal basis;
    private final double[] parts;
    private double[] next;
    private double[] image;
    private Matrix t;
    private int products;
    private int fresh;

    Run(SelfAdjointOperator a, int least, int largest) {
      this.a = a;
      this.n = a.dimension();
      this.least = least;
      this.largest = Math.min(largest, n - least);
      this.most = Math.min(n, Math.max(room, least + largest + 4));
      this.basis = new Orthogonal(most, n);
      this.parts = new double[most];
      this.next = new double[n];
      this.image = new double[n];
      this.t = Matrix.zeros(most, most);
    }

    ExtremeEigen result() {
      if (n == 0 || least + largest == 0) {
        return new ExtremeEigen(new double[0], Matrix.zeros(0, n), new double[0], 0, true);
      }
      double beta = freshDirection();
      while (true) {
        basis.append(next, beta);
        beta = multiply();
        int m = basis.count();
        boolean whole = m == n;
        boolean full = m == most;
        boolean last = products >= mostProducts;
        if (whole || full || last || products % PAUSE == 0) {
          SymmetricEigen ritz = SymmetricEigen.of(leading(m));
          double scale = Math.max(Math.abs(ritz.values()[0]), Math.abs(ritz.values()[m - 1]));
          double rest = whole ? 0 : beta;
          boolean found = enough(ritz, rest, scale);
          if (whole || found || last) {
            return chosen(ritz, rest, scale, whole || found);
          }
          if (full) {
            restart(ritz);
          }
        }
        if (beta <= ROUND_OFF * scaleOfT(basis.count())) {
          beta = freshDirection();
        }
      }
    }

    /** Fills {@link #next} with A times the last row less its part in the basis; its norm. */
    private double multiply() {
      int m = basis.count();
      double[] last = next;
      basis.read(m - 1, last);
      a.apply(last, image);
      products++;
      double norm = basis.clear(image, parts);
      for (int j = 0; j < m; j++) {
        t.set(m - 1, j, parts[j]);
        t.set(j, m - 1, parts[j]);
      }
      double[] was = next;
      next = image;
      image = was;
      return norm;
    }

    /** A random direction outside the basis. */
    private double freshDirection() {
      seed.normals(fresh++, next);
      return basis.clear(next, parts);
    }

    private Matrix leading(int m) {
      Matrix part = Matrix.zeros(m, m);
      for (int i = 0; i < m; i++) {
        System.arraycopy(t.data(), i * most, part.data(), i * m, m);
      }
      return part;
    }

    private double scaleOfT(int m) {
      double largestEntry = 0;
      for (int i = 0; i < m; i++) {
        largestEntry = Math.max(largestEntry, Math.abs(t.at(i, i)));
      }
      return largestEntry;
    }

    private boolean wanted(int j, int m) {
      return j < least || j >= m - largest;
    }

    private boolean enough(SymmetricEigen ritz, double beta, double scale) {
      int m = ritz.values().length;
      if (m < Math.min(n, least + largest + 1)) {
        return false;
      }
      double bound = Math.max(tolerance, ROUND_OFF) * scale;
      for (int j = 0; j < m; j++) {
        if (wanted(j, m) && residual(ritz, j, beta) > bound) {
          return false;
        }
      }
      return true;
    }

    private double residual(SymmetricEigen ritz, int j, double beta) {
      return beta * Math.abs(ritz.vectors().at(ritz.values().length - 1, j));
    }

    /** Keeps the wanted directions and as many of their neighbours as half the room holds. */
    private void restart(SymmetricEigen ritz) {
      int m = ritz.values().length;
      int more = Math.max(2, (m - least - largest) / 2);
      int low = least == 0 ? 0 : least + (largest == 0 ? more : more / 2);
      int high = largest == 0 ? 0 : largest + (least == 0 ? more : more - more / 2);
      int[] kept = new int[Math.min(low + high, m - 2)];
      for (int i = 0; i < kept.length; i++) {
        kept[i] = i < low ? i : m - kept.length + i;
      }
      Matrix turn = Matrix.zeros(kept.length, m);
      t = Matrix.zeros(most, most);
      for (int i = 0; i < kept.length; i++) {
        System.arraycopy(ritz.vector(kept[i]), 0, turn.data(), i * m, m);
        t.set(i, i, ritz.values()[kept[i]]);
      }
      basis.combine(turn);
      // What couples the kept directions to the next vector comes back as the parts of its image.
    }

    private ExtremeEigen chosen(SymmetricEigen ritz, double beta, double scale, boolean converged) {
      int m = ritz.values().length;
      int count = Math.min(m, least + largest);
      double[] values = new double[count];
      double[] residuals = new double[count];
      Matrix turn = Matrix.zeros(count, m);
      int at = 0;
      for (int j = 0; j < m && at < count; j++) {
        if (wanted(j, m)) {
          values[at] = ritz.values()[j];
          residuals[at] = Math.max(residual(ritz, j, beta), ROUND_OFF * scale);
          System.arraycopy(ritz.vector(j), 0, turn.data(), at * m, m);
          at++;
        }
      }
      Matrix vectors = Matrix.wrap(count, n, basis.combinations(turn));
      return new ExtremeEigen(values, vectors, residuals, products, converged);
    }
  }
}
