package gradus.claims.curvature;

import gradus.claims.Budget;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Verdict;
import gradus.claims.model.Vectors;
import gradus.curvature.Curvature;
import gradus.curvature.Jacobian;
import gradus.loss.Risk;
import gradus.net.Block;
import gradus.net.Layer;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Matrix;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** N-HB: the printed gradients of the outputs, layer by layer. */
record OutputGradients() implements CurvatureClaim {
  @Override
  public String id() {
    return "N-HB";
  }

  @Override
  public String place() {
    return "SI 6.2.4";
  }

  @Override
  public String statement() {
    return "The gradients of the outputs in the weights of each layer, for any depth; at zero"
        + " error the Hessian is their product; with ReLU each layer's gradient gives back the"
        + " outputs.";
  }

  @Override
  public String formula() {
    return "\\n"
        + "abla_k\\hat Y^{\\mathsf T}=\\tilde h_k[\\sigma(h_{k-1})^{\\mathsf T}\\otimes"
        + " I_{N_k}],\\quad\\tilde h_k=\\tilde h_{k+1}[I_n\\otimes"
        + " W_{k+1}]\\dot\\sigma(h_k),\\quad H=\\n"
        + "abla\\hat Y\\n"
        + "abla\\hat Y^{\\mathsf T}";
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS_CORRECTED;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    double blocks = 0;
    double euler = 0;
    double hessian = 0;
    int draws = budget.of(4, 20, 100);
    for (int draw = 0; draw < draws; draw++) {
      Seed own = seed.child(draw);
      int[] widths = new int[2 + draw % 3];
      Arrays.fill(widths, 3 + draw % 3);
      boolean one = draw % 2 == 1;
      widths[widths.length - 1] = one ? 1 : 2;
      boolean relu = draw % 4 < 2;
      Nonlinearity sigma = relu ? Nonlinearity.relu() : Nonlinearity.tanh();
      Network network = network(4, sigma, widths);
      Matrix x = Vectors.gaussian(5, 4, own.child("x").random());
      double[] w = SquareFits.start(network, 2, own.child("w"));
      Matrix byTape = Jacobian.at(network, w, gradus.net.Batch.of(x)).matrix();
      Matrix printed = printed(network, w, x, relu);
      double[] difference = Vectors.plus(byTape.data(), -1, printed.data());
      blocks = Math.max(blocks, Vectors.norm(difference) / byTape.norm());
      if (relu) {
        euler = Math.max(euler, euler(network, w, x, printed));
      }
      if (one) {
        Risk risk = SquareFits.risk(network, x, SquareFits.outputs(network, x, w));
        risk.at(w);
        Matrix dense = Curvature.hessian(risk).dense();
        Matrix product = printed.transpose().times(printed);
        // The mean of (f - y)²/2 over n examples, or of its double: the ratio of the norms says.
        double unit = dense.norm() / product.norm();
        double[] rest = Vectors.plus(dense.data(), -unit, product.data());
        hessian = Math.max(hessian, Vectors.norm(rest) / dense.norm());
      }
    }
    double[] one = new double[4];
    for (int draw = 0; draw < draws; draw++) {
      double[] seen = OneHiddenLayer.draw(seed.child("one").child(draw)).errors();
      for (int k = 0; k < one.length; k++) {
        one[k] = Math.max(one[k], seen[k]);
      }
    }
    return Judgement.of(
            Evidence.near(
                "largest relative error of the general formula, one to three hidden layers, every"
                    + " layer",
                blocks,
                0,
                1e-10),
            Evidence.near(
                "one hidden layer: error of \\(\\nabla_1\\) as printed", one[0], 0, 1e-10),
            Evidence.near(
                "one hidden layer: error of \\(\\nabla_2\\) as printed", one[1], 0, 1e-10),
            Evidence.near(
                "one hidden layer: error of the block \\(\\nabla_1\\nabla_2^{\\mathsf T}\\) of the"
                    + " printed ones",
                one[2],
                0,
                1e-10),
            Evidence.near(
                    "the same with \\(\\nabla_2^{\\mathsf T}=\\sigma(W_1X)^{\\mathsf T}\\otimes"
                        + " I_{d'}\\)",
                    one[3],
                    0,
                    1e-10)
                .ofCorrection(),
            Evidence.near(
                "largest relative error of \\(\\hat Y=\\n"
                    + "abla_k\\hat Y^{\\mathsf T}\\operatorname{vec}W_k\\), ReLU",
                euler,
                0,
                1e-10),
            Evidence.near(
                "largest relative difference of \\(H\\) and \\(\\n"
                    + "abla\\hat Y\\n"
                    + "abla\\hat Y^{\\mathsf T}\\) at \\(E=0\\)",
                hessian,
                0,
                1e-10))
        .corrected(
            "For one hidden layer \\(\\n"
                + "abla_2\\hat Y^{\\mathsf T}=\\sigma(W_1X)^{\\mathsf T}\\otimes I_{d'}\\), as the"
                + " general formula has it: what is printed,"
                + " \\(I_{d'}\\otimes\\sigma(W_1X)^{\\mathsf T}\\), is for"
                + " \\(\\operatorname{vec}W_2^{\\mathsf T}\\) and the outputs in the order of"
                + " \\(\\operatorname{vec}\\hat Y^{\\mathsf T}\\), while \\(\\n"
                + "abla_1\\) beside it is for \\(\\operatorname{vec}\\hat Y\\). Diagonal blocks are"
                + " right up to that order, the block between the layers is not.")
        .noting(
            "\\(L=\\operatorname{vec}(E)^{\\mathsf T}\\operatorname{vec}(E)\\) in the derivation"
                + " lacks the half that the definition of L has.");
  }

