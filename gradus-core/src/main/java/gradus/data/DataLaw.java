package gradus.data;

import gradus.num.Seed;

/** A law from which labelled examples are drawn, with what is known of it exactly. */
public interface DataLaw {
  /** The law with its arguments, in the form a user types: {@code xor2:d=20}. */
  String spec();

  /** The dimension of an example. */
  int dimension();

  /** n independent examples. */
  Dataset draw(int n, Seed seed);

  /** What is known exactly of the law. */
  Truth truth();
}
