package minos.raft;

import java.util.List;

/**
 * What a server finds on its disk when it starts.
 *
 * @param log contiguous, the first entry has index 1
 * @param damagedIn the term in which the log was last found damaged, with entries lost that this
 *     server may have acknowledged; 0 if it never was. The ballot's term is later than that
 */
public record Durable(Ballot ballot, List<Entry> log, long damagedIn) {
  public static final Durable NOTHING = new Durable(Ballot.NONE, List.of());

  /** Of a server that has lost nothing. */
  public Durable(Ballot ballot, List<Entry> log) {
    this(ballot, log, 0);
  }
}
