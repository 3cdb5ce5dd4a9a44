package gradus.ode;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first event in a step: a free kink that changes its side, a pinned one whose share
 * leaves [0, 1], or the landing.
 */
final class EventFinder {
  /** More kinks than this at zero together are left as they are. */
  static final int MOST_AT_ONCE = 400;

  /** Round-off in a kink function, relative to the largest. */
  private static final double ROUND_OFF = 1e-13;

  /** Round-off in a share: a quotient of sums over the pinned kinks. */
  private static final double SHARE_ROUND_OFF = 1e-9;

  /** Round-off that a long step gives to y is no event; neither is what it does to shares. */
  private static final double MOST_NOISE = 1e-5;

  private static final double SHARES = 10;

  /** A kink function this small against the largest stands at zero. */
  private static final double AT_ZERO = 1e-10;

  private final Inclusion field;
  private final Pattern pattern;
  private final RightHandSide rhs;
  private final double[] end;
  private final double[] at;
  private final double[] slack;
  private final double[] point;
  private final double[] velocity;
  private final boolean[] watched;
  private double scale;

  /** The scale over the whole step: where it was shortened, all kinks may stand at zero. */
  private double reach;

  private double shareSlack = SHARE_ROUND_OFF;
  private double noise;
  private double locatingSlack;
  private boolean watchKinks;
  private boolean watchShares;
  private boolean released;
  private boolean[] out = {};
  private @Nullable Landing landing;

  EventFinder(Inclusion field, Pattern pattern, RightHandSide rhs) {
    this.field = field;
    this.pattern = pattern;
    this.rhs = rhs;
    this.end = new double[field.kinks()];
    this.at = new double[field.kinks()];
    this.slack = new double[field.kinks()];
    this.watched = new boolean[field.kinks()];
    this.point = new double[field.dimension()];
    this.velocity = new double[field.dimension()];
  }

  /** Reads the kink functions where the velocity was just computed. */
  void readEnd() {
    field.kinksThere(end);
    scale = 0;
    for (double value : end) {
      scale = Math.max(scale, Math.abs(value));
    }
  }

  /**
   * Notes what is on the wrong side of zero by round-off after kinks were decided: it may stay so
   * until it comes over.
   */
  void settle() {
    readEnd();
    double standing = field.entangled() ? AT_ZERO * scale : 0;
    for (int i = 0; i < slack.length; i++) {
      slack[i] = Math.abs(end[i]) <= standing ? standing : Math.max(0, -distance(i, end));
    }
    shareSlack = SHARE_ROUND_OFF;
    for (double share : pattern.shares()) {
      shareSlack = Math.max(shareSlack, 1.5 * Math.max(-share, share - 1));
    }
  }

  /** The share of the step at which the first event lies, 1 where there is none. */
  double first(StepMethod method, double h, double[] y1, @Nullable Landing landing) {
    noise = Math.min(ErrorNorm.NOISE * h, MOST_NOISE);
    Arrays.fill(watched, false);
    reach = scale;
    watchShares = sharesOut();
    watchKinks = watch(end);
    double upper = 1;
    if (end.length > 0) {
      method.dense(0.5, point);
      field.kinksAt(point, pattern, at);
      if (watch(at)) {
        watchKinks = true;
        upper = 0.5;
      }
    }
    boolean lands = landing != null && y1[landing.component()] > landing.value();
    this.landing = lands ? landing : null;
    released = watchShares;
    if (!watchKinks && !watchShares && !lands) {
      for (int i = 0; i < slack.length; i++) {
        if (slack[i] > 0 && distance(i, end) > slack[i]) {
          slack[i] = 0;
        }
      }
      return 1;
    }
    return locate(method, upper);
  }

  private boolean watch(double[] kinks) {
    boolean any = false;
    for (int i = 0; i < kinks.length; i++) {
      if (distance(i, kinks) < -tolerance(i) && !pattern.pinned(i)) {
        watched[i] = true;
        any = true;
      }
    }
    return any;
  }

  private double distance(int i, double[] kinks) {
    return pattern.above(i) ? kinks[i] : -kinks[i];
  }

  private double tolerance(int i) {
    return ROUND_OFF * scale + noise + slackOf(i);
  }

  private double slackOf(int i) {
    return 1.5 * slack[i];
  }

  /** Notes which shares are out of [0, 1] where the velocity was just computed. */
  private boolean sharesOut() {
    double[] shares = pattern.shares();
    out = new boolean[shares.length];
    boolean any = false;
    for (int i = 0; i < shares.length; i++) {
      out[i] =
          shares[i] < -shareSlack - SHARES * noise || shares[i] > 1 + shareSlack + SHARES * noise;
      any = any || out[i];
    }
    return any;
  }

