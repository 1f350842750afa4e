package minos.raft;

import java.util.Optional;

/** What happens to a server. {@link RaftCore#step} takes these one at a time. */
public sealed interface Event {

  /**
   * Time has passed.
   *
   * @param nowNanos monotonic clock of this server; a value that goes back is ignored
   */
  record Tick(long nowNanos) implements Event {}

  /**
   * A message arrived; it may be late, repeated or out of order.
   *
   * @param incarnation of the sender, as it claims; {@link Member#UNKNOWN} where nobody checks
   */
  record Received(NodeId from, long incarnation, Message message) implements Event {
    public Received(NodeId from, Message message) {
      this(from, Member.UNKNOWN, message);
    }
  }

  /** Every {@link Effect.Write} up to and including this number is on disk for good. */
  record Persisted(long write) implements Event {}

  /**
   * A client asks for a command to be replicated.
   *
   * @param request this server's own number for the question; comes back in exactly one effect
   */
  record Proposed(long request, Payload command) implements Event {}

  /** The disk has run full, or has room again. */
  record SpaceChanged(Space space) implements Event {}

  /**
   * A client asks to read.
   *
   * @param request this server's own number for the question; comes back in exactly one effect
   * @param anywhere whether this server may answer also where it does not lead; it asks the leader
   *     for a read index first
   */
  record ReadRequested(long request, boolean anywhere) implements Event {
    /** To be answered by the leader. */
    public ReadRequested(long request) {
      this(request, false);
    }
  }

  /** What becomes of a snapshot, told by whoever keeps them. */
  sealed interface OfSnapshot extends Event {}

  /**
   * The snapshot that an {@link Effect.TakeSnapshot} asked for is durable.
   *
   * @param bytes how large it is
   */
  record SnapshotTaken(SnapshotMark mark, long bytes) implements OfSnapshot {}

  /**
   * A snapshot that was asked for could not be written, for want of room perhaps.
   *
   * @param why in a few words, for the operator
   */
  record SnapshotGivenUp(SnapshotMark mark, String why) implements OfSnapshot {}

  /**
   * A chunk could not be stored; all that was collected is gone.
   *
   * @param snapshot last entry of the snapshot that it belongs to
   * @param why in a few words, for the operator
   */
  record ChunksLost(EntryId snapshot, String why) implements OfSnapshot {}

  /**
   * A chunk is stored; it need not be durable yet.
   *
   * @param snapshot last entry of the snapshot that it belongs to
   * @param nextOffset where the next chunk must begin: after it, or at 0 where all that was
   *     collected proved wrong
   */
  record ChunkStored(EntryId snapshot, long nextOffset) implements OfSnapshot {}

  /** All chunks of a snapshot are stored, were found right as a whole, and are durable. */
  record SnapshotReceived(SnapshotMark mark, long bytes) implements OfSnapshot {}

  /**
   * An operator asks for other members (§6).
   *
   * @param request this server's own number for the question; comes back in exactly one effect
   */
  record MembershipProposed(long request, MembershipChange change) implements Event {}

  /**
   * An operator asks the leader to hand its office over (dissertation §3.10).
   *
   * @param request this server's own number for the question; comes back in exactly one effect
   * @param target who is to lead; whoever is most up to date, if empty
   */
  record TransferRequested(long request, Optional<NodeId> target) implements Event {}
}
