package gradus.claims.dynamics;

import gradus.claims.Budget;
import gradus.claims.Claim;
import gradus.claims.Document;
import gradus.claims.Evidence;
import gradus.claims.Judgement;
import gradus.claims.Source;
import gradus.claims.Verdict;
import gradus.claims.model.Flows;
import gradus.claims.model.NetworkOnData;
import gradus.claims.model.SeparablePoints;
import gradus.claims.model.Vectors;
import gradus.data.Dataset;
import gradus.data.Labels;
import gradus.flow.Course;
import gradus.flow.Descent;
import gradus.flow.Dynamics;
import gradus.flow.FlowCourse;
import gradus.flow.StepSize;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.net.Block;
import gradus.net.Network;
import gradus.net.Nonlinearity;
import gradus.num.Seed;
import java.util.ArrayList;
import java.util.List;

/** P-L1: the squared norms of all layers grow at one rate. */
record LayersGrowAlike() implements Claim {
  /** What moves less than this would not show a broken law well above the tolerance. */
  private static final double MOVED = 1e-3;

  private static final double[] LOG_TIMES = {-2, 0, 1, 2, 3, 5, 10, 30, 100, 300};

  @Override
  public String id() {
    return "P-L1";
  }

  @Override
  public List<String> also() {
    return List.of("B §11.1.1");
  }

  @Override
  public Source source() {
    return Source.of(Document.POGGIO2020, "Lemma 1; banburski2019 §11.1.1");
  }

  @Override
  public String statement() {
    return "During gradient descent the rate of change of the squared norm of the weights is the"
        + " same for each layer.";
  }

  @Override
  public String formula() {
    return "\\frac{\\partial\\rho_k^2}{\\partial t}"
        + "=\\frac2N\\sum_n\\rho\\,y_nf(V;x_n)e^{-\\rho y_nf(V;x_n)}";
  }

  @Override
  public List<String> assumptions() {
    return List.of(
        "Descent means its flow: steps of length \\(\\eta\\) keep it up to \\(O(\\eta)\\).");
  }

  @Override
  public Verdict expected() {
    return Verdict.HOLDS;
  }

