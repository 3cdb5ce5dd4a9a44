package gradus.report;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Unicode characters for commands, scripts and accents of TeX. */
final class MathSymbols {
  private static final Map<String, String> COMMANDS = new HashMap<>();
  private static final Map<String, String> ACCENTS =
      Map.of(
          "hat", "\u0302",
          "widehat", "\u0302",
          "tilde", "\u0303",
          "widetilde", "\u0303",
          "bar", "\u0304",
          "overline", "\u0304",
          "dot", "\u0307",
          "ddot", "\u0308",
          "vec", "\u20d7");
  private static final String PLAIN = "0123456789+-=()aehijklmnoprstuvxβγρφχ";
  private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ";
  private static final String UPRIGHT =
      "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW";
  private static final String RAISED =
      "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ";

  static {
    put("alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ iota ι");
    put("kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ");
    put("chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ");
    put("Omega Ω ell ℓ nabla ∇ partial ∂ infty ∞ cdot · times × pm ± mp ∓ le ≤ leq ≤ ge ≥ geq ≥");
    put("ne ≠ neq ≠ approx ≈ sim ∼ propto ∝ equiv ≡ ll ≪ gg ≫ to → rightarrow → leftarrow ←");
    put("mapsto ↦ in ∈ notin ∉ subset ⊂ cup ∪ cap ∩ sum ∑ prod ∏ int ∫ langle ⟨ rangle ⟩");
    put("lVert ‖ rVert ‖ Vert ‖ lvert | rvert | vert | mid | top ᵀ star ⋆ ast ∗ circ ∘ dots …");
    put("ldots … cdots ⋯ forall ∀ exists ∃ perp ⊥ odot ⊙ otimes ⊗ oplus ⊕ dagger † prime ′");
    put("lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ setminus ∖ min min max max sup sup inf inf log log");
    put(
        "ln ln exp exp sin sin cos cos tan tan tanh tanh sign sign arg arg det det dim dim lim"
            + " lim");
    put("Pr Pr deg deg gcd gcd");
  }

  private MathSymbols() {}

  private static void put(String pairs) {
    String[] words = pairs.split(" ", -1);
    for (int i = 0; i < words.length; i += 2) {
      COMMANDS.put(words[i], words[i + 1]);
    }
  }

  /** The character or word of a command, or null when it is not known. */
  static @Nullable String command(String name) {
    return COMMANDS.get(name);
  }

  /** The combining character of an accent, or null when the command is none. */
  static @Nullable String accent(String name) {
    return ACCENTS.get(name);
  }

  /** The text lowered, or null when a character has no lowered form. */
  static @Nullable String lowered(String text) {
    return mapped(text, PLAIN, LOWERED);
  }

  /** The text raised, or null when a character has no raised form. */
  static @Nullable String raised(String text) {
    return mapped(text, UPRIGHT, RAISED);
  }

  private static @Nullable String mapped(String text, String from, String to) {
    StringBuilder mapped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i) == '−' ? '-' : text.charAt(i);
      int place = from.indexOf(c);
      if (c == '∗' || c == '⋆' || c == '*' || c == '′' || c == 'ᵀ') {
        mapped.append(c);
      } else if (place < 0) {
        return null;
      } else {
        mapped.append(to.charAt(place));
      }
    }
    return mapped.toString();
  }
}
