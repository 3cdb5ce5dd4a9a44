package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.curvature.FlowTerms;
import gradus.loss.Risk;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** B-E71/76: the printed values of the Hessian along the directions themselves. */
record QuadraticForms() implements Claim {
  @Override
  public String id() {
    return "B-E71/76";
  }

  @Override
  public Source source() {
    return Source.of(Document.BANBURSKI2019, "equations 71, 76 and 81, and the values after them");
  }

  @Override
  public String statement() {
    return "Along \\((V_1,\\dots,V_K)\\) the Hessian of constrained descent takes the "
        + "value \\(-K^2\\rho^2f^2+K(K-2)\\rho f\\), and the Jacobian of standard "
        + "descent the value \\(-2K\\rho f\\), each times \\(e^{-\\rho f}\\) and summed "
        + "over the examples; so both are negative definite.";
  }

  @Override
  public String formula() {
    return "\\sum_{k,k\\'}V_k^\\top HV_{k\\'}=\\sum_ne^{-\\rho "
        + "f_n}\\bigl[-K^2\\rho^2f_n^2+K(K-2)\\rho f_n\\bigr],"
        + "\\qquad\\sum_{k,k\\'}V_k^\\top JV_{k\\'}=-2K\\rho\\sum_ne^{-\\rho f_n}f_n";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    RandomGenerator random = seed.random();
    double[] off = new double[7];
    for (int draw = 0; draw < budget.of(6, 40, 300); draw++) {
      int k = 2 + draw % 4;
      int[] widths = new int[k];
      Arrays.fill(widths, 6);
      widths[k - 1] = 1;
      NetworkOnData model =
          new NetworkOnData(
              NetworkOnData.dense(4, Nonlinearity.relu(), widths), Vectors.gaussian(5, 4, random));
      double[] v = model.directions(Vectors.gaussian(model.network().parameters(), random));
      double rho = 1.5 + 3 * random.nextDouble();
      double[] f = model.values(v);
      double[] e = Arrays.stream(f).map(value -> Math.exp(-rho * value)).toArray();
      double sum = Vectors.dot(e, f);
      double squares = 0;
      for (int n = 0; n < f.length; n++) {
        squares += e[n] * f[n] * f[n];
      }
      double size = Arrays.stream(f).map(Math::abs).max().orElseThrow() * Arrays.stream(e).sum();
      if (size == 0) {
        continue;
      }
      Risk risk = risk(model);
      double[] w = Vectors.times(Math.pow(rho, 1.0 / k), v);
      double[] first = forms(FlowTerms.lagrange(risk, w), v);
      // Equation 76 lacks the factor ρ/ρ_k² of the flow.
      double lacking = Math.pow(rho, 2.0 / k - 1);
      double[] second = Vectors.times(lacking, forms(FlowTerms.standard(risk, w), v));
      note(off, 0, first[0] + k * k * rho * rho * squares, size);
      note(off, 1, first[1] - k * (k - 1) * rho * sum, size);
      note(off, 2, first[2] + k * rho * sum, size);
      note(off, 3, first[2] + k * sum, size);
      note(off, 4, second[1] + 2 * k * rho * sum, size);
      note(off, 5, second[1] + 2 * k * sum, size);
      note(off, 6, Math.abs(second[0]) + Math.abs(second[2]), size);
    }
    double flat = flatness();
    return Judgement.of(
            Evidence.near(
                "first term less \\(-K^2\\rho^2\\sum e^{-\\rho f}f^2\\)", off[0], 0, 1e-8),
            Evidence.near("second term less \\(K(K-1)\\rho\\sum e^{-\\rho f}f\\)", off[1], 0, 1e-8),
            Evidence.near(
                "third term less \\(-2K\\lambda\\) with the printed "
                    + "\\(\\lambda=\\frac12\\sum e^{-\\rho f}f\\)",
                off[3],
                0,
                1e-8),
            Evidence.near("first and third term of the second form", off[6], 0, 1e-8),
            Evidence.near(
                "second term of the second form less \\(-2K\\rho\\sum e^{-\\rho f}f\\)",
                off[4],
                0,
                1e-8),
            Evidence.near(
                    "third term with \\(\\lambda=\\frac12\\rho\\sum e^{-\\rho f}f\\)",
                    off[2],
                    0,
                    1e-8)
                .ofCorrection(),
            Evidence.near(
                    "second term of the second form less \\(-2K\\sum e^{-\\rho f}f\\)",
                    off[5],
                    0,
                    1e-8)
                .ofCorrection(),
            Evidence.near(
                    "curvature of a stationary two-layer linear net along a tangent, over"
                        + " \\(\\lambda\\)",
                    flat,
                    0,
                    1e-8)
                .ofCorrection())
        .corrected(
            "The multiplier is \\(\\lambda=\\frac12\\rho\\sum "
                + "e^{-\\rho f}f\\), which the third term needs; the second "
                + "form is \\(-2K\\sum e^{-\\rho f}f\\), without \\(\\rho\\) "
                + "(equation 76 leaves out \\(\\rho/\\rho_k^2\\), and the "
                + "second half of \\(B_n\\) must read \\(\\delta_{\\ell "
                + "i}V^j\\)). The inference to definiteness **fails**: "
                + "\\((V_1,\\dots,V_K)\\) is normal to the spheres, and a "
                + "value along one direction says nothing of the others. At "
                + "a stationary point of a two-layer linear network the "
                + "Hessian vanishes along the tangent that turns its hidden "
                + "units.");
  }

  private static void note(double[] off, int i, double defect, double size) {
    off[i] = Math.max(off[i], Math.abs(defect) / size);
  }

  /** ⟨V, TV⟩ for each term, as sums over the examples. */
  private static double[] forms(FlowTerms terms, double[] v) {
    return terms.terms().stream().mapToDouble(term -> terms.overExamples(term.form(v))).toArray();
  }

  /** The exponential risk with all labels +1. */
  private static Risk risk(NetworkOnData model) {
    double[] ones = new double[model.values(new double[model.network().parameters()]).length];
    Arrays.fill(ones, 1);
    return model.risk("exponential", ones);
  }

  /** The curvature of the constrained loss at V = (a uᵀ, aᵀ), N = 1, x = u, along a turn of a. */
  private static double flatness() {
    NetworkOnData model =
        new NetworkOnData(
            NetworkOnData.dense(2, Nonlinearity.linear(), 2, 1),
            Matrix.ofRows(new double[] {0.6, 0.8}));
    double[] v = {0.6, 0.8, 0, 0, 1, 0};
    double[] turn = {0, 0, 0.6, 0.8, 0, 1};
    FlowTerms terms = FlowTerms.lagrange(risk(model), Vectors.times(Math.sqrt(3), v));
    double sum = 0;
    for (FlowTerms.Term term : terms.terms()) {
      sum += term.form(turn);
    }
    return sum / terms.lambda()[0];
  }
}
