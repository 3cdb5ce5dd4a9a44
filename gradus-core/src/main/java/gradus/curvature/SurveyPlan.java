package gradus.curvature;

import gradus.num.Lanczos;
import gradus.num.Seed;
import gradus.num.StochasticLanczosQuadrature;

/** How closely the curvature at a point is looked at. */
public sealed interface SurveyPlan {
  /** About the bytes that it takes for p trained weights, beside the risk itself. */
  long bytes(int p);

  /** What a user calls it. */
  String label();

  /**
   * All eigenvalues and eigenvectors of the dense matrix: nullity, signature and their reasons.
   *
   * @param top how many eigenvectors to keep at each end
   */
  record Dense(int top) implements SurveyPlan {
    @Override
    public long bytes(int p) {
      return Curvature.denseBytes(p);
    }

    @Override
    public String label() {
      return "dense";
    }
  }

  /**
   * Eigenvalues at the ends by Lanczos, the trace by random vectors.
   *
   * @param count how many of the largest; the least one comes with them
   * @param seed decides the random vectors
   */
  record Top(int count, Seed seed) implements SurveyPlan {
    /** Checks the number. */
    public Top {
      if (count < 1) {
        throw new IllegalArgumentException("at least 1 eigenvalue is needed, not " + count);
      }
    }

    @Override
    public long bytes(int p) {
      // Beside the basis, the vectors chosen and the sketch of the trace.
      return lanczos().bytes(p) + (count + 1 + 6L * 32) * p * Double.BYTES;
    }

    @Override
    public String label() {
      return "top";
    }

    Lanczos lanczos() {
      int room = Math.max(80, 4 * count);
      return Lanczos.usual(seed.child("lanczos")).within(room, 50 * room, 1e-10);
    }
  }

  /**
   * The distribution of all eigenvalues by stochastic Lanczos quadrature, with error bars; the five
   * largest and the least eigenvalue beside it.
   *
   * @param steps the nodes of each rule
   * @param vectors how many random vectors
   * @param seed decides them
   */
  record Density(int steps, int vectors, Seed seed) implements SurveyPlan {
    @Override
    public long bytes(int p) {
      return Math.max(quadrature().bytes(p), ends().bytes(p));
    }

    @Override
    public String label() {
      return "density";
    }

    Top ends() {
      return new Top(5, seed);
    }

    StochasticLanczosQuadrature quadrature() {
      return new StochasticLanczosQuadrature(steps, vectors, seed.child("density"));
    }
  }
}
