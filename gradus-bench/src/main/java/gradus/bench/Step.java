package gradus.bench;

/**
 * Something to be timed, in double precision on one thread: a full-batch step of gradient descent,
 * or a product of the Hessian with a vector.
 */
interface Step extends AutoCloseable {
  /** Does it so many times. */
  void run(long steps);

  /** What has to come out alike: ∇R̂, or the product; block after block, each row by row. */
  double[] result();

  @Override
  void close();
}
