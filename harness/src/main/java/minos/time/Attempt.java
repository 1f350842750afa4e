package minos.time;

import java.util.concurrent.Callable;

/** What came of work that may fail. */
public sealed interface Attempt<T> {
  record Succeeded<T>(T value) implements Attempt<T> {}

  record Failed<T>(Exception cause) implements Attempt<T> {}

  /**
   * Does the work now; any exception becomes a value. So does an error, wrapped: work that dies
   * without an answer would leave the loop waiting for ever.
   */
  static <T> Attempt<T> at(Callable<T> work) {
    try {
      return new Succeeded<>(work.call());
    } catch (Exception e) {
      return new Failed<>(e);
    } catch (Error e) {
      return new Failed<>(new IllegalStateException("work died of " + e, e));
    }
  }
}
