package minos.bench;

import java.io.IOException;

/** A running cluster that can be put under load. */
interface Measurable {
  String name();

  /**
   * @throws IOException with one line for the user
   */
  Figure measure(Load load) throws IOException;
}