  /** The least of all that must stay positive, at a share of the step. */
  private double clearance(StepMethod method, double theta) {
    method.dense(theta, point);
    double least = Double.POSITIVE_INFINITY;
    if (landing != null) {
      least = (landing.value() - point[landing.component()]) / (1 + Math.abs(landing.value()));
    }
    if (watchShares) {
      if (!rhs.at(point, velocity)) {
        return -1;
      }
      double[] shares = pattern.shares();
      for (int i = 0; i < shares.length; i++) {
        if (out[i]) {
          least = Math.min(least, Math.min(shares[i], 1 - shares[i]) + locatingSlack);
        }
      }
    }
    if (watchKinks) {
      field.kinksAt(point, pattern, at);
      for (int i = 0; i < watched.length; i++) {
        if (watched[i]) {
          least = Math.min(least, (distance(i, at) + noise + slackOf(i)) / scale);
        }
      }
    }
    return least;
  }

  /** Illinois: false position that halves the value at an end that stays. */
  private double locate(StepMethod method, double upper) {
    double low = 0;
    double high = upper;
    // Where all shares begin within [0, 1], the end itself is located.
    locatingSlack = SHARES * noise;
    if (watchShares && clearance(method, 0) <= 0) {
      locatingSlack += shareSlack;
    }
    double atLow = Math.max(clearance(method, 0), 1e-16);
    double atHigh = clearance(method, high);
    if (atHigh > 0) {
      return high;
    }
    int side = 0;
    for (int i = 0; i < 60 && high - low > 1e-14 * high && atHigh < -1e-15; i++) {
      double theta = (low * atHigh - high * atLow) / (atHigh - atLow);
      if (!(theta > low && theta < high) || i > 30) {
        theta = 0.5 * (low + high);
      }
      double value = clearance(method, theta);
      if (value > 0) {
        low = theta;
        atLow = value;
        if (side > 0) {
          atHigh /= 2;
        }
        side = 1;
      } else {
        high = theta;
        atHigh = value;
        if (side < 0) {
          atLow /= 2;
        }
        side = -1;
      }
    }
    return Math.min(high, Math.nextDown(1.0));
  }

  /**
   * The kinks that stand at zero where the step was redone to: the watched one that is nearest to
   * its other side or beyond, and those that are as near. Where kinks depend on one another, those
   * that stand at zero without crossing it come along: what happens may set them in motion.
   */
  int[] hit() {
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < watched.length; i++) {
      if (watched[i]) {
        nearest = Math.min(nearest, distance(i, end));
      }
    }
    // Dense output and step differ by about the tolerance; farther off it was not this kink.
    boolean crosses = watchKinks && nearest <= 1e-6 * reach;
    double limit = crosses ? Math.max(2 * Math.abs(nearest), 1e-12 * reach) : -1;
    int[] hit = new int[watched.length];
    int[] side = new int[watched.length];
    int count = 0;
    for (int i = 0; i < watched.length && count < MOST_AT_ONCE && (crosses || released); i++) {
      boolean comes = watched[i] && distance(i, end) <= limit;
      boolean stands = field.entangled() && Math.abs(end[i]) <= AT_ZERO * reach;
      if (comes || (stands && !pattern.pinned(i))) {
        side[count] = pattern.above(i) == comes ? -1 : 1;
        hit[count++] = i;
      }
    }
    hits = Arrays.copyOf(hit, count);
    bound = Arrays.copyOf(side, count);
    return hits;
  }

  private int[] hits = {};
  private int[] bound = {};

  /** The sides those kinks were bound for. */
  int[] bound() {
    return bound;
  }

  /** Whether a share left [0, 1] in the step. */
  boolean released() {
    return released;
  }

  /**
   * Marks the pin whose share is farthest beyond an end of [0, 1], or nearest to it, among those
   * that left in the step.
   */
  void markLeaving(int[] bound) {
    double[] shares = pattern.shares();
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < shares.length; i++) {
      least = out[i] ? Math.min(least, Math.min(shares[i], 1 - shares[i])) : least;
    }
    double limit = least + 1e-3 * Math.abs(least);
    for (int i = 0; i < shares.length && least < Contact.SLACK; i++) {
      if (out[i] && Math.min(shares[i], 1 - shares[i]) <= limit) {
        bound[i] = shares[i] < 0.5 ? -Contact.LEAVING : Contact.LEAVING;
      }
    }
  }

  double[] slack() {
    return slack;
  }

  double shareSlack() {
    return shareSlack;
  }

  void restoreSlack(double[] kept, double keptShareSlack) {
    shareSlack = keptShareSlack;
    System.arraycopy(kept, 0, slack, 0, slack.length);
  }
}
