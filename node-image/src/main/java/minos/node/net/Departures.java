package minos.node.net;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When frames leave: at once; but what is said in one turn of the loop leaves when the turn ends,
 * in one system call for each connection.
 */
public final class Departures {
  private final Set<Transport> delayed = new LinkedHashSet<>();

  /** The thread whose turn it is. */
  private volatile @Nullable Thread inTurn;

  /** Runs one turn, of which there is one at a time. */
  public void together(Runnable turn) {
    inTurn = Thread.currentThread();
    try {
      turn.run();
      inTurn = null;
      delayed.forEach(Transport::flush);
    } finally {
      inTurn = null;
      delayed.clear();
    }
  }

  /** There is something in the outbox of this connection. */
  void filled(Transport connection) {
    if (Thread.currentThread().equals(inTurn)) {
      delayed.add(connection);
    } else {
      connection.flush();
    }
  }
}
