package gradus.bench;

import gradus.data.Dataset;
import gradus.flow.Course;
import gradus.flow.Descent;
import gradus.flow.Dynamics;
import gradus.flow.StepSize;
import gradus.loss.Examples;
import gradus.loss.Loss;
import gradus.loss.Risk;
import gradus.net.Network;
import gradus.num.Seed;

/** The step as a study takes it: risk, weights of the examples and gradient in the log domain. */
final class GradusStep implements Step {
  private final Risk risk;
  private final Course course;

  GradusStep(Problem problem) {
    this(problem.network(), problem.loss(), problem.data(), problem.weights());
  }

  GradusStep(ImageProblem problem) {
    this(problem.network(), problem.loss(), problem.data(), problem.weights());
  }

  private GradusStep(Network network, Loss loss, Dataset data, double[] weights) {
    risk = new Risk(network, loss, Examples.of(data));
    course =
        Descent.full(new StepSize.Constant(Problem.ETA))
            .course(Dynamics.standard(), network, loss, data, weights, new Seed(0));
  }

  @Override
  public void run(long steps) {
    for (long t = 0; t < steps; t++) {
      course.evaluate();
      course.advance();
    }
  }

  @Override
  public double[] result() {
    double[] g = new double[risk.network().parameters()];
    risk.at(course.position().weights());
    risk.gradient(g);
    double scale = Math.exp(risk.logScale());
    for (int i = 0; i < g.length; i++) {
      g[i] *= scale;
    }
    return g;
  }

  @Override
  public void close() {
    // Nothing to give back.
  }
}
