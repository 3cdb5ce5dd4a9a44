package gradus.data;

import java.util.Arrays;

/** Turns bytes from 0 to 255 into numbers. */
final class Pixels {
  private Pixels() {}

  /** The number of each byte value: itself when raw, otherwise divided by 255. */
  static double[] scale(boolean raw) {
    double[] number = new double[256];
    Arrays.setAll(number, b -> raw ? b : b / 255.0);
    return number;
  }

  /** Writes the numbers of {@code count} bytes. */
  static void convert(byte[] from, int fromOff, double[] to, int toOff, int count, double[] scale) {
    for (int j = 0; j < count; j++) {
      to[toOff + j] = scale[from[fromOff + j] & 0xff];
    }
  }
}
