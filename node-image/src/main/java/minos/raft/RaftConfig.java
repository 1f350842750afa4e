package minos.raft;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

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
 * @param leaseDrift by how much a server's monotonic clock may run faster than another's (0.01 is
 *     1 %), where leaders may answer reads by {@link Lease}; empty where they must ask a majority.
 *     The same on all servers
 */
public record RaftConfig(
    NodeId self,
    List<NodeId> servers,
    Duration electionTimeoutMin,
    Duration heartbeat,
    int maxBatchBytes,
    long seed,
    OptionalDouble leaseDrift) {

  public RaftConfig {
    leaseDrift.ifPresent(drift ->
        Invariant.that(drift >= 0 && drift < 1, "a drift is a share, below 1"));
  }

  /** Without leases. */
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
        OptionalDouble.empty());
  }

  /** Settings for a data centre: heartbeats 50 ms, election timeout 300 to 600 ms. */
  public static RaftConfig of(NodeId self, List<NodeId> servers, long seed) {
    return new RaftConfig(
        self, servers, Duration.ofMillis(300), Duration.ofMillis(50), 1 << 20, seed);
  }
}
