package gradus.net;

/**
 * Where the weights W_k of one layer stand in the flat parameter vector.
 *
 * @param name the layer's name, {@code W1}, {@code W2}, …
 * @param offset the place of entry (0, 0)
 * @param rows the number of outputs
 * @param cols the number of inputs
 * @param trained whether these weights move
 */
public record Block(String name, int offset, int rows, int cols, boolean trained) {

  /** The number of weights. */
  public int size() {
    return rows * cols;
  }

  /** One past the last weight. */
  public int end() {
    return offset + size();
  }
}
