package minos.raft;

import java.util.List;

/**
 * What a server finds on its disk when it starts.
 *
 * @param log contiguous, the first entry has index 1
 */
public record Durable(Ballot ballot, List<Entry> log) {
  public static final Durable NOTHING = new Durable(Ballot.NONE, List.of());
}
