package minos.whole;

import com.github.dockerjava.api.DockerClient;
import java.util.List;
import java.util.stream.Stream;
import minos.cluster.ClusterFailed;
import minos.docker.Engine;

/** What stands in the engine under the name of a run. */
final class InEngine {
  private InEngine() {}

  static List<String> of(String run) throws ClusterFailed {
    try (Engine engine = Engine.connect()) {
      DockerClient client = engine.client();
      List<String> ours = List.of("minos=1", "minos.run=" + run);
      var containers = client.listContainersCmd().withShowAll(true).withLabelFilter(ours).exec();
      var volumes = client.listVolumesCmd().withFilter("label", ours).exec().getVolumes();
      var networks = client.listNetworksCmd().withFilter("label", ours).exec();
      return Stream.of(
              containers.stream().map(it -> "container " + it.getNames()[0] + " " + it.getState()),
              (volumes == null
                      ? List.<String>of()
                      : volumes.stream().map(it -> "volume " + it.getName()).toList())
                  .stream(),
              networks.stream().map(it -> "network " + it.getName()))
          .flatMap(things -> things)
          .toList();
    }
  }
}
