package minos.raft;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a server wants done. The driver carries effects out in the order given; only what {@link
 * Send#afterWrite} gates may wait.
 */
public sealed interface Effect {

  /**
   * Send a message, best effort.
   *
   * @param afterWrite the message promises something that is durable only once this {@link Write}
   *     is; 0 means at once
   */
  record Send(NodeId to, Message message, long afterWrite) implements Effect {}

  /**
   * Make this durable, after all earlier writes, and answer with {@link Event.Persisted}.
   *
   * @param number counts up from 1 without a gap
   * @param ballot the ballot to remember, if it changed
   * @param truncateFrom first index to cut off the log before appending, if any
   * @param append contiguous entries, may be empty
   */
  record Write(long number, Optional<Ballot> ballot, OptionalLong truncateFrom, List<Entry> append)
      implements Effect {}

  /**
   * An entry is committed: apply it to the state machine. Indexes rise by one from effect to
   * effect.
   *
   * @param request the waiting {@link Event.Proposed} of this server that this very entry came
   *     from; its client now gets the state machine's reply
   */
  record Apply(Entry entry, OptionalLong request) implements Effect {}

  /** Answer this read from the state machine, once it has applied {@code atIndex}. */
  record ServeRead(long request, long atIndex) implements Effect {}

  /** The question was certainly not taken up, and never will be. */
  record Reject(long request, Optional<NodeId> leader) implements Effect {}

  /** The command was not taken up, since this leader's disk is full. */
  record NoSpace(long request) implements Effect {}

  /**
   * The command was appended, but this server can no longer say what becomes of it: the outcome is
   * INDETERMINATE. (A read that is given up is a {@link Reject}: it changed nothing.)
   */
  record Abandon(long request, Optional<NodeId> leader) implements Effect {}

  /** What an operator asked for is done. */
  record Confirm(long request) implements Effect {}

  /**
   * What an operator asked for will not be done.
   *
   * @param why one line for the operator
   */
  record Decline(long request, String why) implements Effect {}

  /** This server now goes by this membership, committed or not (§6): whom to connect to. */
  record MembershipChanged(Membership membership) implements Effect {}

  /** The server's part in the cluster changed; for status, logs and tests. */
  record Transition(Role role, long term, Optional<NodeId> leader) implements Effect {}

  /**
   * Begin to write a snapshot of the state machine, which stands exactly at the mark now, and say
   * {@link Event.SnapshotTaken} once it is durable. Supersedes one that is still being written.
   */
  record TakeSnapshot(SnapshotMark mark) implements Effect {}

  /** Forget the log up to this entry; after all earlier writes, before all later ones. */
  record Compact(EntryId upTo) implements Effect {}

  /** Forget the whole log, which goes on after {@code at}; in order with the writes. */
  record ResetLog(EntryId at) implements Effect {}

  /**
   * Send a piece of the newest durable snapshot as a {@link Message.InstallRequest}, best effort;
   * not at all, if that is not the one with this mark any more.
   *
   * @param maxBytes of the chunk
   */
  record SendChunk(NodeId to, long term, SnapshotMark mark, long offset, int maxBytes, long round)
      implements Effect {}

  /**
   * Keep a chunk of another server's snapshot, and say {@link Event.ChunkStored}, or {@link
   * Event.SnapshotReceived} after the last. At offset 0 it begins anew, whatever was collected.
   */
  record StoreChunk(SnapshotMark mark, Chunk chunk) implements Effect {}

  /**
   * "Reset state machine using snapshot contents" (figure 13): it stands at the mark before it
   * applies any entry that follows this effect. A snapshot being taken of the old one is given up.
   */
  record LoadSnapshot(SnapshotMark mark) implements Effect {}
}
