package minos.raft.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import minos.invariant.Electorates;
import minos.raft.Membership;
import minos.raft.RaftCore;

/** What a cluster must come to when nothing fails any more. */
final class Calm {
  private Calm() {}

  /**
   * What keeps it from serving, if anything does; or from coming to rest when nobody asks any more.
   * Where no majority is left of those who were members, nothing can be asked of it.
   */
  static Optional<String> stall(RandomCluster cluster) {
    cluster.clearUp();
    cluster.runFor(Duration.ofSeconds(4));
    if (!cluster.members().mayDecide()) {
      return Optional.empty();
    }
    long answered = cluster.figures().answered();
    cluster.runFor(Duration.ofSeconds(1));
    if (cluster.leaders().size() != 1) {
      return Optional.of("Liveness: leaders " + cluster.leaders().size());
    }
    if (cluster.figures().answered() <= answered + 20) {
      return Optional.of("Liveness: answers");
    }
    cluster.silence();
    cluster.runFor(Duration.ofSeconds(4));
    return restlessness(cluster, cluster.leaders());
  }

  /**
   * The same where all clients have become silent before: nothing new comes that might push on what
   * got stuck.
   */
  static Optional<String> stallInSilence(RandomCluster cluster) {
    cluster.silence();
    cluster.runFor(Duration.ofSeconds(1));
    cluster.clearUp();
    cluster.runFor(Duration.ofSeconds(5));
    return cluster.members().mayDecide()
        ? restlessness(cluster, cluster.leaders())
        : Optional.empty();
  }

  private static Optional<String> restlessness(
      RandomCluster cluster, List<SimulatedServer> leaders) {
    if (leaders.size() != 1) {
      return Optional.of("Liveness: leaders " + leaders.size() + " in the end");
    }
    RaftCore.Status leader = leaders.getFirst().status().orElseThrow();
    Membership members = leader.membership();
    for (SimulatedServer server : cluster.servers()) {
      boolean follows =
          members.members().containsKey(server.id)
              && Electorates.means(members, server.incarnation());
      if (follows && server.status().orElseThrow().commitIndex() != leader.lastIndex()) {
        return Optional.of("Liveness: a server lags " + server.status() + " behind " + leader);
      }
      if (follows && server.machine().digest() != leaders.getFirst().machine().digest()) {
        return Optional.of("Equal states: " + server.id);
      }
    }
    return members.isJoint() ? Optional.of("Liveness: a change is half done") : Optional.empty();
  }
}