  @Override
  public Judgement judge(Budget budget, Seed seed) {
    List<Evidence> evidence = new ArrayList<>();
    double rate = 0;
    long slides = 0;
    int lost = 0;
    List<Integer> unjudged = new ArrayList<>();
    for (int depth = 2; depth <= 5; depth++) {
      double layers = 0;
      double units = 0;
      double moved = 0;
      for (int draw = 0; draw < budget.of(2, 2, 10); draw++) {
        Seed own = seed.child(depth).child(draw);
        Network network = NetworkOnData.dense(3, Nonlinearity.relu(), Flows.widths(depth, 6));
        Dataset data = Flows.signed(SeparablePoints.draw(8, 3, own.child("data")), own);
        double[] w = Flows.start(network, 1.5, own.child("start"));
        NetworkOnData model = new NetworkOnData(network, data.inputs());
        Balance start = Balance.of(network, w);
        FlowCourse course = Flows.course(budget, Dynamics.standard(), network, data, w);
        double ownLayers = 0;
        double ownUnits = 0;
        double ownMoved = 0;
        boolean whole = true;
        for (double logTime : LOG_TIMES) {
          whole = whole && Flows.reaches(course, Math.min(logTime, budget.of(5.0, 100, 300)));
          if (!whole || logTime > budget.of(5.0, 100, 300)) {
            break;
          }
          double[] at = course.weights();
          Balance now = Balance.of(network, at);
          ownLayers = Math.max(ownLayers, now.layers(start));
          ownUnits = Math.max(ownUnits, now.units(start));
          ownMoved = Math.max(ownMoved, Vectors.distance(at, w) / Vectors.norm(w));
          rate = Math.max(rate, rateDefect(model, data, at));
        }
        slides += course.slides().size();
        if (!whole) {
          // A computation that broke down is no flow, and proves nothing either way.
          lost++;
          continue;
        }
        layers = Math.max(layers, ownLayers);
        units = Math.max(units, ownUnits);
        moved = Math.max(moved, ownMoved);
      }
      if (moved == 0) {
        unjudged.add(depth);
        continue;
      }
      evidence.add(
          Evidence.near(
              "largest change of \\(\\rho_k^2-\\rho_j^2\\) over \\(\\max_k\\rho_k^2\\),"
                  + " %d ReLU layers".formatted(depth),
              layers,
              0,
              1e-8));
      evidence.add(
          Evidence.near(
              "the same of \\(\\|w_{in}\\|^2-\\|w_{out}\\|^2\\) of each hidden unit",
              units,
              0,
              1e-8));
      evidence.add(
          Evidence.atLeast("farthest \\(\\|W-W(0)\\|/\\|W(0)\\|\\)", moved, MOVED).ofHypothesis());
    }
    evidence.add(
        Evidence.near(
            "largest defect of the printed rate over \\(2\\|W_k\\|\\|\\dot W_k\\|\\), layer by"
                + " layer",
            rate,
            0,
            1e-10));
    evidence.add(
        Evidence.near(
            "largest change of \\(W_{k+1}^TW_{k+1}-W_kW_k^T\\), 3 linear layers, relative",
            linear(budget, seed.child("linear")),
            0,
            1e-8));
    evidence.add(
        Evidence.near(
            "slope of the drift of \\(\\|w_{in}\\|^2-\\|w_{out}\\|^2\\) under descent in"
                + " \\(\\eta\\), log–log",
            descentSlope(budget, seed.child("descent")),
            1,
            0.1));
    return Judgement.of(evidence)
        .noting(
            "Slides along kinks: %d; flows that the solver gave up on the way, left out:"
                    .formatted(slides)
                + " %d. The finer laws hold on slides too: where a unit slides its pre-activation is"
                    .formatted(lost)
                + " zero, and it pulls neither in nor out."
                + (unjudged.isEmpty()
                    ? ""
                    : " Not judged, since the solver finished no flow of that many layers: %s."
                        .formatted(unjudged)))
        .noting(
            "What is printed as \\(\\|\\dot W_k\\|\\) and \\(\\|\\dot W_k\\|^2\\) (banburski2019,"
                + " equations 62 and 63, and poggio2020 before the lemma, there also without 1/N)"
                + " is \\(\\frac d{dt}\\|W_k\\|\\) and \\(\\frac d{dt}\\|W_k\\|^2\\). The sentence"
                + " that \\(\\r"
                + "ho_k\\) itself grows at a rate that is independent of \\(k\\) is true of \\(\\r"
                + "ho_k^2\\) only.");
  }

  /** Largest difference of ⟨W_k, g_k⟩ and (1/N) Σ z e^{-z}, over ‖W_k‖‖g_k‖. */
  private static double rateDefect(NetworkOnData model, Dataset data, double[] w) {
    double[] y = ((Labels.Signs) data.labels()).y();
    double[] f = model.values(w);
    double[] q = ExponentialWeights.signed(f, y, 1);
    double printed = Vectors.dot(q, f);
    double[] pull = model.gradient(w, q);
    double defect = 0;
    for (int k = 0; k < model.network().blocks().size(); k++) {
      double[] own = model.layer(w, k);
      double size = Vectors.norm(own) * Vectors.norm(model.layer(pull, k));
      double off = Math.abs(Vectors.dot(own, pull) - printed);
      defect = Math.max(defect, size > 0 ? off / size : off);
    }
    return defect;
  }

  private static double linear(Budget budget, Seed seed) {
    Network network = NetworkOnData.dense(3, Nonlinearity.linear(), 4, 4, 1);
    Dataset data = Flows.signed(SeparablePoints.draw(8, 3, seed.child("data")), seed);
    double[] w = Flows.start(network, 1, seed.child("start"));
    Balance start = Balance.of(network, w);
    FlowCourse course = Flows.course(budget, Dynamics.standard(), network, data, w);
    double worst = 0;
    for (double logTime : LOG_TIMES) {
      if (logTime <= budget.of(30.0, 300, 300)) {
        Balance now = Balance.of(network, Flows.follow(course, logTime));
        worst = Math.max(worst, now.matrices(start));
      }
    }
    return worst;
  }

