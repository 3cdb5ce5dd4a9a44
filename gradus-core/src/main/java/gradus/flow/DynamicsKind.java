package gradus.flow;

import java.util.List;

/**
 * A dynamics as a list or a help page shows it.
 *
 * @param label the name a user types, without parameters
 * @param equation what moves, in one line
 * @param parameters what may stand in parentheses behind the name, in order; empty for most
 * @param flow whether it makes sense as a flow of its own
 * @param descent whether it makes sense in discrete steps
 * @param memory whether rules with a memory (momentum, Adam) may drive it
 */
public record DynamicsKind(
    String label,
    String equation,
    List<String> parameters,
    boolean flow,
    boolean descent,
    boolean memory) {
  static final List<DynamicsKind> ALL =
      List.of(
          kind("standard", "Ẇ_k = g_k = -∂R̂/∂W_k", true, true, true),
          // In discrete steps that is the rescaled step, which counts the time as well.
          kind("rescaled", "Ẇ_k = g_k / R̂", true, false, false, "DYNAMICS (default standard)"),
          kind("normalized", "ρ̇_k = ⟨V_k, g_k⟩, V̇_k = S g_k / ρ_k", true, true, false),
          kind("lagrange", "ρ̇_k = ⟨V_k, g_k⟩, V̇_k = ρ_k S g_k", true, true, false),
          kind("fixed-rho", "ρ̇_k = 0, V̇_k = ρ_k S g_k", true, true, false),
          kind("true-gradient", "lagrange, along great circles", true, true, false),
          kind(
              "weight-norm",
              "W_k = γ v/‖v‖, γ̇ = ⟨v, g⟩/‖v‖, v̇ = (γ/‖v‖) S g",
              true,
              true,
              true,
              "unit (start at ‖v‖ = 1)",
              "rows (one v for each unit)"),
          kind("batch-norm", "standard, on a network with batch-norm layers", true, true, true),
          kind(
              "tangent-gradient",
              "V̇_k = ρ_k (I - ννᵀ/‖ν‖²) g_k, ν = ∂‖V_k‖_p",
              true,
              true,
              false,
              "P from 1 to inf (default 2)"),
          kind(
              "coefficient-normalization",
              "V_k ← (V_k + h)/‖V_k + h‖_p, h = ηρ_k g_k",
              true,
              true,
              false,
              "P from 1 to inf (default 2)"),
          kind(
              "prescribed-rho",
              "ρ_k(t) by a schedule, V̇_k = ρ_k S g_k",
              true,
              true,
              false,
              "log, A, T0 | linear, C | power, BETA, T0 | entropy, TARGET, GAIN",
              "rescaled (time in the clock ∫ dt/R̂)"));

  /** Copies the list. */
  public DynamicsKind {
    parameters = List.copyOf(parameters);
  }

  private static DynamicsKind kind(
      String label,
      String equation,
      boolean flow,
      boolean descent,
      boolean memory,
      String... parameters) {
    return new DynamicsKind(label, equation, List.of(parameters), flow, descent, memory);
  }
}
