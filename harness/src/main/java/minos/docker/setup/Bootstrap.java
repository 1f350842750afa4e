package minos.docker.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import minos.cluster.ClusterFailed;
import minos.docker.Engine;
import minos.docker.HostCommand;
import minos.docker.Images;

/**
 * Makes the base image from Debian packages where no registry can be reached, from the mirror that
 * apt uses, and with the tools in it that a node image would install.
 */
final class Bootstrap {
  private static final String SUITE = "bookworm";
  private static final String PACKAGES = "iproute2,iptables,libfaketime,procps";
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private final Path log;
  private final Consumer<String> say;

  Bootstrap(Path log, Consumer<String> say) {
    this.log = log;
    this.say = say;
  }

  void make(Engine engine) throws ClusterFailed {
    Path folder;
    try {
      folder = Files.createTempDirectory("minos-bootstrap-");
    } catch (IOException e) {
      throw new ClusterFailed("no temporary folder for debootstrap: " + e.getMessage(), e);
    }
    Path root = folder.resolve("root");
    try {
      fill(root);
      build(engine, folder, root);
    } finally {
      HostCommand.of(LIMIT, "umount", root + "/proc", root + "/sys").runInto(log);
      HostCommand.of(LIMIT, "rm", "-rf", "--one-file-system", folder.toString()).runInto(log);
    }
  }

  private void fill(Path root) throws ClusterFailed {
    List<String> words =
        new ArrayList<>(List.of("debootstrap", "--variant=minbase", "--include=" + PACKAGES));
    words.addAll(List.of(SUITE, root.toString()));
    // Without a mirror (a machine of another archive) debootstrap takes its own.
    mirror().ifPresent(words::add);
    say.accept(String.join(" ", words) + ", log file " + log);
    HostCommand command = HostCommand.of(LIMIT, words.toArray(String[]::new));
    String proxy = aptProxy();
    if (!proxy.isEmpty()) {
      command = command.with("http_proxy", proxy).with("https_proxy", proxy);
    }
    if (!command.runInto(log).succeeded()) {
      throw new ClusterFailed("debootstrap failed: " + log);
    }
  }

  private static Optional<String> mirror() throws ClusterFailed {
    try {
      return AptSources.below(Path.of("/etc/apt")).mirrorOf("debian", SUITE);
    } catch (IOException e) {
      throw new ClusterFailed("cannot read apt's sources: " + e.getMessage(), e);
    }
  }

  private static String aptProxy() {
    return HostCommand.of(Duration.ofSeconds(10), "apt-config", "dump", "Acquire::http::Proxy")
        .run("")
        .output()
        .replaceAll("(?s)^[^\"]*\"?([^\"]*).*$", "$1")
        .strip();
  }

  private void build(Engine engine, Path folder, Path root) throws ClusterFailed {
    say.accept("building " + Images.BASE);
    Path context = folder.resolve("context");
    HostCommand tar =
        HostCommand.of(LIMIT, "tar", "-C", root.toString(), "-c")
            .and("-f", context.resolve("root.tar").toString())
            .and("--exclude=./var/cache/apt/*", "--exclude=./var/lib/apt/lists/*")
            .and("--exclude=./proc/*", "--exclude=./sys/*", ".");
    try {
      Files.createDirectory(context);
      Files.writeString(
          context.resolve("Dockerfile"), "FROM scratch\nADD root.tar /\nCMD [\"bash\"]\n");
    } catch (IOException e) {
      throw new ClusterFailed("cannot write " + context + ": " + e.getMessage(), e);
    }
    if (!tar.runInto(log).succeeded()) {
      throw new ClusterFailed("tar failed: " + log);
    }
    String id = Images.build(engine, Images.BASE, context, Map.of(), line -> {});
    say.accept("base image made: " + Images.shortId(id));
  }
}
