package minos.raft;

/**
 * How much log a server keeps (§7). Bytes are those of entries, 32 for each beside its payload.
 *
 * @param logBytes a snapshot is due when so much was applied since the last one, and no sooner than
 *     that weighs as much as the last snapshot itself: else writing snapshots would become most of
 *     the work (dissertation §5.1.2)
 * @param tailBytes so much of the log before a snapshot stays, so that followers that are only slow
 *     need no snapshot
 * @param chunkBytes of one piece of a snapshot on its way to a follower
 */
public record Compaction(long logBytes, long tailBytes, int chunkBytes) {
  public static final Compaction USUAL = new Compaction(64L << 20, 16L << 20, 1 << 18);

  public Compaction {
    if (logBytes < 1 || tailBytes < 0 || chunkBytes < 1) {
      throw new IllegalArgumentException(
          "compaction after %d bytes, tail of %d, chunks of %d"
              .formatted(logBytes, tailBytes, chunkBytes));
    }
  }
}
