package gradus.net;

import java.util.ArrayList;
import java.util.List;

/**
 * A window that slides over the places of an image: where it stands k places down and l across, it
 * covers rows k strideDown - padDown to k strideDown - padDown + height - 1, and columns likewise.
 * What it covers outside the image is zero.
 *
 * @param height rows it covers
 * @param width columns it covers
 * @param strideDown rows from one place to the next
 * @param strideAcross columns from one place to the next
 * @param padDown rows of zeros above and below the image, fewer than the window covers
 * @param padAcross columns of zeros on either side
 */
public record Window(
    int height, int width, int strideDown, int strideAcross, int padDown, int padAcross) {
  /** Checks the sizes. */
  public Window {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a window needs at least 1 row and 1 column, not %dx%d".formatted(height, width));
    }
    if (strideDown < 1 || strideAcross < 1) {
      throw new IllegalArgumentException(
          "a stride is at least 1, not " + pair(strideDown, strideAcross));
    }
    if (padDown < 0 || padAcross < 0 || padDown >= height || padAcross >= width) {
      throw new IllegalArgumentException(
          "a window of %dx%d takes less padding than its own size, and not less than 0; %s came"
              .formatted(height, width, pair(padDown, padAcross)));
    }
  }

  /** A window that moves by one place, without padding. */
  public static Window of(int height, int width) {
    return new Window(height, width, 1, 1, 0, 0);
  }

  /** The window that moves by its own size: places are parted. */
  public static Window tiles(int height, int width) {
    return new Window(height, width, height, width, 0, 0);
  }

  /** The same with a stride. */
  public Window stride(int down, int across) {
    return new Window(height, width, down, across, padDown, padAcross);
  }

  /** The same with a stride both ways. */
  public Window stride(int both) {
    return stride(both, both);
  }

  /** The same with padding. */
  public Window pad(int down, int across) {
    return new Window(height, width, strideDown, strideAcross, down, across);
  }

  /** The same with padding both ways. */
  public Window pad(int both) {
    return pad(both, both);
  }

  /** The number of entries it covers. */
  public int size() {
    return Math.multiplyExact(height, width);
  }

  /** Whether there is a place for it on images of a shape. */
  boolean fits(Shape in) {
    return height <= in.height() + 2 * padDown && width <= in.width() + 2 * padAcross;
  }

  /** The number of places down. */
  int down(Shape in) {
    return (in.height() + 2 * padDown - height) / strideDown + 1;
  }

  /** The number of places across. */
  int across(Shape in) {
    return (in.width() + 2 * padAcross - width) / strideAcross + 1;
  }

  /**
   * The entries of an image that each place covers, place by place; entry (c, i, j) of a patch is
   * column (c height + i) width + j of a filter, and -1 where it lies outside.
   */
  public List<int[]> patches(Shape in) {
    List<int[]> patches = new ArrayList<>();
    for (int place = 0; place < down(in) * across(in); place++) {
      int top = place / across(in) * strideDown - padDown;
      int left = place % across(in) * strideAcross - padAcross;
      int[] patch = new int[in.channels() * size()];
      for (int q = 0; q < patch.length; q++) {
        int y = top + q / width % height;
        int x = left + q % width;
        boolean inside = y >= 0 && y < in.height() && x >= 0 && x < in.width();
        patch[q] = inside ? (q / size() * in.height() + y) * in.width() + x : -1;
      }
      patches.add(patch);
    }
    return patches;
  }

  /** As {@code 3x3 stride 2 pad 1}, stride 1 and padding 0 left out. */
  String label() {
    String stride =
        strideDown == 1 && strideAcross == 1 ? "" : " stride " + pair(strideDown, strideAcross);
    String pad = padDown == 0 && padAcross == 0 ? "" : " pad " + pair(padDown, padAcross);
    return height + "x" + width + stride + pad;
  }

  /** As {@code 2x2 stride 1}, a stride that parts the places left out. */
  String poolLabel() {
    boolean tiles = strideDown == height && strideAcross == width;
    return height + "x" + width + (tiles ? "" : " stride " + pair(strideDown, strideAcross));
  }

  private static String pair(int down, int across) {
    return down == across ? String.valueOf(down) : down + "x" + across;
  }
}
