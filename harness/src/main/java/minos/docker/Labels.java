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

  /** On images: of all that went into them. */
  static final String FINGERPRINT = "minos.fingerprint";

  private Labels() {}

  static Map<String, String> of(String run) {
    return Map.of(MINOS, "1", RUN, run, OWNER, Owner.self().label());
  }
}
