package minos.docker;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** All that stands in an engine under the name of a run. */
@NullMarked
final class LabelledThings {
  private LabelledThings() {}

  static List<String> of(Engine engine, String run) {
    String label = Labels.RUN + "=" + run;
    Stream<String> containers =
        engine
            .client()
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(List.of(label))
            .exec()
            .stream()
            .map(container -> "container " + container.getNames()[0]);
    var volumes =
        engine.client().listVolumesCmd().withFilter("label", List.of(label)).exec().getVolumes();
    Stream<String> volumeNames =
        volumes == null ? Stream.of() : volumes.stream().map(volume -> "volume " + volume.getName());
    Stream<String> networks =
        engine.client().listNetworksCmd().withFilter("label", List.of(label)).exec().stream()
            .map(network -> "network " + network.getName());
    return Stream.of(containers, volumeNames, networks).flatMap(things -> things).toList();
  }
}
