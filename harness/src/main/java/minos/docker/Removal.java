package minos.docker;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.file.Path;
import java.util.Map;
import minos.cluster.ClusterFailed;
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
            engine.client().removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec());
  }

  /** Also lets go of the disk whose file is in it. */
  boolean volume(String name) {
    return done(
        "volume " + name,
        () -> {
          InspectVolumeResponse volume = engine.client().inspectVolumeCmd(name).exec();
          Map<String, String> labels = volume.getLabels();
          if (labels != null && labels.containsKey(Labels.DISK_FILE)) {
            release(Path.of(volume.getMountpoint()));
          }
          engine.client().removeVolumeCmd(name).exec();
        });
  }

  private static void release(Path folder) {
    try {
      LoopDisk.release(folder);
    } catch (ClusterFailed e) {
      LOG.warn("{}", e.getMessage());
    }
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
