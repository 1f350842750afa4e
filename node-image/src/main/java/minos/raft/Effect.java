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
}
