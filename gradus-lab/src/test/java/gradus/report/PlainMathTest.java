package gradus.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlainMathTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\\log_{10}\\hat R ; log₁₀ R̂",
        "\\log t ; log t",
        "\\rho_k^2-\\rho_j^2 ; ρₖ²−ρⱼ²",
        "\\lVert w\\rVert^L ; ‖w‖ᴸ",
        "\\|\\nabla\\hat R\\| ; ‖∇R̂‖",
        "\\tilde\\gamma=\\min_n y_nf_n ; γ̃ = minₙ yₙfₙ",
        "\\frac{1}{N}\\sum_{n=1}^N e^{-z} ; 1/N∑ₙ₌₁ᴺ e⁻ᶻ",
        "\\frac{a+b}{\\sqrt{2}} ; (a+b)/(√2)",
        "1/\\sqrt{2n} ; 1/√(2n)",
        "\\frac12+\\frac7{32d} ; 1/2+7/(32d)",
        "H^\\infty/\\sqrt{d^2} ; H∞/√d²",
        "W_{out} ; Wₒᵤₜ",
        "W_{\\text{Q}} ; W_Q",
        "x \\le \\infty ; x ≤ ∞",
        "\\gamma^* ; γ*",
        "\\cos\\left(w, -\\nabla R\\right) ; cos(w, −∇R)",
        "\\mathbb{R}^d ; Rᵈ",
        "\\frobnicate{x} ; frobnicatex",
        "\\dot w ; ẇ"
      })
  void of_commonFormulas_isUnicode(String tex, String plain) {
    // An accent is a combining character: W with dot above may be written as one or as two.
    assertThat(PlainMath.of(tex)).isEqualToNormalizingUnicode(plain);
  }

  @ParameterizedTest
  @CsvSource({"\\", "{", "}", "_", "^", "x^", "\\frac{1}", "\\hat", "a_{b^{c"})
  void of_brokenFormulas_ends(String tex) {
    assertThat(PlainMath.of(tex)).doesNotContain("\\");
  }

  @Test
  void of_deepNesting_ends() {
    assertThat(PlainMath.of("{".repeat(100_000))).hasSizeLessThan(10);
    assertThat(PlainMath.of("x" + "^{".repeat(100_000))).hasSizeLessThan(200);
    assertThat(PlainMath.of("\\sqrt".repeat(100_000))).hasSizeLessThan(1000);
  }
}
