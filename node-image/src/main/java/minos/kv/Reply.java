package minos.kv;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the state machine answers. */
public sealed interface Reply {
  record SessionOpened(long session) implements Reply {}

  /**
   * The session is unknown or expired, or the client had given this sequence number up: nothing was
   * done, and nothing is known of earlier retries.
   */
  record NoSession() implements Reply {}

  /** The name belongs to an object of this other kind: nothing was done. */
  record WrongKind(String name, Kind found) implements Reply {}

  /** No queue has this number: nothing was done. */
  record NoQueue(long id) implements Reply {}

  record Done() implements Reply {}

  record Swapped(boolean matched) implements Reply {}

  /** One value, or none. */
  record Value(Optional<String> value) implements Reply {}

  /** A counter's sum, a size, a length. */
  record Amount(long amount) implements Reply {}

  /** Whether there was anything to do. */
  record Changed(boolean changed) implements Reply {}

  /** Whether the element is there. */
  record Found(boolean found) implements Reply {}

  /** All elements of a set or list. */
  record Values(List<String> values) implements Reply {
    public Values {
      values = List.copyOf(values);
    }
  }

  /** A queue's number; empty where nobody has made a queue with this label. */
  record QueueId(OptionalLong id) implements Reply {}

  /** The lock is taken; no earlier token of it is as high as this. */
  record Acquired(long token) implements Reply {}

  /** The lock was not free: nothing was done. */
  record Held(String owner) implements Reply {}

  /**
   * Who holds a lock.
   *
   * @param token of the last acquisition; 0 before the first
   */
  record Holder(Optional<String> owner, long token) implements Reply {}

  /** What the reads of a transaction found, in their order. */
  record Reads(List<List<String>> lists) implements Reply {
    public Reads {
      lists = lists.stream().map(List::copyOf).toList();
    }
  }
}
