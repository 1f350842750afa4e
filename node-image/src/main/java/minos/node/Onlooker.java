package minos.node;

import java.util.Optional;
import minos.kv.Reply;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.Event;
import minos.raft.Space;

/** Hears what a {@link Replica} has done; for event logs and metrics. Must not wait. */
public interface Onlooker {
  /** Whom it is all the same. */
  Onlooker NOBODY = new Onlooker() {};

  /** The core is about to be told this. */
  default void telling(Event event) {}

  /** It was told, and all that it wanted done then has been begun. */
  default void told(Event event) {}

  /** The core wants this done, which now begins. */
  default void doing(Effect effect) {}

  /** A committed entry has been applied, with this reply if it held a command. */
  default void applied(Entry entry, Optional<Reply> reply) {}

  /** A client was not heard of for so long that it was forgotten. */
  default void sessionExpired(long session) {}

  /** A snapshot of all entries up to this one is on disk. */
  default void snapshotTaken(EntryId last) {}

  /** A snapshot of its own, or of its leader, could not be written. */
  default void snapshotGivenUp(EntryId last, String why) {}

  /** The state is now that of a snapshot up to this entry. */
  default void snapshotInstalled(EntryId last) {}

  /** The disk has run full, or has room again. */
  default void spaceChanged(Space now) {}
}
