package minos.docker;

import java.util.Map;
import minos.cluster.Owner;

/** What Minos writes on all that it makes in an engine, so that it finds it again. */
final class Labels {
  /** On everything. */
  static final String MINOS = "minos";

  static final String RUN = "minos.run";
  static final String OWNER = "minos.owner";
  static final String NODE = "minos.node";

  /** On what the user asked to keep. */
  static final String KEPT = "minos.kept";

  /** On a container whose data are on a {@link LoopDisk}. */
  static final String DISK = "minos.disk";

  /** On the volume that holds the file of one. */
  static final String DISK_FILE = "minos.disk-file";

  /** On images: of all that went into them. */
  static final String FINGERPRINT = "minos.fingerprint";

  private Labels() {}

  static Map<String, String> of(String run) {
    return Map.of(MINOS, "1", RUN, run, OWNER, Owner.self().label());
  }
}
