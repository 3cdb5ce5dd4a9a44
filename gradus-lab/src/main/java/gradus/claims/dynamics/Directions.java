package gradus.claims.dynamics;

import gradus.claims.model.NetworkOnData;
import gradus.claims.model.Vectors;
import gradus.flow.FlowCourse;
import gradus.flow.Snapshot;
import gradus.net.Block;
import gradus.net.Network;
import gradus.num.Blas;

/** Comparisons of weights layer by layer, and how far a direction is from standing still. */
final class Directions {
  private Directions() {}

  /** max_k ‖A_k - B_k‖/‖A_k‖. */
  static double apart(Network network, double[] a, double[] b) {
    double[] difference = Vectors.plus(a, -1, b);
    double apart = 0;
    for (Block block : network.blocks()) {
      double off = Blas.best().nrm2(block.size(), difference, block.offset());
      apart = Math.max(apart, off / Blas.best().nrm2(block.size(), a, block.offset()));
    }
    return apart;
  }

  /** The angle between two vectors, accurate also where it is small. */
  static double angle(double[] a, double[] b) {
    double[] u = Vectors.unit(a);
    double[] v = Vectors.unit(b);
    return 2 * Math.atan2(Vectors.distance(u, v), Vectors.norm(Vectors.plus(u, 1, v)));
  }

  /**
   * max_k r_k with r_k = ‖S_k Σ q_n y_n ∂f_n/∂V_k‖ / ‖Σ q_n y_n ∂f_n/∂V_k‖ and q = softmax(-y f).
   */
  static double residual(NetworkOnData model, double[] y, double[] w) {
    double[] pull = model.gradient(w, ExponentialWeights.signed(model.values(w), y, 1));
    double[] turning = model.tangent(model.directions(w), pull);
    double most = 0;
    for (int k = 0; k < model.network().blocks().size(); k++) {
      most =
          Math.max(
              most, Vectors.norm(model.layer(turning, k)) / Vectors.norm(model.layer(pull, k)));
    }
    return most;
  }

  /** The state y = (V_1, …, V_K, ρ_1, …, ρ_K, clock) of a flow in norms and directions. */
  static double[] state(FlowCourse course) {
    Snapshot snapshot = new Snapshot();
    course.save(snapshot);
    return snapshot.array("solver.y");
  }

  /** max_k |‖V_k‖_p - 1| for a state (V_1, …, V_K, …). */
  static double normDrift(Network network, double[] state, double p) {
    double drift = 0;
    for (Block block : network.blocks()) {
      double sum = 0;
      double most = 0;
      for (int i = block.offset(); i < block.end(); i++) {
        sum += Math.pow(Math.abs(state[i]), p);
        most = Math.max(most, Math.abs(state[i]));
      }
      double norm = Double.isInfinite(p) ? most : Math.pow(sum, 1 / p);
      drift = Math.max(drift, Math.abs(norm - 1));
    }
    return drift;
  }
}
