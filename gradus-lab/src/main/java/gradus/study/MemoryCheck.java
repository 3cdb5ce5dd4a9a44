package gradus.study;

import gradus.num.BadInput;

/** Says beforehand what a run needs, and refuses what cannot fit. */
final class MemoryCheck {
  private static final long WORTH_A_LINE = 512L << 20;

  private MemoryCheck() {}

  static void check(Material material, int armsAtATime, RunListener listener) {
    long needed = material.bytes(armsAtATime);
    long heap = Runtime.getRuntime().maxMemory();
    if (needed > heap) {
      throw new BadInput(
          "the run needs about %s but Java may use %s; give Java more (-Xmx), or take fewer examples, units or --threads"
              .formatted(gib(needed), gib(heap)));
    }
    if (needed > WORTH_A_LINE) {
      listener.note("needs about %s of %s".formatted(gib(needed), gib(heap)));
    }
  }

  private static String gib(long bytes) {
    return "%.1f GiB".formatted(bytes / (double) (1L << 30));
  }
}
