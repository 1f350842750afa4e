package minos.raft;

import java.util.Optional;

/** What a server must never forget: the latest term it has seen, and whom it voted for in it. */
public record Ballot(long term, Optional<NodeId> votedFor) {
  public static final Ballot NONE = new Ballot(0, Optional.empty());
}
