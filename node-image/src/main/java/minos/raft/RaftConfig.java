package minos.raft;

import java.time.Duration;
import java.util.List;

/**
 * A server's fixed settings.
 *
 * @param servers all servers of the cluster, this one included, in any order
 * @param electionTimeoutMin the shortest time without a leader after which a server campaigns; a
 *     timeout is drawn between this and twice this (§5.2)
 * @param heartbeat how often a leader speaks up when it has nothing to say
 * @param maxBatchBytes of the entries of one {@link Message.AppendRequest}, 32 bytes for each
 *     beside its payload, unless a single entry is larger
 * @param seed of this server's election timeouts
 * @param compaction how much log it keeps
 */
public record RaftConfig(
    NodeId self,
    List<NodeId> servers,
    Duration electionTimeoutMin,
    Duration heartbeat,
    int maxBatchBytes,
    long seed,
    Compaction compaction) {

  /** With the usual compaction. */
  public RaftConfig(
      NodeId self,
      List<NodeId> servers,
      Duration electionTimeoutMin,
      Duration heartbeat,
      int maxBatchBytes,
      long seed) {
    this(
        self,
        servers,
        electionTimeoutMin,
        heartbeat,
        maxBatchBytes,
        seed,
        Compaction.USUAL);
  }

  /** Settings for a data centre: heartbeats 50 ms, election timeout 300 to 600 ms. */
  public static RaftConfig of(NodeId self, List<NodeId> servers, long seed) {
    return new RaftConfig(
        self, servers, Duration.ofMillis(300), Duration.ofMillis(50), 1 << 20, seed);
  }
}
