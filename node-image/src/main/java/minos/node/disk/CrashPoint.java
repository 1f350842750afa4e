package minos.node.disk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a server can be told to end itself: at the moments that recovery must have thought of. */
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
  /** A part of a snapshot of the leader's was written. */
  IN_INSTALL,
  /** A snapshot is whole, and has not the name yet under which it counts. */
  BEFORE_SNAPSHOT_NAMED,
  /** It has the name, which is not forced. */
  AFTER_SNAPSHOT_NAMED;

  /** As it is written in orders: {@code before-log-force}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException with those that there are
   */
  static CrashPoint labelled(String label) {
    return Arrays.stream(values())
        .filter(point -> point.label().equals(label))
        .findAny()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no crash point '"
                    + label
                    + "'; known: "
                    + Arrays.stream(values())
                        .map(CrashPoint::label)
                        .collect(Collectors.joining(", "))));
  }

  static Optional<CrashPoint> ofForce(String file, boolean before) {
    if (file.startsWith(Segments.PREFIX)) {
      return Optional.of(before ? BEFORE_LOG_FORCE : AFTER_LOG_FORCE);
    }
    return file.equals(Ballots.FILE)
        ? Optional.of(before ? BEFORE_BALLOT_FORCE : AFTER_BALLOT_FORCE)
        : Optional.empty();
  }

  static Optional<CrashPoint> ofWrite(String file) {
    return switch (file) {
      case SnapshotStore.TAKEN -> Optional.of(IN_SNAPSHOT);
      case SnapshotStore.RECEIVED -> Optional.of(IN_INSTALL);
      default -> Optional.empty();
    };
  }

  static Optional<CrashPoint> ofRename(String to, boolean before) {
    return to.equals(SnapshotStore.FILE)
        ? Optional.of(before ? BEFORE_SNAPSHOT_NAMED : AFTER_SNAPSHOT_NAMED)
        : Optional.empty();
  }
}
