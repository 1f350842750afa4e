package minos.raft;

/** One entry of the replicated log. */
public record Entry(EntryId id, Kind kind, Payload payload) {
  /** What an entry is for. */
  public enum Kind {
    /** The empty entry with which a leader opens its term (§8). */
    NO_OP,
    /** A command of the state machine. */
    COMMAND,
    /** Who belongs to the cluster from here on (§6); see {@link MembershipCodec}. */
    MEMBERSHIP
  }

  public long term() {
    return id.term();
  }

  public long index() {
    return id.index();
  }
}
