package minos.raft;

import java.util.List;

/** What servers say to one another. Every message carries its sender's term at the time. */
public sealed interface Message {
  long term();

  /**
   * Asks whether the receiver would vote for the sender in the next term (dissertation §9.6).
   *
   * @param term the sender's own, not the next
   */
  record PreVoteRequest(long term, EntryId lastEntry) implements Message {}

  /** Promises nothing. */
  record PreVoteReply(long term, boolean granted) implements Message {}

  /**
   * RequestVote, figure 2.
   *
   * @param byTransfer whether the leader itself has asked the sender to campaign: then nobody is to
   *     refuse out of loyalty to it (dissertation §4.2.3)
   */
  record VoteRequest(long term, EntryId lastEntry, boolean byTransfer) implements Message {
    public VoteRequest(long term, EntryId lastEntry) {
      this(term, lastEntry, false);
    }
  }

  record VoteReply(long term, boolean granted) implements Message {}

  /**
   * AppendEntries, figure 2; also the heartbeat.
   *
   * @param previous the entry right before {@code entries}
   * @param commitIndex the leader's
   * @param round the newest read round of the leader (see {@code Reading}); echoed in the reply
   */
  record AppendRequest(
      long term, EntryId previous, List<Entry> entries, long commitIndex, long round)
      implements Message {}

  /**
   * @param matched whether the follower's log now agrees with the leader's up to {@code index}
   * @param index if matched: the last index of the request, previous plus count, never the
   *     follower's own tail; otherwise a hint: the leader should try again at or before it
   * @param round the round of the request
   */
  record AppendReply(long term, boolean matched, long index, long round) implements Message {}

  /**
   * InstallSnapshot, figure 13: one chunk of a snapshot, for a follower that lacks entries which
   * the leader has no more.
   *
   * @param round as in {@link AppendRequest}
   */
  record InstallRequest(long term, SnapshotMark mark, Chunk chunk, long round) implements Message {}

  /**
   * Asks for the rest of a snapshot. A follower that has all of it, or that needs none, answers
   * with an {@link AppendReply} that matches at the snapshot's last entry.
   *
   * @param snapshot the last entry of the snapshot that the follower collects
   * @param nextOffset where the next chunk must begin
   * @param round of the request, or 0 where it answers none
   */
  record InstallReply(long term, EntryId snapshot, long nextOffset, long round)
      implements Message {}

  /**
   * A server that does not lead asks up to where it must have applied to answer reads (dissertation
   * §6.4).
   *
   * @param id the asker's own for the question; unique over all its lives, but repeated where no
   *     answer comes
   */
  record ReadIndexRequest(long term, long id) implements Message {}

  /**
   * @param granted whether the asked server leads: it has made sure after the question came
   * @param index all that was answered to anybody before the question is at or below it
   */
  record ReadIndexReply(long term, long id, boolean granted, long index) implements Message {}

  /** The leader hands its office over: campaign at once (dissertation §3.10). */
  record TimeoutNow(long term) implements Message {}
}
