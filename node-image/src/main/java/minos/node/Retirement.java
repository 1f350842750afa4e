package minos.node;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import minos.node.net.Listener;

/**
 * How a server leaves: who was asked already is answered, and the answers are on their way, before
 * anything is closed; but all of it within a bound.
 */
record Retirement(NodeLoop loop, Listener listener) {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LOOK_MILLIS = 5;

  /** Waits until there is nothing left to do, but not for long. New questions must be refused. */
  void await() throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (System.nanoTime() < deadline && !isOver()) {
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** Whether nobody waits; also where the loop does not answer, since then nobody will be. */
  private boolean isOver() throws InterruptedException {
    CompletableFuture<Integer> inHand = new CompletableFuture<>();
    if (!loop.offer(replica -> inHand.complete(replica.questions()))) {
      return true;
    }
    try {
      return inHand.get(LIMIT_NANOS, TimeUnit.NANOSECONDS) == 0 && listener.isDrained();
    } catch (TimeoutException | ExecutionException e) {
      return true;
    }
  }
}
