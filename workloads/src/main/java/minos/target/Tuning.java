package minos.target;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import minos.generate.Seed;
import minos.raft.Compaction;
import minos.raft.Membership;
import minos.raft.NodeId;
import minos.raft.RaftConfig;

/**
 * How the servers of a simulated cluster are set.
 *
 * @param leases whether leaders answer reads by lease
 * @param segmentBytes of one file of the log
 * @param batchBytes of the entries in one append
 */
record Tuning(boolean leases, int segmentBytes, int batchBytes, Compaction compaction) {
  private static final int WINDOW_MIN = 512;

  /**
   * Small, so that a run sees many segments and snapshots, and servers that need one of another.
   */
  static final Tuning USUAL =
      new Tuning(false, 64 << 10, 1 << 20, new Compaction(16 << 10, 4 << 10, 1 << 10));

  /** Always the same from the same seed. */
  static Tuning drawn(long seed) {
    Seed draw = new Seed(seed).child("tuning");
    return new Tuning(
        draw.child("leases").below(4) == 0,
        draw.child("segment").pick(List.of(4 << 10, 16 << 10, 64 << 10)),
        draw.child("batch").pick(List.of(1, 1 << 12, 1 << 20)),
        new Compaction(
            draw.child("compact").pick(List.of(2 << 10, 16 << 10, 16 << 10)),
            draw.child("keep").pick(List.of(0, 256, 4 << 10)),
            draw.child("chunk").pick(List.of(128, 1 << 10, 4 << 10))));
  }

  /**
   * Files so small that every few operations a new one is begun, or a snapshot: where something is
   * to happen to them, or on the way.
   */
  Tuning withSmallFiles() {
    return new Tuning(
        leases,
        4 << 10,
        batchBytes,
        new Compaction(1 << 10, Math.min(256, compaction.tailBytes()), compaction.chunkBytes()));
  }

  Tuning withLeases(boolean wanted) {
    return new Tuning(wanted, segmentBytes, batchBytes, compaction);
  }

  RaftConfig config(NodeId self, List<NodeId> servers, long incarnation, long seed) {
    return new RaftConfig(
        self,
        incarnation,
        Membership.of(servers),
        Duration.ofMillis(300),
        Duration.ofMillis(50),
        batchBytes,
        Math.clamp(4L * batchBytes, WINDOW_MIN, 1 << 20),
        seed,
        leases ? OptionalDouble.of(RaftKvContainers.LEASE_DRIFT) : OptionalDouble.empty(),
        compaction);
  }
}
