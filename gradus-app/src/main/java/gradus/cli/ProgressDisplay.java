package gradus.cli;

import gradus.study.ArmResult;
import gradus.study.ArmRun;
import gradus.study.Progress;
import gradus.study.RunListener;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Shows on standard error how far a run is: one bar over all arms, with the remaining time, and the
 * rate, risk and margin of the arm last heard of. Appears after two seconds, so that short runs
 * stay silent.
 */
final class ProgressDisplay implements RunListener, AutoCloseable {
  private static final long PATIENCE = 2_000_000_000L;
  private static final int PARTS = 1000;
  private static final int WIDTH = 110;
  private static final int BAR = 24;

  private final Streams streams;
  private final boolean shown;
  private final int arms;
  private final Map<String, Double> shares = new HashMap<>();
  private final long began = System.nanoTime();
  private volatile double firstShare = Double.NaN;
  private volatile String message = "";
  private @Nullable ProgressBar bar;

  ProgressDisplay(Streams streams, boolean shown, int arms) {
    this.streams = streams;
    this.shown = shown;
    this.arms = arms;
  }

  @Override
  public void note(String line) {
    if (shown) {
      streams.err().println("gradus: " + line);
    }
  }

  @Override
  public void started(ArmRun run, long step) {
    if (step > 0) {
      note("%s goes on from step %d".formatted(run.name(), step));
    }
  }

  @Override
  public void progress(Progress progress) {
    if (!Double.isNaN(progress.share())) {
      shares.merge(progress.arm(), progress.share(), Math::max);
    }
    if (Double.isNaN(firstShare)) {
      firstShare = share();
    }
    if (!shown || System.nanoTime() - began < PATIENCE) {
      return;
    }
    if (bar == null) {
      bar = newBar();
    }
    message = message(progress);
    advance(bar);
  }

  @Override
  public void ended(ArmResult result) {
    shares.put(result.name(), 1.0);
    if (bar != null) {
      advance(bar);
    }
  }

  private void advance(ProgressBar shownBar) {
    shownBar.stepTo(Math.round(PARTS * share()));
  }

  private double share() {
    return shares.values().stream().mapToDouble(Double::doubleValue).sum() / arms;
  }

  private static String message(Progress progress) {
    String margin =
        Double.isNaN(progress.margin())
            ? ""
            : String.format(Locale.ROOT, ", margin %.4g", progress.margin());
    return String.format(
        Locale.ROOT,
        "%s: %.0f steps/s, log10 risk %.4g%s",
        progress.arm(),
        progress.stepsPerSecond(),
        progress.log10Risk(),
        margin);
  }

  private ProgressBar newBar() {
    return new ProgressBarBuilder()
        .setInitialMax(PARTS)
        .setUpdateIntervalMillis(250)
        .setRenderer((state, length) -> line(state.getNormalizedProgress(), length))
        .setConsumer(new ConsoleProgressBarConsumer(streams.err(), WIDTH))
        .clearDisplayOnFinish()
        .build();
  }

  /** {@code 37% [=======> ] 1:24 left sgd: 340 steps/s, …}. */
  private String line(double share, int length) {
    int done = (int) Math.round(BAR * share);
    // What was done before this process began cost it no time.
    double here = share - firstShare;
    double seconds = (System.nanoTime() - began) * 1e-9 * (1 - share) / here;
    String text =
        String.format(
            Locale.ROOT,
            "%3.0f%% [%s%s] %s left  %s",
            100 * share,
            "=".repeat(done),
            " ".repeat(BAR - done),
            here > 0 ? time(Math.round(seconds)) : "?",
            message);
    return text.length() <= length ? text : text.substring(0, length);
  }

  private static String time(long seconds) {
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
