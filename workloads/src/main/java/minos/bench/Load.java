package minos.bench;

import java.time.Duration;

/**
 * What the clients do while a figure is taken: so many requests always under way, each answered one
 * followed at once by the next.
 *
 * @param warmUp under the same load, before the figure is taken
 * @param time that the figure is taken over
 */
record Load(Kind kind, int outstanding, Duration warmUp, Duration time) {
  /** From here on the requests are spread over several connections. */
  private static final int MANY = 64;

  private static final int CONNECTIONS = 4;

  /** What is asked for: 256-byte values, linearizable. */
  enum Kind {
    PUT,
    GET
  }

  static final String KEY = Keys.name(1);
  static final String VALUE = "x".repeat(256);

  /** How many connections the requests are spread over. */
  int connections() {
    return outstanding < MANY ? 1 : CONNECTIONS;
  }

  /** How many requests are always under way on one connection. */
  int perConnection() {
    return Math.max(1, outstanding / connections());
  }
}
