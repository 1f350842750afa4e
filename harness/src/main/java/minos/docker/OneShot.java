package minos.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.util.concurrent.TimeUnit;
import minos.cluster.ClusterFailed;

/** A container that runs one script, with no network but its own, and is gone again. */
public final class OneShot {
  private static final int SECONDS_MAX = 20;

  private OneShot() {}

  /**
   * Runs a script with bash and the right to change its own network.
   *
   * @return what it printed
   * @throws ClusterFailed if the container could not be made or did not end in time
   */
  public static String run(Engine engine, String image, String script) throws ClusterFailed {
    DockerClient client = engine.client();
    String id = "";
    try {
      id =
          client
              .createContainerCmd(image)
              .withLabels(Labels.of("probe"))
              .withEntrypoint("/bin/bash", "-c", script)
              .withHostConfig(
                  HostConfig.newHostConfig()
                      .withNetworkMode("none")
                      .withCapAdd(Capability.NET_ADMIN))
              .exec()
              .getId();
      client.startContainerCmd(id).exec();
      client
          .waitContainerCmd(id)
          .exec(new WaitContainerResultCallback())
          .awaitStatusCode(SECONDS_MAX, TimeUnit.SECONDS);
      return Logs.text(engine, id);
    } catch (RuntimeException e) {
      throw new ClusterFailed("no container from " + image + ": " + Engine.reason(e), e);
    } finally {
      if (!id.isEmpty()) {
        client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
      }
    }
  }
}
