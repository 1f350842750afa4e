package minos.shell.cluster;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import minos.cluster.ClusterFailed;
import minos.node.Log;
import minos.node.Server;
import minos.node.config.Options;
import minos.node.net.HostPort;
import minos.raft.Membership;
import minos.raft.NodeId;
import minos.raft.Rules;
import minos.secure.Credentials;

/**
 * Servers of the reference store in this process: real sockets on loopback, real disks. What they
 * have to say goes to a file each, beside their data. May be used by several threads.
 */
public final class EmbeddedCluster implements ShellCluster {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  private final Path folder;
  private final boolean temporary;
  private final Roster roster;
  private final Consumer<String> notice;
  private final Map<NodeId, Running> running = new TreeMap<>();

  private record Running(Server server, PrintStream log) {}

  private EmbeddedCluster(Path folder, boolean temporary, Roster roster, Consumer<String> notice) {
    this.folder = folder;
    this.temporary = temporary;
    this.roster = roster;
    this.notice = notice;
  }

  /**
   * Starts servers n1, n2 and so on.
   *
   * @param data where they keep what must survive; goes on with what is there; without it a folder
   *     that is gone afterwards
   * @param notice hears of a server that gives up by itself
   * @throws ClusterFailed with nothing left running
   */
  public static EmbeddedCluster start(int nodes, Optional<Path> data, Consumer<String> notice)
      throws ClusterFailed {
    try {
      Path folder = data.isPresent() ? data.get() : Files.createTempDirectory("minos-shell-");
      Files.createDirectories(folder);
      EmbeddedCluster cluster =
          new EmbeddedCluster(folder, data.isEmpty(), Roster.open(folder, nodes), notice);
      try {
        for (NodeId node : cluster.addresses().keySet()) {
          cluster.start(node);
        }
      } catch (ClusterFailed e) {
        cluster.close();
        throw e;
      }
      return cluster;
    } catch (IOException e) {
      throw new ClusterFailed("cannot start " + nodes + " servers: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized Map<NodeId, InetSocketAddress> addresses() {
    return Collections.unmodifiableMap(roster.present());
  }

  @Override
  public Credentials credentials() {
    return Credentials.NONE;
  }

  /** Those that run. */
  public synchronized Set<NodeId> running() {
    return new TreeSet<>(running.keySet());
  }

  /**
   * Starts a server that does not run, with what its disk holds.
   *
   * @throws ClusterFailed with one line for the user
   */
  public synchronized void start(NodeId node) throws ClusterFailed {
    PrintStream log = null;
    try {
      log =
          new PrintStream(
              new FileOutputStream(folder.resolve(node + ".log").toFile(), true),
              true,
              StandardCharsets.UTF_8);
      Server server =
          Server.start(
              Options.parse(arguments(node)),
              Rules.OF_THE_PAPER,
              new Log(node, log),
              why -> gaveUp(node, why));
      running.put(node, new Running(server, log));
    } catch (IOException | IllegalArgumentException e) {
      if (log != null) {
        log.close();
      }
      throw new ClusterFailed("cannot start " + node + ": " + e.getMessage(), e);
    }
  }

  private List<String> arguments(NodeId node) {
    return List.of(
        "--id",
        node.name(),
        "--peers",
        roster.peersOf(node),
        "--cluster",
        roster.joins(node) ? "join" : "new",
        "--data",
        folder.resolve(node.name()).toString());
  }

  /**
   * Starts a server that does not belong to the cluster yet, and waits to be added; nothing where
   * it belongs to it.
   *
   * @return where it listens
   * @throws ClusterFailed with one line for the user, and nothing started
   */
  public synchronized HostPort join(NodeId node) throws ClusterFailed {
    if (!NAME.matcher(node.name()).matches()) {
      throw new ClusterFailed("'" + node + "': a name is letters, digits, - and _, as in n6");
    }
    if (!addresses().containsKey(node)) {
      try {
        roster.add(node);
        start(node);
      } catch (IOException e) {
        throw new ClusterFailed("cannot start " + node + ": " + e.getMessage(), e);
      } catch (ClusterFailed e) {
        leave(node);
        throw e;
      }
    }
    return roster.address(node);
  }

  /**
   * Ends a server that does not belong to the cluster, and forgets it; its data stay.
   *
   * @throws ClusterFailed with one line for the user
   */
  public synchronized void leave(NodeId node) throws ClusterFailed {
    kill(node);
    try {
      roster.drop(node);
    } catch (IOException e) {
      throw new ClusterFailed("cannot forget " + node + ": " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void follow(Membership now) throws ClusterFailed {
    for (NodeId node : addresses().keySet()) {
      if (!now.members().containsKey(node)) {
        leave(node);
      }
    }
  }

  /**
   * Ends a server as {@code kill -9} would.
   *
   * @throws ClusterFailed if its threads or sockets did not end as they should
   */
  public synchronized void kill(NodeId node) throws ClusterFailed {
    Running killed = running.remove(node);
    if (killed != null) {
      try (PrintStream log = killed.log()) {
        killed.server().kill();
        log.println("killed");
      } catch (IOException e) {
        throw new ClusterFailed("cannot kill " + node + ": " + e.getMessage(), e);
      }
    }
  }

  /** On one of the server's own threads, which must not wait for itself to end. */
  private void gaveUp(NodeId node, Throwable why) {
    notice.accept(node + " gave up: " + why + "; see " + folder.resolve(node + ".log"));
    Thread.ofVirtual()
        .start(() -> {
          try {
            kill(node);
          } catch (ClusterFailed e) {
            notice.accept(String.valueOf(e.getMessage()));
          }
        });
  }

  @Override
  public synchronized void close() throws ClusterFailed {
    Map<NodeId, Running> all = new HashMap<>(running);
    running.clear();
    try {
      for (Running one : all.values()) {
        one.server().close();
        one.log().close();
      }
      if (temporary && Files.exists(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    } catch (IOException e) {
      throw new ClusterFailed("cannot end the cluster in " + folder + ": " + e.getMessage(), e);
    }
  }
}
