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
import me.tongfei.progressbar.ProgressBarStyle;
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

  private final Streams streams;
  private final boolean shown;
  private final int arms;
  private final Map<String, Double> shares = new HashMap<>();
  private final long began = System.nanoTime();
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
    if (!shown || System.nanoTime() - began < PATIENCE) {
      return;
    }
    if (bar == null) {
      bar = newBar();
    }
    bar.setExtraMessage(message(progress));
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
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    shownBar.stepTo(Math.round(PARTS * sum / arms));
  }

  private static String message(Progress progress) {
    String margin =
        Double.isNaN(progress.margin())
            ? ""
            : String.format(Locale.ROOT, ", margin %.4g", progress.margin());
    return String.format(
        Locale.ROOT,
        " %s: %.0f steps/s, log10 risk %.4g%s",
        progress.arm(),
        progress.stepsPerSecond(),
        progress.log10Risk(),
        margin);
  }

  private ProgressBar newBar() {
    return new ProgressBarBuilder()
        .setTaskName("")
        .setInitialMax(PARTS)
        .setUpdateIntervalMillis(250)
        .setStyle(ProgressBarStyle.ASCII)
        .setMaxRenderedLength(WIDTH)
        .setConsumer(new ConsoleProgressBarConsumer(streams.err(), WIDTH))
        .clearDisplayOnFinish()
        .build();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
