package gradus.flow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The state of a course by name: arrays and whole numbers, copied in and copied out. */
public final class Snapshot {
  private final Map<String, double[]> arrays = new LinkedHashMap<>();
  private final Map<String, Long> integers = new LinkedHashMap<>();

  /** Keeps a copy of an array. */
  public void put(String name, double... values) {
    arrays.put(name, values.clone());
  }

  /** Keeps a whole number. */
  public void put(String name, long value) {
    integers.put(name, value);
  }

  /**
   * Copies an array out.
   *
   * @throws IllegalArgumentException if there is none of that name and length
   */
  public void read(String name, double[] into) {
    double[] kept = array(name);
    if (kept.length != into.length) {
      throw new IllegalArgumentException(
          "the snapshot's '%s' has %d numbers where %d are expected"
              .formatted(name, kept.length, into.length));
    }
    System.arraycopy(kept, 0, into, 0, into.length);
  }

  /**
   * An array as kept.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public double[] array(String name) {
    double[] kept = arrays.get(name);
    if (kept == null) {
      throw new IllegalArgumentException("the snapshot holds no '" + name + "'");
    }
    return kept;
  }

  /**
   * A whole number.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public long integer(String name) {
    Long kept = integers.get(name);
    if (kept == null) {
      throw new IllegalArgumentException("the snapshot holds no '" + name + "'");
    }
    return kept;
  }

  /** All arrays, for writing to a file. */
  public Map<String, double[]> arrays() {
    return Collections.unmodifiableMap(arrays);
  }

  /** All whole numbers. */
  public Map<String, Long> integers() {
    return Collections.unmodifiableMap(integers);
  }
}
