package minos.docker;

import java.util.List;
import java.util.Map;
import minos.cluster.StoredFiles;

/**
 * A cluster on containers, before it is made.
 *
 * @param run part of the name of all that is made, and a label on it
 * @param image of every node; has bash, and iptables where partitions are asked for
 * @param keep leave everything up when the cluster is closed
 */
public record ContainerSpec(String run, String image, List<NodeSpec> nodes, boolean keep) {

  /**
   * One container. All nodes find one another by name.
   *
   * @param command instead of the image's own; empty for the image's own
   * @param published port of the container to a port of this machine, bound to 127.0.0.1; needed
   *     only where the containers' own addresses cannot be reached from here
   * @param dataPath folder in the container that outlives its processes, on a volume
   * @param files in the container, collected with the logs
   * @param layout what its files are to it
   * @param diskMegabytes of a file system of its own under the data path; 0 for a folder of the
   *     engine's
   */
  public record NodeSpec(
      String name,
      List<String> command,
      Map<String, String> environment,
      Map<Integer, Integer> published,
      String dataPath,
      List<String> files,
      Layout layout,
      int diskMegabytes) {

    /** One of whose files we know nothing. */
    public NodeSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Map<Integer, Integer> published,
        String dataPath,
        List<String> files) {
      this(name, command, environment, published, dataPath, files, Layout.UNKNOWN, 0);
    }

    /** The same with a disk of its own, that can be hurt without its help. */
    public NodeSpec onOwnDisk(int megabytes) {
      return new NodeSpec(
          name, command, environment, published, dataPath, files, layout, megabytes);
    }
  }

  /** Which of a node's files are what, by their names under its data path. */
  public interface Layout {
    /** Of one that we know nothing about. */
    Layout UNKNOWN = (kind, name) -> false;

    boolean is(StoredFiles.Kind kind, String name);
  }

  /**
   * The command that starts a node so that its clocks can be set: under libfaketime, which it costs
   * some microseconds a look at the clock.
   *
   * @param command must look at the clock by way of the C library
   */
  public static List<String> withClocks(List<String> command) {
    return ContainerClock.launching(command);
  }

  /** As names of containers and networks may be written. */
  String runName() {
    return "minos-" + run.replaceAll("[^a-zA-Z0-9_.-]", "-");
  }

  String containerName(NodeSpec node) {
    return runName() + "-" + node.name();
  }

  /** The command that removes it all, for the user. */
  String removal() {
    return removal(run);
  }

  static String removal(String run) {
    String filter = " --filter label=" + Labels.RUN + "=" + run;
    return "docker rm -f $(docker ps -aq"
        + filter
        + "); docker volume rm $(docker volume ls -q"
        + filter
        + "); docker network rm $(docker network ls -q"
        + filter
        + ")";
  }
}
