package gradus.data;

import gradus.num.BadInput;

/**
 * How large a file may be before it is refused; files are not trusted to be what they say.
 *
 * @param bytes the most bytes read from one file, after decompression
 * @param numbers the most numbers n x d of one set
 */
public record ReadLimits(long bytes, long numbers) {
  private static final ReadLimits USUAL = new ReadLimits(4L << 30, 1L << 28);

  /** 4 GiB of text or pixels and 2²⁸ numbers (2 GiB as doubles). */
  public static ReadLimits usual() {
    return USUAL;
  }

  /**
   * Refuses n examples with d features where they are more than allowed or than the heap holds.
   *
   * @throws BadInput if so
   */
  void check(Object file, long n, long d) {
    long size = Math.unsignedMultiplyHigh(n, d) == 0 && n * d >= 0 ? n * d : Long.MAX_VALUE;
    long megabytes = size >> 17; // of eight bytes each
    if (size > numbers) {
      throw BadInput.in(
          file,
          "%d examples of %d features are %.3g numbers, more than the %d allowed; take a part of it"
              .formatted(n, d, (double) size, numbers));
    }
    long heap = Runtime.getRuntime().maxMemory();
    if (megabytes > (heap >> 20)) {
      throw BadInput.in(
          file,
          "%d examples of %d features need %d MB, but Java may use %d MB; raise it with -Xmx, or take only some classes"
              .formatted(n, d, megabytes, heap >> 20));
    }
  }
}
