package minos.raft;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A server's fixed settings.
 *
 * @param incarnation the number drawn when this server first started on this disk; {@link
 *     Member#UNKNOWN} where nobody is to check it
 * @param initial the members of a fresh cluster, the same on all of them, this one included; {@link
 *     Membership#NOBODY} for a server that is to be added to a cluster. What the log says counts
 *     more
 * @param electionTimeoutMin the shortest time without a leader after which a server campaigns; a
 *     timeout is drawn between this and twice this (§5.2)
 * @param heartbeat how often a leader speaks up when it has nothing to say
 * @param maxBatchBytes of the entries of one {@link Message.AppendRequest}, 32 bytes for each
 *     beside its payload, unless a single entry is larger
 * @param windowBytes of entries, counted in the same way, that a follower may owe an answer for: a
 *     leader streams on while there are fewer
 * @param seed of this server's election timeouts
 * @param leaseDrift by how much a server's monotonic clock may run faster than another's (0.01 is 1
 *     %), where leaders may answer reads by {@link Lease}; empty where they must ask a majority.
 *     The same on all servers
 * @param compaction how much log it keeps
 */
public record RaftConfig(
    NodeId self,
    long incarnation,
    Membership initial,
    Duration electionTimeoutMin,
    Duration heartbeat,
    int maxBatchBytes,
    int windowBytes,
    long seed,
    OptionalDouble leaseDrift,
    Compaction compaction) {

  /** As much as is under way at a time on a fast network, and no burden on a slow one. */
  private static final int USUAL_WINDOW_BYTES = 1 << 20;

  public RaftConfig {
    Invariant.that(windowBytes > 0, "a window lets something through");
    leaseDrift.ifPresent(
        drift -> Invariant.that(drift >= 0 && drift < 1, "a drift is a share, below 1"));
  }

  /** Without leases, and with the usual window and compaction. */
  public RaftConfig(
      NodeId self,
      long incarnation,
      Membership initial,
      Duration electionTimeoutMin,
      Duration heartbeat,
      int maxBatchBytes,
      long seed) {
    this(
        self,
        incarnation,
        initial,
        electionTimeoutMin,
        heartbeat,
        maxBatchBytes,
        USUAL_WINDOW_BYTES,
        seed,
        OptionalDouble.empty(),
        Compaction.USUAL);
  }

  /** A server of a cluster whose disks are never wiped. */
  public RaftConfig(
      NodeId self,
      List<NodeId> servers,
      Duration electionTimeoutMin,
      Duration heartbeat,
      int maxBatchBytes,
      long seed) {
    this(
        self,
        Member.UNKNOWN,
        Membership.of(servers),
        electionTimeoutMin,
        heartbeat,
        maxBatchBytes,
        seed);
  }

  /** Settings for a data centre: heartbeats 50 ms, election timeout 300 to 600 ms. */
  public static RaftConfig of(NodeId self, List<NodeId> servers, long seed) {
    return new RaftConfig(
        self, servers, Duration.ofMillis(300), Duration.ofMillis(50), 1 << 20, seed);
  }

  /** Whether this server's disk may have been wiped without its knowing. */
  boolean mayBeWiped() {
    return incarnation != Member.UNKNOWN;
  }

  /** The same for one life of a disk. */
  public RaftConfig as(long drawn) {
    return with(drawn, windowBytes, leaseDrift, compaction);
  }

  /** The same with leases, where clocks drift no further apart than this. */
  public RaftConfig withLeases(double drift) {
    return with(incarnation, windowBytes, OptionalDouble.of(drift), compaction);
  }

  /** The same with another compaction. */
  public RaftConfig with(Compaction other) {
    return with(incarnation, windowBytes, leaseDrift, other);
  }

  /** The same with another window. */
  public RaftConfig withWindow(int bytes) {
    return with(incarnation, bytes, leaseDrift, compaction);
  }

  private RaftConfig with(long drawn, int window, OptionalDouble drift, Compaction other) {
    return new RaftConfig(
        self,
        drawn,
        initial,
        electionTimeoutMin,
        heartbeat,
        maxBatchBytes,
        window,
        seed,
        drift,
        other);
  }
}
