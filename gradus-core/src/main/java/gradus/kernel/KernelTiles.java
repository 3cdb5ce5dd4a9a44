package gradus.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A kernel matrix computed tile by tile on several threads; whoever takes the rows keeps them. */
final class KernelTiles {
  /**
   * Rows and columns of a tile: small enough for the second cache, large enough for the product.
   */
  static final int SIDE = 192;

  /** Takes a piece of row i from column j; called by several threads, never twice for a place. */
  @FunctionalInterface
  interface Sink {
    void take(int i, int j, int count, double[] tangent, double[] covariance);
  }

  private final KernelPlan plan;
  private final KernelSide left;
  private final KernelSide right;
  private final Sink sink;

  KernelTiles(KernelPlan plan, KernelSide left, KernelSide right, Sink sink) {
    this.plan = plan;
    this.left = left;
    this.right = right;
    this.sink = sink;
  }

  /** Room in bytes for the tiles of one thread. */
  static long roomBytes() {
    return (SIDE * SIDE + 8L * SIDE) * Double.BYTES;
  }

  /** Computes all tiles, or for one side against itself those on and below the diagonal. */
  void run(int threads) {
    boolean half = left == right;
    int tall = side(left.count);
    int wide = side(right.count);
    List<int[]> places = new ArrayList<>();
    for (int i = 0; i < left.count; i += tall) {
      for (int j = 0; j < (half ? i + 1 : right.count); j += wide) {
        places.add(
            new int[] {i, Math.min(tall, left.count - i), j, Math.min(wide, right.count - j)});
      }
    }
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Runnable work =
        () -> {
          try {
            Worker worker = new Worker();
            for (int k = next.getAndIncrement();
                k < places.size() && failure.get() == null;
                k = next.getAndIncrement()) {
              worker.tile(places.get(k));
            }
          } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
          }
        };
    List<Thread> others = new ArrayList<>();
    for (int t = 1; t < Math.min(threads, places.size()); t++) {
      others.add(Thread.ofPlatform().daemon().name("kernel-" + t).start(work));
    }
    work.run();
    for (Thread other : others) {
      join(other);
    }
    rethrow(failure.get());
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(@Nullable Throwable failure) {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  /** All tiles of about one size: a remainder of small ones would not be worth a product each. */
  private static int side(int n) {
    int tiles = (n + SIDE - 1) / SIDE;
    return (n + tiles - 1) / Math.max(tiles, 1);
  }

  private final class Worker {
    private final Correlations correlations = new Correlations(left, right, SIDE);
    private final PairRow row = new PairRow(SIDE);
    private final double[] tangent = new double[SIDE];
    private final double[] covariance = new double[SIDE];

    void tile(int[] place) {
      int i0 = place[0];
      int rows = place[1];
      int j0 = place[2];
      int cols = place[3];
      correlations.tile(i0, rows, j0, cols);
      for (int at = 0; at < rows; at++) {
        int i = i0 + at;
        int count = left == right ? Math.min(cols, i - j0 + 1) : cols;
        correlations.row(at, i, j0, count, row);
        if (left == right && i - j0 < count) {
          row.set(i - j0, true, 0);
        }
        walk(i, j0, count);
        sink.take(i, j0, count, tangent, covariance);
      }
    }

    private void walk(int i, int j0, int count) {
      row.count = count;
      row.from = j0;
      Arrays.fill(tangent, 0, count, 0);
      if (plan.trained()) {
        add(0, i, j0, count);
      }
      for (int s = 0; s < plan.steps().size(); s++) {
        KernelPlan.Step step = plan.steps().get(s);
        int width = step.dual().featureCount();
        row.q = left.variances[s][i];
        row.qs = right.variances[s];
        row.own = Arrays.copyOfRange(left.features[s], i * width, (i + 1) * width);
        row.others = right.features[s];
        step.dual().move(row);
        for (int k = 0; k < count; k++) {
          tangent[k] *= row.slope[k];
        }
        if (step.trained()) {
          add(s + 1, i, j0, count);
        }
      }
      int last = plan.steps().size();
      double own = left.roots[last][i];
      double[] others = right.roots[last];
      for (int k = 0; k < count; k++) {
        covariance[k] = own * others[j0 + k] * row.c[k];
      }
    }

    /** Θ ← Θ + K at the given place. */
    private void add(int s, int i, int j0, int count) {
      double own = left.roots[s][i];
      double[] others = right.roots[s];
      for (int k = 0; k < count; k++) {
        tangent[k] += own * others[j0 + k] * row.c[k];
      }
    }
  }
}
