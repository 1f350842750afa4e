package minos.docker;

import java.util.Optional;
import minos.cluster.ClusterFailed;

/** Whether the volumes of containers can be reached from here. */
public final class Volumes {
  private Volumes() {}

  /** Why the files in them cannot be changed, in one line; empty if they can. */
  public static Optional<String> obstacle() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return Optional.of("only root can change the files of a container that is down");
    }
    try (Engine engine = Engine.connect()) {
      return engine.endpoint().getScheme().equals("unix")
          ? Optional.empty()
          : Optional.of("the files of a container can be changed only on the engine's own machine");
    } catch (ClusterFailed e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
