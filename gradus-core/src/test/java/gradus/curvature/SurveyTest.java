package gradus.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.loss.Risk;
import gradus.net.Block;
import gradus.net.Draws;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.BadInput;
import gradus.num.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SurveyTest {
  private static final Seed SEED = new Seed(11);
  private final Network network = Draws.network(Nonlinearity.tanh(), 3, 5, 4, 1);
  private final Risk risk = Risks.random(network, "logistic", 12, SEED);
  private final double[] w = Risks.weights(network, 2, SEED);

  /**
   * Tr Eᵀ(H + diag μ)E = Tr H - Σ_k v_kᵀHv_k + Σ_k μ_k(n_k - 1), from products alone: no basis of
   * the tangent space takes part.
   */
  @Test
  void onSpheres_trace_isThatOfTheHessianLessTheRadii() {
    Survey survey = Survey.onSpheres(risk, w, new SurveyPlan.Dense(2));
    Survey.Spheres spheres = survey.spheres().orElseThrow();
    Curvature hessian = Curvature.hessian(risk);
    double trace = Spectrum.of(hessian).trace();
    int k = 0;
    double[] image = new double[w.length];
    for (Block block : network.blocks()) {
      double[] radius = new double[w.length];
      System.arraycopy(w, block.offset(), radius, block.offset(), block.size());
      hessian.apply(radius, image);
      trace -= Draws.dot(radius, image) / Draws.dot(radius, radius);
      trace += spheres.mu()[k++] * (block.size() - 1);
    }
    assertThat(survey.parameters()).isEqualTo(w.length - 3);
    assertThat(survey.trace().estimate())
        .isCloseTo(trace, within(1e-12 * survey.frobenius().high()));
    Survey.Whole whole = survey.whole().orElseThrow();
    Spectrum.Signature signs = whole.signature();
    assertThat(signs.positive() + signs.zero() + signs.negative()).isEqualTo(w.length - 3);
    assertThat(whole.split()).isEmpty();
  }

  @Test
  void onSpheres_top_isTangentAndTheSameAsDense() {
    Survey dense = Survey.onSpheres(risk, w, new SurveyPlan.Dense(1));
    Survey top = Survey.onSpheres(risk, w, new SurveyPlan.Top(1, SEED));
    double largest = dense.largest().value();
    assertThat(top.largest().value()).isCloseTo(largest, within(1e-9 * Math.abs(largest)));
    for (Block block : network.blocks()) {
      double along = 0;
      for (int i = block.offset(); i < block.end(); i++) {
        along += w[i] * top.largest().vector()[i];
      }
      assertThat(along).isCloseTo(0, within(1e-12));
    }
  }

  @Test
  void onSpheres_aLayerOfZeros_isSaid() {
    double[] none = w.clone();
    Arrays.fill(none, network.blocks().get(1).offset(), network.blocks().get(1).end(), 0);
    assertThatThrownBy(() -> Survey.onSpheres(risk, none, new SurveyPlan.Dense(1)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("W2");
  }
}
