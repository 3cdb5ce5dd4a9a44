package gradus.study;

import gradus.flow.Limit;
import gradus.flow.Limits;
import gradus.flow.Position;

/** Tells a listener how far an arm has come, five times a second. */
final class ProgressMeter {
  private static final long INTERVAL = 200_000_000;

  private final String arm;
  private final Limits limits;
  private final RunListener listener;
  private final Smoothed rate = new Smoothed();
  private long told;
  private long toldStep = -1;
  private double firstLogRisk = Double.NaN;
  private double margin = Double.NaN;

  /** A mean over about the last two seconds. */
  private static final class Smoothed {
    private static final double NEW = 0.1;
    private double sum;
    private double weight;

    void add(double v) {
      sum = (1 - NEW) * sum + NEW * v;
      weight = (1 - NEW) * weight + NEW;
    }

    double value() {
      return sum / weight;
    }
  }

  ProgressMeter(String arm, Limits limits, RunListener listener) {
    this.arm = arm;
    this.limits = limits;
    this.listener = listener;
  }

  /** The least margin as last recorded. */
  void recorded(double leastMargin) {
    margin = leastMargin;
  }

  /** Called once a step. */
  void at(Position position) {
    long now = System.nanoTime();
    if (toldStep < 0) {
      toldStep = position.steps();
      told = now;
      return;
    }
    if (now - told < INTERVAL) {
      return;
    }
    rate.add((position.steps() - toldStep) / ((now - told) * 1e-9));
    told = now;
    toldStep = position.steps();
    if (Double.isNaN(firstLogRisk)) {
      firstLogRisk = position.logRisk();
    }
    listener.progress(
        new Progress(
            arm,
            position.steps(),
            share(position),
            rate.value(),
            position.logRisk() / Math.log(10),
            margin));
  }

  /** The largest share over all limits: the first one reached ends the arm. */
  private double share(Position position) {
    double share = Double.NaN;
    for (Limit limit : limits.limits()) {
      double part = share(limit, position);
      if (!Double.isNaN(part)) {
        part = Math.clamp(part, 0, 1);
        share = Double.isNaN(share) ? part : Math.max(share, part);
      }
    }
    return share;
  }

  private double share(Limit limit, Position position) {
    return switch (limit.quantity()) {
      case STEPS -> position.steps() / limit.value();
      case TIME -> Math.exp(position.logTime() - Math.log(limit.value()));
      // Rescaled steps add to log t what constant steps add to t.
      case LOG_TIME ->
          limit.value() > 10
              ? position.logTime() / limit.value()
              : Math.exp(position.logTime() - limit.value());
      // From where the risk was first seen, evenly in its logarithm.
      case LOG_RISK -> (position.logRisk() - firstLogRisk) / (limit.value() - firstLogRisk);
      case RHO -> position.rho() / limit.value();
      // How fast a velocity dies out is not known beforehand.
      case VELOCITY -> Double.NaN;
    };
  }
}
