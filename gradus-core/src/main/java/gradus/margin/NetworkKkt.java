package gradus.margin;

import gradus.loss.Examples;
import gradus.loss.Targets;
import gradus.net.Network;
import gradus.net.Tape;
import gradus.num.BadInput;
import gradus.num.Blas;
import gradus.num.LogSum;
import gradus.num.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How near the weights of a homogeneous network are to a stationary point of its margin.
 *
 * <p>For f of degree L in w and margins z_n = y_n f(w, x_n) with least γ̂ &gt; 0, let θ =
 * w/γ̂^{1/L}, which is feasible for min ½‖θ‖² over y_n f(θ, x_n) ≥ 1. It is an (ε, δ)-approximate
 * KKT point if some λ ≥ 0 has ‖θ - Σ λ_n h_n‖ ≤ ε and Σ λ_n (y_n f(θ, x_n) - 1) ≤ δ, with h_n = y_n
 * ∂f(θ, x_n)/∂θ (Lyu and Li 2020, definition C.4). Both are given over their scale, ‖θ‖ and ‖θ‖².
 *
 * @param margins z_n at w
 * @param normalizedMargin γ̂/‖w‖^L
 * @param byLoss the residuals with λ from the exponential loss: λ_n ∝ e^{-z_n}, as long as θ
 * @param least the residuals with the λ of least ½ε² + δ, which for a linear network is the duality
 *     gap of the margin problem at θ
 */
public record NetworkKkt(
    double[] margins, double normalizedMargin, Residuals byLoss, Residuals least) {
  /** A Jacobian of more entries, half a gigabyte, is refused. */
  private static final long MOST = 1L << 26;

  private static final Blas BLAS = Blas.best();

  /**
   * Two residuals and the multipliers they belong to.
   *
   * @param multipliers λ, of length N
   * @param stationarity ε/‖θ‖ = ‖θ - Σ λ_n h_n‖/‖θ‖
   * @param complementarity δ/‖θ‖² = Σ λ_n (z_n/γ̂ - 1)/‖θ‖²
   */
  public record Residuals(double[] multipliers, double stationarity, double complementarity) {}

  /**
   * The residuals of a network at given weights. At kinks the derivative is the one of the network.
   *
   * @throws BadInput if the network has not one output, is not homogeneous, or an example is not on
   *     its right side, which leaves nothing to divide by
   */
  public static NetworkKkt of(Network network, double[] w, Examples examples) {
    int degree = degree(network, examples);
    int n = examples.count();
    int p = network.parameters();
    if ((long) n * p > MOST) {
      throw new BadInput(
          "the derivatives of %d examples in %d weights take %.1f GiB, more than the 0.5 allowed; take fewer examples"
              .formatted(n, p, (double) n * p * Double.BYTES / (1L << 30)));
    }
    Tape tape = network.tape(examples.batch());
    network.forward(w, tape);
    double[] z = new double[n];
    for (int i = 0; i < n; i++) {
      z[i] = examples.targets().at(i) * tape.outputs()[i];
    }
    double gamma = Arrays.stream(z).min().orElse(0);
    if (!(gamma > 0)) {
      throw new BadInput(
          "the margins must be positive for a stationary point, but the least is " + gamma);
    }
    // In units of θ: h_n(θ) = h_n(w) γ̂^{-(L-1)/L}.
    double shrink = Math.pow(gamma, -1.0 / degree);
    double steep = Math.pow(gamma, -(degree - 1.0) / degree);
    double[] theta = Arrays.stream(w).map(v -> v * shrink).toArray();
    Matrix h = Matrix.zeros(n, p);
    double[] u = new double[examples.batch().stride()];
    double[] g = new double[p];
    for (int i = 0; i < n; i++) {
      u[i] = examples.targets().at(i) * steep;
      network.vjp(w, tape, u, g);
      System.arraycopy(g, 0, h.data(), i * p, p);
      u[i] = 0;
    }
    double size = BLAS.nrm2(p, theta, 0);
    double[] excess = Arrays.stream(z).map(v -> v / gamma - 1).toArray();
    return new NetworkKkt(
        z,
        gamma / Math.pow(BLAS.nrm2(p, w, 0), degree),
        residuals(h, theta, excess, byLoss(h, z, size)),
        residuals(h, theta, excess, closest(h, theta, excess)));
  }

  /** The examples whose multiplier in {@link #least} is above a part of the largest, in order. */
  public int[] support(double part) {
    double[] lambda = least.multipliers();
    double limit = part * Arrays.stream(lambda).max().orElse(0);
    return IntStream.range(0, lambda.length).filter(n -> lambda[n] > limit).toArray();
  }

  private static int degree(Network network, Examples examples) {
    if (network.outputs() != 1 || examples.targets().kind() != Targets.Kind.SIGNS) {
      throw new BadInput(
          "the margin of a network needs one output and labels -1/+1, but it has %d outputs"
              .formatted(network.outputs()));
    }
    int degree =
        network
            .degree()
            .orElseThrow(
                () ->
                    new BadInput(
                        "the network %s is not homogeneous in its weights; stationary points of the margin are defined for homogeneous ones"
                            .formatted(network)));
    if (degree < 1) {
      throw new BadInput("the network %s does not grow with its weights".formatted(network));
    }
    return degree;
  }

  /** λ_n ∝ e^{-z_n} such that Σ λ_n h_n is as long as θ, as Lyu and Li take them. */
  private static double[] byLoss(Matrix h, double[] z, double size) {
    double s = LogSum.of(Arrays.stream(z).map(v -> -v).toArray());
    double[] q = Arrays.stream(z).map(v -> Math.exp(-v - s)).toArray();
    double[] pull = new double[h.cols()];
    BLAS.gemv(true, h.rows(), h.cols(), 1, h.data(), 0, h.cols(), q, 0, 0, pull, 0);
    double factor = size / BLAS.nrm2(pull.length, pull, 0);
    return Arrays.stream(q).map(v -> v * factor).toArray();
  }

  /**
   * arg min ½‖θ - Hᵀλ‖² + ⟨excess, λ⟩ over λ ≥ 0: the multipliers of the point of {r : Hr ≤ excess}
   * that is nearest to θ.
   */
  private static double[] closest(Matrix h, double[] theta, double[] excess) {
    Matrix turned = h.copy();
    BLAS.scal(turned.data().length, -1, turned.data(), 0);
    double[] levels = Arrays.stream(excess).map(e -> -e).toArray();
    return switch (NearestPoint.of(turned, levels, theta, new int[0])) {
      case NearestPoint.Outcome.Found(double[] _, double[] lambda) -> lambda;
      case NearestPoint.Outcome.Empty _ ->
          throw new IllegalStateException("zero is in a cone that opens to it");
    };
  }

  private static Residuals residuals(Matrix h, double[] theta, double[] excess, double[] lambda) {
    double[] rest = theta.clone();
    BLAS.gemv(true, h.rows(), h.cols(), -1, h.data(), 0, h.cols(), lambda, 0, 1, rest, 0);
    double size = BLAS.nrm2(theta.length, theta, 0);
    return new Residuals(
        lambda,
        BLAS.nrm2(rest.length, rest, 0) / size,
        BLAS.dot(lambda.length, lambda, 0, excess, 0) / (size * size));
  }
}
