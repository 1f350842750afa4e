package minos.node.disk;

import java.io.IOException;

/** A snapshot that was whole once is not any more: nothing may be made of it. */
public final class SnapshotCorrupted extends IOException {
  SnapshotCorrupted(String file, String what) {
    super(
        file
            + ": corrupted: "
            + what
            + "; what it held may be promised to others, so this server does not start from it."
            + " Remove its data folder and let it join as a new server");
  }
}
