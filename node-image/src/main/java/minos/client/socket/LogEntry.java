package minos.client.socket;

import java.util.Optional;
import minos.bytes.Malformed;
import minos.kv.Command;
import minos.kv.Stamped;
import minos.raft.Entry;
import minos.raft.Membership;
import minos.raft.MembershipCodec;

/**
 * An entry of the log, decoded. A command that was retried is there more than once, with the same
 * session and sequence number: the store has executed the first of them only.
 *
 * @param lsn its log sequence number: its index, from 1 on, without a gap
 * @param command what it does to the store; empty for entries that are the protocol's own
 * @param membership who belongs to the cluster from here on, if the entry says so
 */
public record LogEntry(
    long lsn,
    long term,
    Entry.Kind kind,
    Optional<Command> command,
    Optional<Membership> membership) {
  /**
   * @throws Malformed if it holds what is unknown here
   */
  public static LogEntry of(Entry entry) throws Malformed {
    Optional<Command> command =
        entry.kind() == Entry.Kind.COMMAND
            ? Optional.of(Stamped.decode(entry.payload()).command())
            : Optional.empty();
    Optional<Membership> membership =
        entry.kind() == Entry.Kind.MEMBERSHIP
            ? Optional.of(MembershipCodec.decode(entry.payload()))
            : Optional.empty();
    return new LogEntry(entry.index(), entry.term(), entry.kind(), command, membership);
  }
}
