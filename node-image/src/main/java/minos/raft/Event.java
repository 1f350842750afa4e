package minos.raft;

/** What happens to a server. {@link RaftCore#step} takes these one at a time. */
public sealed interface Event {

  /**
   * Time has passed.
   *
   * @param nowNanos monotonic clock of this server; a value that goes back is ignored
   */
  record Tick(long nowNanos) implements Event {}

  /** A message arrived; it may be late, repeated or out of order. */
  record Received(NodeId from, Message message) implements Event {}

  /** Every {@link Effect.Write} up to and including this number is on disk for good. */
  record Persisted(long write) implements Event {}

  /**
   * A client asks for a command to be replicated.
   *
   * @param request this server's own number for the question; comes back in exactly one effect
   */
  record Proposed(long request, Payload command) implements Event {}

  /**
   * A client asks to read.
   *
   * @param request this server's own number for the question; comes back in exactly one effect
   */
  record ReadRequested(long request) implements Event {}

  /**
   * The snapshot that an {@link Effect.TakeSnapshot} asked for is durable.
   *
   * @param bytes how large it is
   */
  record SnapshotTaken(SnapshotMark mark, long bytes) implements Event {}

  /**
   * A chunk is stored; it need not be durable yet.
   *
   * @param snapshot last entry of the snapshot that it belongs to
   * @param nextOffset where the next chunk must begin: after it, or at 0 where all that was
   *     collected proved wrong
   */
  record ChunkStored(EntryId snapshot, long nextOffset) implements Event {}

  /** All chunks of a snapshot are stored, were found right as a whole, and are durable. */
  record SnapshotReceived(SnapshotMark mark, long bytes) implements Event {}
}
