package minos.kv;

import java.util.Optional;

/** What the state machine answers. */
public sealed interface Reply {
  record SessionOpened(long session) implements Reply {}

  /**
   * The session is unknown or expired, or the client had given this sequence number up: nothing was
   * done, and nothing is known of earlier retries.
   */
  record NoSession() implements Reply {}

  record Done() implements Reply {}

  record Swapped(boolean matched) implements Reply {}

  record Value(Optional<String> value) implements Reply {}
}
