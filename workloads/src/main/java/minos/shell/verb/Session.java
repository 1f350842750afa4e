package minos.shell.verb;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import minos.client.Outcome;
import minos.client.socket.SocketClient;
import minos.cluster.ClusterFailed;
import minos.kv.Command;
import minos.kv.Query;
import minos.raft.Membership;
import minos.raft.NodeId;
import minos.shell.cluster.ShellCluster;
import minos.time.RealTime;

/** One user's dealings with one cluster: the client, and what has been seen of names so far. */
public final class Session implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int NAMES_MAX = 1000;

  private final RealTime clock = new RealTime();
  private final ShellCluster cluster;
  private final Consumer<String> out;
  private final boolean interactive;
  private SocketClient client;
  private Map<NodeId, InetSocketAddress> asked;
  private final Set<String> names = new TreeSet<>();

  /**
   * @param out takes whole lines, from any thread
   * @param interactive whether somebody is there to end what goes on for ever
   */
  public Session(ShellCluster cluster, Consumer<String> out, boolean interactive) {
    this.cluster = cluster;
    this.out = out;
    this.interactive = interactive;
    this.asked = new LinkedHashMap<>(cluster.addresses());
    this.client = client(asked);
  }

  private SocketClient client(Map<NodeId, InetSocketAddress> addresses) {
    Map<NodeId, Supplier<InetSocketAddress>> servers = new LinkedHashMap<>();
    addresses.forEach((node, address) -> servers.put(node, () -> address));
    return new SocketClient(
        servers, cluster.credentials(), LIMIT, System.identityHashCode(this), clock::nanos);
  }

  /** Monotonic. */
  public long nanos() {
    return clock.nanos();
  }

  ShellCluster cluster() {
    return cluster;
  }

  boolean isInteractive() {
    return interactive;
  }

  /** A line of a command that is not over yet. */
  void say(String line) {
    out.accept(line);
  }

  /** Names of objects that were used, for completion. */
  public synchronized Set<String> names() {
    return new TreeSet<>(names);
  }

  synchronized void remember(String name) {
    if (names.size() < NAMES_MAX) {
      names.add(name);
    }
  }

  Outcome change(Command.Change change) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    client.change(change, outcome::complete);
    return await(outcome, new Outcome.Indeterminate("you did not wait"));
  }

  Outcome ask(Query query) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    client.ask(query, outcome::complete);
    return await(outcome, new Outcome.Rejected("you did not wait"));
  }

  /** What an operator asks of the cluster. */
  Outcome administer(BiConsumer<SocketClient, Consumer<Outcome>> request) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    request.accept(client, outcome::complete);
    return await(outcome, new Outcome.Indeterminate("you did not wait"));
  }

  /**
   * Who belongs to the cluster from now on.
   *
   * @throws ClusterFailed if a server that has left cannot be ended
   */
  void follow(Membership now) throws ClusterFailed {
    cluster.follow(now);
    Map<NodeId, InetSocketAddress> known = cluster.addresses();
    if (!known.equals(asked)) {
      client.close();
      asked = new LinkedHashMap<>(known);
      client = client(asked);
    }
  }

  private static Outcome await(CompletableFuture<Outcome> outcome, Outcome interrupted) {
    try {
      return outcome.get();
    } catch (InterruptedException e) {
      return interrupted; // the user's wish, and herewith granted
    } catch (ExecutionException e) {
      throw new IllegalStateException("a client's call ends with an outcome", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
