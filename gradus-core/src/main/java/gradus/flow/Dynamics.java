package gradus.flow;

import gradus.net.Network;
import java.util.List;

/**
 * A named way to move: an equation ẏ = F(y) for a state y from which the weights are read.
 *
 * <p>Everywhere g_k = -∂R̂/∂W_k, ρ_k = ‖W_k‖ and V_k = W_k/ρ_k. {@link #all} lists what there is,
 * and {@link #named} reads a label as a user types it, so that {@code named(d.label())} is d.
 */
public interface Dynamics {
  /** The name a user types. */
  String label();

  /** The equation for the weights of one network, with the room it works in. */
  Motion motion(Network network);

  /** All dynamics there are, for lists and for help. */
  static List<DynamicsKind> all() {
    return DynamicsKind.ALL;
  }

  /**
   * The dynamics of a label: {@code lagrange}, {@code tangent-gradient(3)}, {@code
   * prescribed-rho(log, 1, 10, rescaled)}.
   *
   * @throws gradus.num.BadInput if there is no such dynamics, naming the nearest
   */
  static Dynamics named(String label) {
    return DynamicsLabel.read(label);
  }

  /** ẇ = -∇R̂(w), the gradient flow (poggio2020, equations 1 and 13). */
  static Dynamics standard() {
    return new Standard();
  }

  /** ẇ = -∇R̂(w)/R̂(w): the path of {@link #standard} at unit rate of log R̂ (ji2020 §4.1). */
  static Dynamics rescaled() {
    return rescaled(standard());
  }

  /** The path of any dynamics, ẏ divided by the risk. */
  static Dynamics rescaled(Dynamics inner) {
    return new Rescaled(inner);
  }

  /**
   * {@link #standard} in norms and directions: ρ̇_k = ⟨V_k, g_k⟩, V̇_k = (g_k - V_k⟨V_k, g_k⟩)/ρ_k
   * (poggio2020, equation 14).
   */
  static Dynamics normalized() {
    return new Normalized();
  }

  /**
   * ρ̇_k = ⟨V_k, g_k⟩, V̇_k = ρ_k (g_k - V_k⟨V_k, g_k⟩) (poggio2020, equations 6 and 7); the update
   * is banburski2019's equation 51.
   */
  static Dynamics lagrange() {
    return new Lagrange();
  }

  /** The directions of {@link #lagrange} at constant norms (poggio2020, equations 3 and 4). */
  static Dynamics fixedRho() {
    return new FixedRho();
  }

  /** {@link #lagrange} with the update along great circles (banburski2019 §9). */
  static Dynamics trueGradient() {
    return new TrueGradient();
  }

  /**
   * w = γv/‖v‖ layer by layer, from v = W_k (banburski2019, equations 55 and 56, signs corrected).
   */
  static Dynamics weightNorm() {
    return weightNorm(false, false);
  }

  /**
   * The same from v of norm one, or with one v and γ for each unit.
   *
   * @param unitStart start at v = W_k/‖W_k‖
   * @param perUnit normalise the weights into each unit on their own
   */
  static Dynamics weightNorm(boolean unitStart, boolean perUnit) {
    return new WeightNorm(unitStart, perUnit);
  }

  /** {@link #standard} on a network with batch normalisation, which it checks for. */
  static Dynamics batchNorm() {
    return new BatchNormalized();
  }

  /**
   * V̇_k = ρ_k S_p g_k, which keeps ‖V_k‖_p = 1 (banburski2019, theorem 7).
   *
   * @param p the exponent, from 1 to infinity
   * @throws gradus.num.BadInput if p is below 1
   */
  static Dynamics tangentGradient(double p) {
    return new TangentGradient(new PNorm(p));
  }

  /**
   * V_k ← (V_k + h)/‖V_k + h‖_p with h = ηρ_k g_k (banburski2019, equation 52).
   *
   * @param p the exponent, from 1 to infinity
   * @throws gradus.num.BadInput if p is below 1
   */
  static Dynamics coefficientNormalization(double p) {
    return new CoefficientNormalization(new PNorm(p));
  }

  /**
   * ρ_k by a schedule in time t, V_k by its flow (banburski2019 §11.2, remark 1).
   *
   * @param schedule the design of ρ_k
   */
  static Dynamics prescribedRho(RadiusSchedule schedule) {
    return new PrescribedRho(schedule, false);
  }

  /**
   * The same in the rescaled clock, where V moves by gradient over risk and does not stall.
   *
   * @param schedule the design of ρ_k, in that clock
   */
  static Dynamics prescribedRhoRescaled(RadiusSchedule schedule) {
    return new PrescribedRho(schedule, true);
  }
}
