package gradus.bench;

/** One full-batch step of gradient descent on mean(exp(-y f)), in double precision, one thread. */
interface Step extends AutoCloseable {
  /** Makes a number of steps. */
  void run(long steps);

  /** ∇R̂ at the present weights, block after block, each row by row. */
  double[] gradient();

  @Override
  void close();
}
