package minos.node.disk;

import java.io.IOException;

/** A file holds something that no power failure explains, and nobody can give back what it lost. */
public final class LogCorrupted extends IOException {
  private final String finding;

  LogCorrupted(String file, long offset, String what) {
    this(file + ": corrupted at offset " + offset + " (" + what + ")");
  }

  private LogCorrupted(String finding) {
    super(
        finding
            + "; restore this file from a copy, or give the server a new name and an empty folder");
    this.finding = finding;
  }

  /** Where and what, without what to do about it. */
  String finding() {
    return finding;
  }
}
