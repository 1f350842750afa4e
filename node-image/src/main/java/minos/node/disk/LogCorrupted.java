package minos.node.disk;

import java.io.IOException;

/**
 * The log holds something that no power failure explains. The server does not start: to cut the log
 * there would forget entries that it once promised to keep.
 */
public final class LogCorrupted extends IOException {
  LogCorrupted(String file, long offset, String what) {
    super(
        file
            + ": corrupted at offset "
            + offset
            + " ("
            + what
            + "); restore this file from a copy, or give the server a new name and an empty"
            + " folder");
  }
}
