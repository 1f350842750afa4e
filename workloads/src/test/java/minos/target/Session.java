package minos.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import minos.cluster.Client;
import minos.cluster.Cluster;
import minos.cluster.Evidence;
import minos.cluster.FaultNotInjected;
import minos.cluster.Grudge;
import minos.cluster.Node;
import minos.history.Op;
import minos.time.VirtualTime;
import org.jspecify.annotations.Nullable;

/** A small run by hand: clients that work on a cluster at a given rate, and what they saw. */
final class Session {
  static final long MS = 1_000_000;
  static final long SECOND = 1_000 * MS;

  final VirtualTime time;
  final Cluster cluster;
  final List<Op> history = new ArrayList<>();
  private final SplittableRandom random;
  private final long pauseNanos;
  private int processes;
  private int busy;
  private boolean over;

  /**
   * @param ratePerClient operations a second of each client; fewer where they take long
   */
  Session(VirtualTime time, Cluster cluster, long seed, int clients, int ratePerClient) {
    this.time = time;
    this.cluster = cluster;
    this.random = new SplittableRandom(seed);
    this.pauseNanos = SECOND / ratePerClient;
    for (int i = 0; i < clients; i++) {
      work(cluster.open(processes), processes++);
    }
  }

  private void work(Client client, int process) {
    if (over) {
      client.close();
      return;
    }
    long begun = time.nanos();
    Op invocation = invocation(process);
    history.add(invocation);
    busy++;
    client.invoke(
        invocation,
        done -> {
          busy--;
          history.add(
              new Op(
                  history.size(),
                  time.nanos(),
                  process,
                  done.type(),
                  invocation.f(),
                  invocation.key(),
                  done.value(),
                  done.extra()));
          goOn(client, process, done.type(), begun);
        });
  }

  private void goOn(Client client, int process, Op.Type type, long begun) {
    long next = begun + pauseNanos - time.nanos();
    if (type == Op.Type.INFO) {
      client.close();
      int successor = processes++;
      time.after(next, () -> work(cluster.open(successor), successor));
    } else {
      time.after(next, () -> work(client, process));
    }
  }

  private Op invocation(int process) {
    String key = "k" + random.nextInt(5);
    long value = history.size();
    return switch (random.nextInt(4)) {
      case 0 -> op(process, "write", key, value);
      case 1 -> op(process, "cas", key, List.of(lastWritten(key), value));
      default -> op(process, "read", key, null);
    };
  }

  private long lastWritten(String key) {
    for (Op op : history.reversed()) {
      if (op.f().equals("write") && key.equals(op.key()) && op.value() instanceof Long value) {
        return value;
      }
    }
    return 0;
  }

  private Op op(int process, String f, String key, @Nullable Object value) {
    return new Op(history.size(), time.nanos(), process, Op.Type.INVOKE, f, key, value, Map.of());
  }

  /** Lets virtual time pass. */
  void pass(long nanos) {
    boolean[] passed = {false};
    time.after(nanos, () -> passed[0] = true);
    time.runUntil(() -> passed[0]);
  }

  /** Partitions, kills and pauses in turn, each for a second, with a second of peace after it. */
  void suffer(int faults) throws FaultNotInjected {
    for (int i = 0; i < faults; i++) {
      revive(); // a server with a flaw may find out, and die of it
      Node victim = victim();
      switch (i % 3) {
        case 0 -> {
          isolate(victim.name());
          pass(SECOND);
          cluster.network().heal();
        }
        case 1 -> {
          victim.kill();
          pass(SECOND);
          victim.start();
        }
        default -> {
          victim.pause();
          pass(SECOND);
          victim.resume();
        }
      }
      pass(SECOND);
    }
  }

  /** Cuts the leader off from the others, again and again, but not from its clients. */
  void deposeLeaders(int times) throws FaultNotInjected {
    for (int i = 0; i < times; i++) {
      Optional<String> leader = cluster.leader();
      if (leader.isPresent()) {
        isolate(leader.get());
      }
      pass(SECOND);
      cluster.network().heal();
      pass(SECOND);
    }
  }

  private void revive() throws FaultNotInjected {
    for (Node node : cluster.nodes()) {
      node.start();
    }
  }

  /** The leader in every other case. */
  private Node victim() {
    Node any = cluster.nodes().get(random.nextInt(cluster.nodes().size()));
    boolean aimed = random.nextBoolean();
    return cluster.nodes().stream()
        .filter(node -> aimed && cluster.leader().equals(Optional.of(node.name())))
        .findFirst()
        .orElse(any);
  }

  Evidence isolate(String victim) throws FaultNotInjected {
    Map<String, Set<String>> drops = new TreeMap<>();
    Set<String> others = new TreeSet<>();
    for (Node node : cluster.nodes()) {
      if (!node.name().equals(victim)) {
        drops.put(node.name(), Set.of(victim));
        others.add(node.name());
      }
    }
    drops.put(victim, others);
    return cluster.network().drop(new Grudge(drops));
  }

  /** Lets the operations under way end, and begins no others. */
  void finish() {
    over = true;
    time.runUntil(() -> busy == 0);
  }

  long count(Op.Type type) {
    return history.stream().filter(op -> op.type() == type).count();
  }
}