  private static Network network(int d, Nonlinearity sigma, int... widths) {
    List<Layer> layers = new ArrayList<>();
    for (int k = 0; k < widths.length; k++) {
      layers.add(new Layer.Dense(widths[k]));
      if (k < widths.length - 1) {
        layers.add(new Layer.Activation(sigma));
      }
    }
    return Network.of(d, layers);
  }

  /** The printed formula, example by example: ∂Ŷ_r/∂W_k[j, i] = h̃_k[r, j] σ(h_{k-1})[i]. */
  private static Matrix printed(Network network, double[] w, Matrix x, boolean relu) {
    List<Block> blocks = network.blocks();
    int depth = blocks.size();
    int outputs = network.outputs();
    int n = x.rows();
    Matrix jacobian = Matrix.zeros(outputs * n, w.length);
    for (int e = 0; e < n; e++) {
      double[][] in = new double[depth][];
      double[][] slopes = new double[depth][];
      double[] h = x.row(e);
      for (int k = 0; k < depth; k++) {
        in[k] = h;
        double[] z = Vectors.product(matrix(blocks.get(k), w), h);
        h = z.clone();
        slopes[k] = new double[z.length];
        for (int j = 0; j < z.length; j++) {
          h[j] = relu ? Math.max(0, z[j]) : Math.tanh(z[j]);
          slopes[k][j] = relu ? (z[j] > 0 ? 1 : 0) : 1 - h[j] * h[j];
        }
      }
      Matrix tilde = Matrix.identity(outputs);
      for (int k = depth - 1; k >= 0; k--) {
        Block block = blocks.get(k);
        for (int r = 0; r < outputs; r++) {
          for (int j = 0; j < block.rows(); j++) {
            for (int i = 0; i < block.cols(); i++) {
              jacobian.set(
                  r * n + e, block.offset() + j * block.cols() + i, tilde.at(r, j) * in[k][i]);
            }
          }
        }
        if (k > 0) {
          tilde = tilde.times(matrix(block, w));
          for (int r = 0; r < outputs; r++) {
            for (int j = 0; j < tilde.cols(); j++) {
              tilde.set(r, j, tilde.at(r, j) * slopes[k - 1][j]);
            }
          }
        }
      }
    }
    return jacobian;
  }

  private static Matrix matrix(Block block, double[] w) {
    return Matrix.wrap(
        block.rows(), block.cols(), Arrays.copyOfRange(w, block.offset(), block.end()));
  }

  private static double euler(Network network, double[] w, Matrix x, Matrix jacobian) {
    var tape = network.tape(gradus.net.Batch.of(x));
    network.forward(w, tape);
    double worst = 0;
    double[] outputs = new double[jacobian.rows()];
    for (int r = 0; r < network.outputs(); r++) {
      System.arraycopy(tape.outputs(), r * tape.batch().stride(), outputs, r * x.rows(), x.rows());
    }
    for (Block block : network.blocks()) {
      double[] own = new double[w.length];
      System.arraycopy(w, block.offset(), own, block.offset(), block.size());
      double[] back = Vectors.product(jacobian, own);
      worst =
          Math.max(
              worst, Vectors.distance(back, outputs) / Math.max(Vectors.norm(outputs), 1e-300));
    }
    return worst;
  }
}
