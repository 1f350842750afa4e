package minos.node.disk;

import java.io.IOException;
import java.util.Optional;
import minos.raft.SnapshotMark;

/** A snapshot that was whole once is not any more: nothing may be made of it. */
public final class SnapshotCorrupted extends IOException {
  private final String finding;
  private final transient Optional<SnapshotMark> mark;

  /**
   * @param mark what it was a snapshot of, if that at least is certain
   */
  SnapshotCorrupted(String file, String what, Optional<SnapshotMark> mark) {
    this(file + ": corrupted: " + what, mark);
  }

  private SnapshotCorrupted(String finding, Optional<SnapshotMark> mark) {
    super(
        finding
            + "; what it held may be promised to others, so this server does not start from it."
            + " Restore the file from a copy, or remove the data folder and let the server join as"
            + " a new one");
    this.finding = finding;
    this.mark = mark;
  }

  /** What is wrong, without what to do about it. */
  String finding() {
    return finding;
  }

  Optional<SnapshotMark> mark() {
    return mark;
  }
}
