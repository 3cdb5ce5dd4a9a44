package gradus.flow;

import gradus.net.Block;
import gradus.net.Network;
import gradus.num.Blas;
import gradus.num.LogSum;
import gradus.ode.InclusionSolver;
import gradus.ode.Landing;
import gradus.ode.Pattern;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A flow under way: one accepted step of the solver at a time. */
public final class FlowCourse implements Course, Position {
  /** A clock that is this near to where it was to stop has arrived. */
  private static final double ARRIVED = 1e-9;

  /** The velocity at rest, relative to the weights: round-off of a sum of pulls. */
  private static final double REST = 1e-14;

  private final Network network;
  private final FlowField field;
  private final Motion motion;
  private final InclusionSolver solver;
  private final int clock;
  private final double[] w;
  private final SlideLog slides = new SlideLog();
  private final JumpWatch jumps;
  private double start;
  private double aim = Double.POSITIVE_INFINITY;

  /** Whether time was let run on at rest. */
  private boolean rested;

  private @Nullable String failure;

  FlowCourse(Flow flow, Network network, FlowField field, Motion motion, double[] start) {
    this.network = network;
    this.field = field;
    this.motion = motion;
    this.clock = motion.dimension();
    this.w = new double[network.parameters()];
    double[] y = Arrays.copyOf(motion.state(start), clock + 1);
    Pattern signs = new Pattern(field.kinks());
    field.sidesAt(y, signs);
    field.velocity(y, signs, new double[clock + 1]);
    // The clock counts from the time in which things move at first.
    this.start = -field.logSpeed();
    field.startClock(this.start);
    this.solver = new InclusionSolver(field, y, flow.tolerance());
    solver.limitEvaluations(flow.mostEvaluations());
    slides.read(field, solver.pattern(), logTime());
    this.jumps = new JumpWatch(motion, y);
  }

  @Override
  public void evaluate() {
    // The solver knows the velocity where it stands.
  }

  @Override
  public void advance() {
    if (field.driftIsLost()) {
      failure =
          "the norms move less than 1e-10 times as fast as the gradient pulls at log t = %.6g, and the directions stand where those of fixed norms would rest: a faster schedule can go on"
              .formatted(logTime());
      return;
    }
    if (resting()) {
      if (aim == Double.POSITIVE_INFINITY) {
        failure = "at rest: the velocity is zero to round-off, and nothing will change any more";
      }
      rested = true;
      return;
    }
    if (!solver.advance()) {
      failure =
          solver.failure() + jumps.nearest(solver.state()) + field.unknownKinks() + describePins();
    }
    String jump = jumps.look(solver.state());
    if (failure == null && jump != null) {
      failure =
          "the flow slides at log t = %.6g along a jump of %s, where the equation names no velocity"
              .formatted(logTime(), jump);
    }
    slides.read(field, solver.pattern(), logTime());
  }

  @Override
  public boolean resting() {
    if (!motion.mayRest()) {
      return false;
    }
    double speed = field.speed(solver.state(), solver.velocity());
    return speed <= REST * (1e-3 + Blas.best().nrm2(w.length, weights(), 0));
  }

  /** The units that slide, for a message. */
  private String describePins() {
    int[] pins = solver.pattern().pins();
    if (pins.length == 0) {
      return " (at log t = %.6g)".formatted(logTime());
    }
    StringBuilder text = new StringBuilder(" (at log t = %.6g, sliding:".formatted(logTime()));
    for (int i = 0; i < Math.min(pins.length, 5); i++) {
      text.append(
          " layer %d unit %d on example %d%s"
              .formatted(
                  field.map().layer(pins[i]).layer(),
                  field.map().unit(pins[i]),
                  field.map().example(pins[i]),
                  i + 1 < Math.min(pins.length, 5) ? "," : ""));
    }
    return text.append(pins.length > 5 ? ", …)" : ")").toString();
  }

  @Override
  public void aim(double logTime) {
    if (logTime < aim) {
      aim = logTime;
    }
    solver.aim(new Landing(clock, LogSum.softplus(aim - start)));
  }

  /** Aims at a later time than before. */
  public void aimOnward(double logTime) {
    aim = Double.POSITIVE_INFINITY;
    rested = false;
    aim(logTime);
  }

  @Override
  public @Nullable String failure() {
    return failure;
  }

  @Override
  public List<Slide> slides() {
    return slides.list();
  }

  @Override
  public Position position() {
    return this;
  }

  @Override
  public void retreat() {
    // Every state the solver accepted is a good one.
  }

  @Override
  public long steps() {
    return solver.steps();
  }

  @Override
  public long evaluations() {
    return solver.evaluations();
  }

  /** Kinks crossed, slides begun and ended. */
  public long switches() {
    return solver.switches();
  }

  @Override
  public long shortStretches() {
    return solver.shortStretches();
  }

  /** Whether the implicit method is at work. */
  public boolean stiff() {
    return solver.stiff();
  }

  @Override
  public double logTime() {
    if (rested && aim != Double.POSITIVE_INFINITY) {
      return aim;
    }
    double u = solver.state()[clock];
    double logTime = start + (u > 1 ? u + Math.log1p(-Math.exp(-u)) : Math.log(Math.expm1(u)));
    boolean arrived =
        aim < Double.POSITIVE_INFINITY
            && Math.abs(logTime - aim) <= ARRIVED * Math.max(1, Math.abs(aim));
    return arrived ? aim : logTime;
  }

  @Override
  public double logRisk() {
    return field.logRisk();
  }

  @Override
  public double logBatchRisk() {
    return field.logRisk();
  }

  @Override
  public double logVelocity() {
    return Math.log(field.speed(solver.state(), solver.velocity()));
  }

  /** log of what dw/dτ is multiplied by to give dw/dt. */
  public double logSpeed() {
    return field.logSpeed();
  }

  @Override
  public double rho() {
    double product = 1;
    double[] w = weights();
    for (Block block : network.blocks()) {
      product *= Blas.best().nrm2(block.size(), w, block.offset());
    }
    return product;
  }

  @Override
  public double[] weights() {
    System.arraycopy(field.weights(solver.state()), 0, w, 0, w.length);
    return w;
  }

  @Override
  public void save(Snapshot snapshot) {
    solver.save(snapshot::put);
    slides.save(snapshot);
    snapshot.put("flow", start, aim, rested ? 1 : 0, field.logRisk(), field.logSpeed());
  }

  @Override
  public void restore(Snapshot snapshot) {
    solver.restore(snapshot::array);
    slides.restore(snapshot);
    double[] kept = snapshot.array("flow");
    start = kept[0];
    field.startClock(start);
    rested = kept[2] != 0;
    field.standAt(kept[3], kept[4]);
  }
}
