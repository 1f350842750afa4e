package minos.fault;

import java.time.Duration;
import minos.cluster.Cluster;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.cluster.Node.State;
import minos.cluster.Saboteur;

/** Waits for a node that has been started to answer, or to end. */
final class Answers {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private Answers() {}

  /**
   * @throws FaultNotInjected if it does not answer
   */
  static Saboteur of(Cluster cluster, Node node) throws FaultNotInjected {
    if (!come(cluster, node)) {
      throw new FaultNotInjected(
          node.name() + " does not answer; its last words: " + node.lastWords());
    }
    return node.saboteur();
  }

  /** Whether it answers; false once it has ended, too. */
  static boolean come(Cluster cluster, Node node) {
    boolean[] answered = {false};
    boolean ignored =
        cluster.await(
            LIMIT,
            () -> {
              answered[0] = answers(node);
              return answered[0] || isGone(node);
            });
    return answered[0];
  }

  private static boolean answers(Node node) {
    try {
      return !isGone(node) && node.saboteur().report().failed() >= 0;
    } catch (FaultNotInjected e) {
      return false;
    }
  }

  static boolean isGone(Node node) {
    try {
      return node.state() == State.GONE;
    } catch (FaultNotInjected e) {
      return false;
    }
  }
}
