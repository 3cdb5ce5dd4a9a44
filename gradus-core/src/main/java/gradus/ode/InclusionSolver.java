package gradus.ode;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows an {@link Inclusion} step by step, by the rules of this package's first page.
 *
 * <p>Guarantee: the estimated local errors of accepted steps stay below the relative tolerance;
 * {@link #advance} returns after at most the given number of right-hand sides, with a reason where
 * it cannot go on. Not for two threads at once.
 */
public final class InclusionSolver {
  /** Beyond this order a dense Jacobian costs more than it gains. */
  private static final int LARGEST_DENSE = 800;

  /** Newton's method from within the tolerance needs no more. */
  private static final int LANDING_CORRECTIONS = 3;

  /** Too small a share of a step to be made. */
  private static final double AT_ONCE = 1e-12;

  private final Inclusion field;
  private final ErrorNorm norm;
  private final Pattern pattern;
  private final DormandPrince explicit;
  private final @Nullable Radau implicit;
  private final EventFinder events;
  private StepMethod method;
  private double[] y;
  private double[] f;
  private double[] y1;
  private double[] f1;
  private double h;
  private long evaluations;
  private long steps;
  private long switches;
  private final ChatterGuard guard = new ChatterGuard();
  private final MethodRace race;
  private double explicitStep;
  private @Nullable Landing landing;
  private @Nullable String failure;
  private long mostEvaluations = Long.MAX_VALUE;
  private final ShortSteps shortSteps;

  /** Starts at y with a relative tolerance per step. */
  public InclusionSolver(Inclusion field, double[] y, double tolerance) {
    int n = field.dimension();
    this.field = field;
    this.norm = ErrorNorm.of(field, tolerance);
    this.pattern = new Pattern(field.kinks());
    this.y = y.clone();
    this.f = new double[n];
    this.y1 = new double[n];
    this.f1 = new double[n];
    this.explicit = new DormandPrince(n, this::velocity, norm);
    this.implicit = n <= LARGEST_DENSE ? new Radau(n, this::velocity, this::jacobian, norm) : null;
    this.method = explicit;
    this.race = new MethodRace(n);
    this.shortSteps = new ShortSteps(field, norm);
    this.events = new EventFinder(field, pattern, this::velocity);
    begin();
  }

  /** Gives up, with a reason, past so many right-hand sides. */
  public void limitEvaluations(long most) {
    mostEvaluations = most;
  }

  /** Asks not to step past a landing; null for none. */
  public void aim(@Nullable Landing landing) {
    this.landing = landing;
  }

  /** The state; not to be written to, and another array after each step. */
  public double[] state() {
    return y;
  }

  /** The velocity at the state, of the side the solution goes on. */
  public double[] velocity() {
    return f;
  }

  /** The sides of the kinks. */
  public Pattern pattern() {
    return pattern;
  }

  /** Right-hand sides computed so far, those for Jacobians included. */
  public long evaluations() {
    return evaluations;
  }

  /** Accepted steps so far; those that end at an event count. */
  public long steps() {
    return steps;
  }

  /** Events so far: kinks crossed, slides begun and ended. */
  public long switches() {
    return switches;
  }

  /** Stretches so far that were crossed by short steps, each of which costs accuracy. */
  public long shortStretches() {
    return shortSteps.stretches();
  }

  /** Whether the implicit method is at work. */
  public boolean stiff() {
    return method != explicit;
  }

  /** Why the solution could not be continued; null while it can. */
  public @Nullable String failure() {
    return failure;
  }

  private boolean velocity(double[] at, double[] v) {
    evaluations++;
    return field.velocity(at, pattern, v);
  }

  /** Each column costs about as much as a right-hand side, and is counted as one. */
  private boolean jacobian(double[] at, double[] j) {
    boolean known = field.jacobian(at, pattern, j);
    evaluations += known ? field.dimension() : 0;
    return known;
  }

  private void begin() {
    field.sidesAt(y, pattern);
    double[] kinks = new double[field.kinks()];
    field.kinksAt(y, pattern, kinks);
    int zeros = 0;
    int[] zero = new int[kinks.length];
    for (int i = 0; i < kinks.length; i++) {
      if (kinks[i] == 0) {
        zero[zeros++] = i;
      }
    }
    if (zeros > 0 && zeros <= EventFinder.MOST_AT_ONCE) {
      decide(Arrays.copyOf(zero, zeros), new int[zeros]);
    }
    restart();
    events.settle();
    h = firstStep();
  }

  /** A step over which the state moves by a small share of itself. */
  private double firstStep() {
    double size = 0;
    double speed = 0;
    for (int i = 0; i < y.length; i++) {
      size += y[i] * y[i];
      speed += f[i] * f[i];
    }
    return speed > 0 ? 1e-3 * (Math.sqrt(size) + 1e-3) / Math.sqrt(speed) : 1;
  }

  private void restart() {
    if (!velocity(y, f)) {
      failure = "the velocity is not finite";
    }
  }

  /**
   * Makes one accepted step, up to an event or the landing if one comes first.
   *
   * @return whether the solution could be continued
   */
  public boolean advance() {
    long before = evaluations;
    while (failure == null) {
      if (evaluations > mostEvaluations) {
        failure = "gave up after %d right-hand sides".formatted(evaluations);
        break;
      }
      double error = method.attempt(y, f, h, y1);
      if (!(error <= 1) || !endVelocity()) {
        h = method.next(h, error);
        if (!(h > 1e-290) || ErrorNorm.isLost(h, y, f)) {
          failure = "the step became too small: the velocity jumps where no kink is known";
        }
        continue;
      }
      double theta = events.first(method, h, y1, landing);
      if (theta < 1) {
        if (shorten(theta)) {
          return finish();
        }
        h *= 0.25;
        continue;
      }
      method.accepted(h, error);
      failure = guard.moved(h);
      shortSteps.made(h);
      double made = h;
      h = method.next(made, error);
      exchange();
      if (pattern.pins().length > 0) {
        field.orient(y, pattern);
      }
      chooseMethod(made, evaluations - before);
      return finish();
    }
    return false;
  }

  private boolean endVelocity() {
    boolean finite = method.velocityAtEnd(f1) || velocity(y1, f1);
    events.readEnd();
    return finite;
  }

  /** Redoes the step to an event or the landing and decides what happens there. */
  private boolean shorten(double theta) {
    double part = theta < AT_ONCE ? 0 : theta * h;
    double error = makeStep(part);
    if (Double.isInfinite(error)) {
      return false;
    }
    int[] hit = events.hit();
    int[] bound = events.bound();
    boolean lands = hit.length == 0 && !events.released();
    for (int i = 0; lands && i < LANDING_CORRECTIONS && landing().missed(y1, f1); i++) {
      part += landing().miss(y1) / f1[landing().component()];
      error = makeStep(part);
      if (Double.isInfinite(error)) {
        return false;
      }
    }
    if (part > 0) {
      method.accepted(part, Math.min(error, 1));
    }
    exchange();
    if (lands) {
      // Whoever aimed there says what comes next.
      return true;
    }
    switches++;
    race.event();
    decide(hit, bound);
    method.jumped();
    if (failure == null) {
      field.project(y, pattern);
      restart();
      events.settle();
      failure = failure == null ? guard.event(part, h) : failure;
    }
    if (failure != null) {
      crossShort();
    }
    return true;
  }

  /** Past a place where the kinks that meet find no sides, or change them without end. */
  private void crossShort() {
    long before = shortSteps.cost();
    if (shortSteps.cross(y, pattern, landing)) {
      failure = null;
      method = explicit;
      method.jumped();
      restart();
      events.settle();
      guard.passed();
      h = firstStep();
    }
    evaluations += shortSteps.cost() - before;
  }

  /** A step of the method with the velocity at its end; nothing moves where its length is zero. */
  private double makeStep(double part) {
    if (part > 0) {
      double error = method.attempt(y, f, part, y1);
      return Double.isInfinite(error) || !endVelocity() ? Double.POSITIVE_INFINITY : error;
    }
    System.arraycopy(y, 0, y1, 0, y.length);
    if (!velocity(y1, f1)) {
      return Double.POSITIVE_INFINITY;
    }
    events.readEnd();
    return 0;
  }

  private Landing landing() {
    return Objects.requireNonNull(landing);
  }

  /** Decides the kinks that were hit together with those that are pinned. */
  private void decide(int[] hit, int[] boundOfHit) {
    int[] pins = pattern.pins();
    int[] which = Arrays.copyOf(pins, pins.length + hit.length);
    int[] bound = new int[which.length];
    if (events.released()) {
      events.markLeaving(bound);
    }
    System.arraycopy(hit, 0, which, pins.length, hit.length);
    System.arraycopy(boundOfHit, 0, bound, pins.length, hit.length);
    Contact.Decision decision = field.contact(y, pattern, which).decide(bound);
    if (decision == null) {
      failure = "no consistent choice of sides for %d kinks that meet".formatted(which.length);
      return;
    }
    int count = 0;
    int[] slide = new int[which.length];
    double[] shares = new double[which.length];
    for (int i = 0; i < which.length; i++) {
      if (decision.sides()[i] == 0) {
        shares[count] = decision.shares()[i];
        slide[count++] = which[i];
      } else {
        pattern.set(which[i], decision.sides()[i] > 0);
      }
    }
    pattern.pin(Arrays.copyOf(slide, count), Arrays.copyOf(shares, count));
    field.orient(y, pattern);
  }

  private void exchange() {
    double[] was = y;
    y = y1;
    y1 = was;
    double[] wasF = f;
    f = f1;
    f1 = wasF;
  }

  private boolean finish() {
    steps++;
    return failure == null;
  }

  private void chooseMethod(double made, long cost) {
    if (implicit == null) {
      return;
    }
    if (race.moved(made, cost)) {
      change(made);
    } else if (!stiff() && (explicit.unsuited() || guard.crawls())) {
      race.end();
      change(made);
    }
  }

  /** Goes on with the other method: with the step that it last made, if it was the explicit one. */
  private void change(double made) {
    explicitStep = stiff() ? explicitStep : h;
    method = stiff() ? explicit : Objects.requireNonNull(implicit);
    method.jumped();
    h = stiff() ? made : Math.min(made, explicitStep);
    guard.newMethod();
  }

  /** Writes all that is needed to go on. */
  public void save(BiConsumer<String, double[]> to) {
    to.accept("solver.y", y);
    to.accept("solver.f", f);
    pattern.save(to);
    to.accept("solver.slack", events.slack());
    to.accept("solver.shareSlack", new double[] {events.shareSlack()});
    to.accept("solver.guard", guard.state());
    to.accept("solver.race", race.state());
    to.accept("solver.shortSteps", shortSteps.state());
    to.accept(
        "solver.counts",
        new double[] {h, evaluations, steps, switches, stiff() ? 1 : 0, explicitStep});
    explicit.save(to);
    if (stiff()) {
      method.save(to);
    }
  }

  /** Goes to where {@link #save} was called. */
  public void restore(Function<String, double[]> from) {
    y = from.apply("solver.y").clone();
    f = from.apply("solver.f").clone();
    pattern.restore(from);
    events.restoreSlack(from.apply("solver.slack"), from.apply("solver.shareSlack")[0]);
    guard.restore(from.apply("solver.guard"));
    race.restore(from.apply("solver.race"));
    shortSteps.restore(from.apply("solver.shortSteps"));
    double[] counts = from.apply("solver.counts");
    h = counts[0];
    evaluations = (long) counts[1];
    steps = (long) counts[2];
    switches = (long) counts[3];
    explicitStep = counts[5];
    explicit.restore(from);
    method = explicit;
    if (counts[4] != 0 && implicit != null) {
      implicit.restore(from);
      method = implicit;
    }
  }
}
