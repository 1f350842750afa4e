package minos.node.disk;

import java.io.IOException;

/** A snapshot could not be written as it should be; the one before it is still there. */
public final class SnapshotRefused extends IOException {
  SnapshotRefused(IOException cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }
}
