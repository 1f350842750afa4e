package minos.cluster;

import java.util.Locale;

/** Where a node that was built for tests can be told to end itself. */
public enum CrashPoint {
  /** Entries were appended, and not forced. */
  BEFORE_LOG_FORCE,
  /** Entries are on disk, and nobody knows yet. */
  AFTER_LOG_FORCE,
  /** A term or a vote was written, and not forced. */
  BEFORE_BALLOT_FORCE,
  /** A term or a vote is on disk, and no answer has left. */
  AFTER_BALLOT_FORCE,
  /** A part of a snapshot of its own was written. */
  IN_SNAPSHOT,
  /** A snapshot is whole, and does not count yet. */
  BEFORE_SNAPSHOT_NAMED,
  /** It counts, which is not forced. */
  AFTER_SNAPSHOT_NAMED;

  /** As users, and nodes, write it: {@code before-log-force}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
