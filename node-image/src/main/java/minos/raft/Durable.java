package minos.raft;

import java.util.List;
import java.util.Optional;

/**
 * What a server finds on its disk when it starts.
 *
 * @param snapshot the newest that is whole; the state machine starts from it
 * @param log contiguous; it begins at index 1, or where the snapshot has replaced what was before
 * @param damagedIn the term in which the log was last found damaged, with entries lost that this
 *     server may have acknowledged; 0 if it never was. The ballot's term is later than that
 */
public record Durable(
    Ballot ballot, Optional<SnapshotMark> snapshot, List<Entry> log, long damagedIn) {
  public static final Durable NOTHING = new Durable(Ballot.NONE, List.of());

  /** Of a server that never took a snapshot, and has lost nothing. */
  public Durable(Ballot ballot, List<Entry> log) {
    this(ballot, Optional.empty(), log, 0);
  }

  /** With a snapshot, and with what of the log goes on from there. */
  public Durable with(Optional<SnapshotMark> newest, List<Entry> rest) {
    return new Durable(ballot, newest, rest, damagedIn);
  }

  /** Whether there is neither a log nor a snapshot. */
  public boolean isEmpty() {
    return snapshot.isEmpty() && log.isEmpty();
  }

  /**
   * Whether the log goes on where the snapshot ends. Where it does not, power failed after a
   * snapshot was received and before the log that it supersedes was gone; that log must go now.
   */
  public boolean isLogSuperseded() {
    return snapshot.isPresent() && !log.isEmpty() && !continues(snapshot.get().last());
  }

  private boolean continues(EntryId last) {
    long at = last.index() - log.getFirst().index();
    return at == -1 || (at >= 0 && at < log.size() && log.get((int) at).id().equals(last));
  }
}
