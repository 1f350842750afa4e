package minos.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import minos.cluster.ClusterFailed;
import minos.history.Op;
import minos.time.Time;
import minos.time.VirtualTime;
import org.jspecify.annotations.Nullable;

/** A system that knows no protocol: it notes all it hears, answers echoes, and counts. */
final class Toy implements SimSystem<Toy.Server, Toy.Tally> {
  static final List<String> THREE = List.of("n1", "n2", "n3");
  static final long MS = 1_000_000;

  final VirtualTime time = new VirtualTime();
  final List<String> heard = new ArrayList<>();
  final Map<String, Server> servers = new LinkedHashMap<>();
  final Map<String, Tally> tallies = new LinkedHashMap<>();

  SimCluster<Server, Tally> start(long seed, SimSettings settings) throws ClusterFailed {
    return new SimCluster<>(this, THREE, seed, settings, time);
  }

  /** Lets virtual time pass. */
  void pass(long nanos) {
    boolean[] over = {false};
    time.after(nanos, () -> over[0] = true);
    time.runUntil(() -> over[0]);
  }

  SimHost host(String node) {
    return server(node).host;
  }

  Server server(String node) {
    Server server = servers.get(node);
    if (server == null) {
      throw new IllegalStateException(node + " has not booted");
    }
    return server;
  }

  /** What the process heard so far, without the times. */
  List<String> heardBy(String process) {
    return heard.stream()
        .filter(line -> line.contains(" " + process + " "))
        .map(line -> line.substring(line.indexOf(" " + process + " ") + process.length() + 2))
        .toList();
  }

  private void note(SimHost host, String what) {
    heard.add(time.nanos() + " " + host.name() + " " + what);
  }

  @Override
  public Tally format(String node) {
    Tally tally = new Tally();
    tallies.put(node, tally);
    return tally;
  }

  @Override
  public Server boot(SimHost host, Tally storage) {
    if (storage.broken) {
      throw new IllegalStateException("the tally is broken");
    }
    Server server = new Server(host, storage);
    servers.put(host.name(), server);
    return server;
  }

  @Override
  public SimClient connect(SimHost host, List<String> nodes) {
    return new Caller(host, nodes.getFirst());
  }

  @Override
  public OptionalLong leads(Server program) {
    return program.term;
  }

  @Override
  public Map<String, String> description() {
    return Map.of("system", "toy");
  }

  /** Counts what it is told to add, in memory and on disk. */
  final class Server implements SimProgram {
    final SimHost host;
    final Tally tally;
    int count;
    OptionalLong term = OptionalLong.empty();

    Server(SimHost host, Tally tally) {
      this.host = host;
      this.tally = tally;
    }

    /** Sends a number to every other node again and again, at random times. */
    void chatter() {
      for (String peer : THREE) {
        if (!peer.equals(host.name())) {
          host.send(peer, "add " + host.random().nextInt(100));
        }
      }
      host.after(host.random().nextLong(5 * MS), this::chatter);
    }

    @Override
    public void receive(String from, Object message) {
      note(host, from + ": " + message);
      switch (message.toString()) {
        case "echo" -> host.send(from, "echoed");
        case "add" -> {
          count++;
          tally.written = count;
          host.after(host.drawForceNanos(), () -> tally.forced = tally.written);
        }
        case "die" -> throw new IllegalStateException("told to die");
        default -> {}
      }
    }

    @Override
    public void disconnected(String peer) {
      note(host, "lost " + peer);
    }

    @Override
    public void unreachable(String peer) {
      note(host, "cannot reach " + peer);
    }
  }

  /** A disk with one number on it. */
  static final class Tally implements SimStorage {
    int written;
    int forced;
    boolean broken;
    int powerLosses;

    @Override
    public void losePower(RandomGenerator random) {
      powerLosses++;
      written = forced;
    }
  }

  /** Sends what it is asked to, and ends with the first answer. */
  final class Caller implements SimClient {
    private final SimHost host;
    private final String server;
    private @Nullable Consumer<Completion> done;
    private Time.@Nullable Timer limit;

    Caller(SimHost host, String server) {
      this.host = host;
      this.server = server;
    }

    @Override
    public void invoke(Op invocation, Consumer<Completion> whenDone) {
      done = whenDone;
      limit = host.after(100 * MS, () -> finish(Op.Type.INFO, "timeout"));
      host.send(server, invocation.f());
    }

    private void finish(Op.Type type, String how) {
      note(host, how);
      if (limit != null) {
        limit.cancel();
      }
      if (done != null) {
        done.accept(new Completion(type, how, Map.of()));
        done = null;
      }
    }

    @Override
    public void receive(String from, Object message) {
      finish(Op.Type.OK, message.toString());
    }

    @Override
    public void disconnected(String peer) {
      finish(Op.Type.INFO, "lost " + peer);
    }

    @Override
    public void close() {
      note(host, "closed");
    }
  }
}
