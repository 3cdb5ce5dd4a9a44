package gradus.flow;

import gradus.net.Block;
import gradus.net.Network;
import gradus.num.Blas;
import gradus.num.LogSum;
import org.jspecify.annotations.Nullable;

/** The loop body of descent. */
final class DescentCourse implements Course, Position {
  private final StepSize step;
  private final Network network;
  private final Motion motion;
  private final Velocity velocity;
  private final Sampler sampler;
  private final Stepper stepper;
  private final double[] v;
  private final double[] dw;
  private double[] y;
  private double[] before;
  private long evaluations;
  private Counters now = new Counters();
  private Counters then = new Counters();
  private @Nullable String failure;

  DescentCourse(
      Descent descent,
      Network network,
      Motion motion,
      Velocity velocity,
      Sampler sampler,
      double[] w) {
    this.step = descent.step();
    this.network = network;
    this.motion = motion;
    this.velocity = velocity;
    this.sampler = sampler;
    this.y = motion.state(w);
    this.before = y.clone();
    this.v = new double[motion.dimension()];
    this.dw = new double[network.parameters()];
    this.stepper = descent.rule().stepper(motion);
  }

  /** What belongs to a state besides y. */
  private static final class Counters {
    long steps;
    double logTime = Double.NEGATIVE_INFINITY;
    double logBatchRisk = Double.NaN;

    /** log Σ of the batch risks of the epoch under way. */
    double logEpochSum = Double.NEGATIVE_INFINITY;

    /** log of the mean batch risk of the last full epoch. */
    double logEpochRisk = Double.NaN;

    double[] logs() {
      return new double[] {logTime, logBatchRisk, logEpochSum, logEpochRisk};
    }

    void readLogs(double[] logs) {
      logTime = logs[0];
      logBatchRisk = logs[1];
      logEpochSum = logs[2];
      logEpochRisk = logs[3];
    }

    void copy(Counters other) {
      steps = other.steps;
      logTime = other.logTime;
      logBatchRisk = other.logBatchRisk;
      logEpochSum = other.logEpochSum;
      logEpochRisk = other.logEpochRisk;
    }
  }

  @Override
  public void evaluate() {
    sampler.show(now.steps);
    now.logBatchRisk = velocity.at(y, v);
    evaluations++;
    long epoch = sampler.stepsPerEpoch();
    long seen = now.steps % epoch;
    now.logEpochSum = seen == 0 ? now.logBatchRisk : LogSum.add(now.logEpochSum, now.logBatchRisk);
    if (seen == epoch - 1 || now.steps < epoch) {
      now.logEpochRisk = epoch == 1 ? now.logBatchRisk : now.logEpochSum - Math.log(seen + 1.0);
    }
  }

  @Override
  public void advance() {
    double gain = step.logGain(now.logBatchRisk);
    try {
      stepper.step(y, v, step.eta(), velocity.logSpeed() + gain, before);
    } catch (StepTooLong e) {
      fail(e);
      return;
    }
    then.copy(now);
    then.steps++;
    then.logTime = LogSum.add(now.logTime, Math.log(step.eta()) + gain);
    exchange();
  }

  /** Stays where it is; there is no state before that it could go back to any more. */
  private void fail(StepTooLong e) {
    failure =
        "step %d cannot be made: %s; the last good state is that of step %d; a smaller step may help"
            .formatted(now.steps + 1, e.getMessage(), now.steps);
    System.arraycopy(y, 0, before, 0, y.length);
    then.copy(now);
  }

  @Override
  public @Nullable String failure() {
    return failure;
  }

  @Override
  public void retreat() {
    exchange();
  }

  @Override
  public Position position() {
    return this;
  }

  @Override
  public long steps() {
    return now.steps;
  }

  @Override
  public long evaluations() {
    return evaluations;
  }

  @Override
  public double logTime() {
    return now.logTime;
  }

  @Override
  public double logRisk() {
    return now.logEpochRisk;
  }

  @Override
  public double logBatchRisk() {
    return now.logBatchRisk;
  }

  @Override
  public double logVelocity() {
    motion.push(y, v, dw);
    return Math.log(Blas.best().nrm2(dw.length, dw, 0));
  }

  @Override
  public double rho() {
    double[] w = motion.weights(y);
    double product = 1;
    for (Block block : network.blocks()) {
      product *= Blas.best().nrm2(block.size(), w, block.offset());
    }
    return product;
  }

  @Override
  public double[] weights() {
    return motion.weights(y);
  }

  @Override
  public void save(Snapshot snapshot) {
    snapshot.put("state", y);
    snapshot.put("steps", now.steps);
    snapshot.put("evaluations", evaluations);
    snapshot.put("logs", now.logs());
    // A course restored just before it diverges must still know where to retreat to.
    snapshot.put("state.before", before);
    snapshot.put("steps.before", then.steps);
    snapshot.put("logs.before", then.logs());
    stepper.save(snapshot);
  }

  @Override
  public void restore(Snapshot snapshot) {
    snapshot.read("state", y);
    snapshot.read("state.before", before);
    evaluations = snapshot.integer("evaluations");
    now.steps = snapshot.integer("steps");
    now.readLogs(snapshot.array("logs"));
    then.steps = snapshot.integer("steps.before");
    then.readLogs(snapshot.array("logs.before"));
    stepper.restore(snapshot);
  }

  private void exchange() {
    double[] was = y;
    y = before;
    before = was;
    Counters were = now;
    now = then;
    then = were;
  }
}