  /** Over the last three halvings of the step, from a tenth of what is stable. */
  private static double descentSlope(Budget budget, Seed seed) {
    Network network = NetworkOnData.dense(3, Nonlinearity.relu(), 6, 1);
    Dataset data = Flows.signed(SeparablePoints.draw(8, 3, seed.child("data")), seed);
    double[] w = Flows.start(network, 0.7, seed.child("start"));
    double time = 2;
    double eta = 0.1 / sharpest(budget, network, data, w, time);
    int steps = (int) Math.ceil(time / eta);
    int points = budget.of(6, 7, 8);
    int last = 4;
    double[] x = new double[last];
    double[] y = new double[last];
    Balance start = Balance.of(network, w);
    for (int i = 0; i < points; i++) {
      int count = steps << i;
      Course course =
          Descent.full(new StepSize.Constant(time / count))
              .course(Dynamics.standard(), network, Loss.named("exponential"), data, w, seed);
      for (int step = 0; step < count; step++) {
        course.evaluate();
        course.advance();
      }
      course.evaluate();
      if (i >= points - last) {
        x[i - points + last] = -Math.log(count);
        y[i - points + last] =
            Math.log(Balance.of(network, course.position().weights()).units(start));
      }
    }
    return Vectors.slope(x, y);
  }

  /** The largest |eigenvalue| of the Hessian of the risk at some times of the flow. */
  private static double sharpest(
      Budget budget, Network network, Dataset data, double[] w, double time) {
    Risk risk = new Risk(network, Loss.named("exponential"), Examples.of(data));
    FlowCourse course = Flows.course(budget, Dynamics.standard(), network, data, w);
    double[] product = new double[w.length];
    double largest = 0;
    for (int i = 0; i <= 4; i++) {
      double[] at = i == 0 ? w : Flows.follow(course, Math.log(time * i / 4));
      risk.at(at);
      double[] v = Vectors.unit(w);
      double size = 0;
      for (int power = 0; power < 50; power++) {
        risk.hessian(v, product);
        size = Vectors.norm(product);
        v = Vectors.times(1 / size, product);
      }
      largest = Math.max(largest, Math.exp(risk.logScale()) * size);
    }
    return largest;
  }

  /** W_{k+1}ᵀW_{k+1} and W_kW_kᵀ of each hidden layer, and the squared norms of the layers. */
  private record Balance(double[] squares, List<double[]> differences, List<double[]> diagonals) {
    static Balance of(Network network, double[] w) {
      int layers = network.blocks().size();
      double[] squares = new double[layers];
      List<double[]> differences = new ArrayList<>();
      List<double[]> diagonals = new ArrayList<>();
      for (int k = 0; k < layers; k++) {
        Block in = network.blocks().get(k);
        for (int i = in.offset(); i < in.end(); i++) {
          squares[k] += w[i] * w[i];
        }
        if (k + 1 < layers) {
          double[] difference = difference(w, in, network.blocks().get(k + 1));
          double[] diagonal = new double[in.rows()];
          for (int j = 0; j < in.rows(); j++) {
            diagonal[j] = difference[j * in.rows() + j];
          }
          differences.add(difference);
          diagonals.add(diagonal);
        }
      }
      return new Balance(squares, differences, diagonals);
    }

    private static double[] difference(double[] w, Block in, Block out) {
      int h = in.rows();
      double[] d = new double[h * h];
      for (int i = 0; i < h; i++) {
        for (int j = 0; j < h; j++) {
          double sum = 0;
          for (int c = 0; c < in.cols(); c++) {
            sum += w[in.offset() + i * in.cols() + c] * w[in.offset() + j * in.cols() + c];
          }
          for (int r = 0; r < out.rows(); r++) {
            sum -= w[out.offset() + r * h + i] * w[out.offset() + r * h + j];
          }
          d[i * h + j] = sum;
        }
      }
      return d;
    }

    double size() {
      return Vectors.max(squares);
    }

    double layers(Balance start) {
      double worst = 0;
      for (int k = 1; k < squares.length; k++) {
        double now = squares[k] - squares[0];
        worst = Math.max(worst, Math.abs(now - (start.squares[k] - start.squares[0])));
      }
      return worst / size();
    }

    double units(Balance start) {
      return largest(diagonals, start.diagonals) / size();
    }

    double matrices(Balance start) {
      return largest(differences, start.differences) / size();
    }

    private static double largest(List<double[]> a, List<double[]> b) {
      double worst = 0;
      for (int k = 0; k < a.size(); k++) {
        double[] d = Vectors.plus(a.get(k), -1, b.get(k));
        worst = Math.max(worst, Math.max(Vectors.max(d), -Vectors.min(d)));
      }
      return worst;
    }
  }
}
