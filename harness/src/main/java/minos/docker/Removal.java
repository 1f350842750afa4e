package minos.docker;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes things from an engine; what is gone already is no failure. */
final class Removal {
  private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

  private final Engine engine;

  Removal(Engine engine) {
    this.engine = engine;
  }

  /** Kills and removes it with its anonymous volumes. */
  boolean container(String id) {
    return done(
        "container " + id,
        () ->
            engine
                .client()
                .removeContainerCmd(id)
                .withForce(true)
                .withRemoveVolumes(true)
                .exec());
  }

  boolean volume(String name) {
    return done("volume " + name, () -> engine.client().removeVolumeCmd(name).exec());
  }

  boolean network(String name) {
    return done("network " + name, () -> engine.client().removeNetworkCmd(name).exec());
  }

  private static boolean done(String what, Runnable removal) {
    try {
      removal.run();
      return true;
    } catch (NotFoundException e) {
      return true;
    } catch (ConflictException e) {
      // The engine is removing it already.
      boolean going = String.valueOf(e.getMessage()).contains("already in progress");
      if (!going) {
        LOG.warn("{} was not removed: {}", what, Engine.reason(e));
      }
      return going;
    } catch (DockerException e) {
      LOG.warn("{} was not removed: {}", what, Engine.reason(e));
      return false;
    }
  }
}
