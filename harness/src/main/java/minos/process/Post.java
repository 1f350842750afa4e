package minos.process;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import minos.cluster.Disturbance;
import minos.cluster.Evidence;
import minos.cluster.FaultNotInjected;
import minos.cluster.Grudge;
import minos.cluster.Latency;
import minos.cluster.Network;
import minos.link.CutInForce;
import minos.link.Delay;
import minos.link.DisturbanceInForce;
import minos.time.Time;

/**
 * The network between programs, and between them and clients. What becomes of the n-th message of a
 * link is drawn from the seed, the link and n: a program that says the same at another moment meets
 * the same network. Messages of clients are never late or lost, unless a cut names clients: delays
 * there would only hide what the nodes do wrong. May be called from any thread; delivers on the
 * run's loop.
 */
public final class Post implements Network {
  private final Time time;
  private final List<String> nodes;
  private final Weather weather;
  private final long seed;
  private final MessageLog log;
  private final Map<String, Consumer<ObjectNode>> receivers = new HashMap<>();
  private final Map<String, SplittableRandom> links = new HashMap<>();

  /** Who is as far from nodes as they are from one another, and beyond the reach of faults. */
  private final Set<String> services = new HashSet<>();

  private CutInForce cut;
  private Optional<DisturbanceInForce> disturbance = Optional.empty();
  private long ids;
  private long betweenNodes;

  /**
   * What the network is like when nothing disturbs it.
   *
   * @param latency of messages between nodes
   * @param resend how much later one arrives that is damaged on its way and sent again
   */
  record Weather(Travel latency, Delay resend) {
    private static final long MICROSECOND = 1_000;
    private static final long MILLISECOND = 1_000_000;

    /** A quick local network: 0.1 to 0.5 ms, one in a hundred up to 5 ms. */
    static final Weather FAIR =
        new Weather(
            new Delay(100 * MICROSECOND, 500 * MICROSECOND, 0.01, 5 * MILLISECOND)::draw,
            new Delay(200 * MILLISECOND, 400 * MILLISECOND, 0, 400 * MILLISECOND));

    /** The same with nodes so far apart. */
    Weather apart(Latency between) {
      return new Weather(between::draw, resend);
    }
  }

  /** How long a message is on its way. */
  interface Travel {
    /** Draws one, in nanoseconds. */
    long draw(SplittableRandom random);
  }

  Post(Time time, List<String> nodes, Weather weather, long seed, MessageLog log) {
    this.time = time;
    this.nodes = nodes;
    this.weather = weather;
    this.seed = seed;
    this.log = log;
    try {
      this.cut = new CutInForce(Grudge.NONE, nodes, time.nanos());
    } catch (FaultNotInjected e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on its mail goes there. */
  public synchronized void join(String name, Consumer<ObjectNode> receiver) {
    receivers.put(name, receiver);
  }

  /** The same for a service of Minos' own that nodes call. */
  public synchronized void joinAsService(String name, Consumer<ObjectNode> receiver) {
    services.add(name);
    join(name, receiver);
  }

  /** From now on its mail is lost. */
  public synchronized void leave(String name) {
    receivers.remove(name);
  }

  /** Sends a message, which must not be changed any more. */
  public synchronized void send(String source, String target, ObjectNode message) {
    long id = ids++;
    log.sent(id, time.nanos(), source, target, message);
    int from = nodes.indexOf(source);
    int to = nodes.indexOf(target);
    if (from == CutInForce.CLIENTS || to == CutInForce.CLIENTS || from == to) {
      boolean far = services.contains(source) || services.contains(target);
      long usual = far ? weather.latency().draw(chance(source, target)) : 0;
      time.after(usual, () -> arrive(id, source, target, message));
      return;
    }
    betweenNodes++;
    SplittableRandom chance = chance(source, target);
    long usual = weather.latency().draw(chance);
    List<Long> copies =
        disturbance.map(it -> it.fate(from, to, time.nanos(), chance)).orElse(List.of(0L));
    if (copies.isEmpty()) {
      log.ended(id, time.nanos(), "lost", source, target);
    }
    for (long more : copies) {
      time.after(usual + more, () -> arrive(id, source, target, message));
    }
  }

  private SplittableRandom chance(String source, String target) {
    return links.computeIfAbsent(
        source + " " + target, link -> new SplittableRandom(seed + 31L * link.hashCode()));
  }

  /** A cut also takes what was on its way. */
  private synchronized void arrive(long id, String source, String target, ObjectNode message) {
    int from = nodes.indexOf(source);
    int to = nodes.indexOf(target);
    Consumer<ObjectNode> receiver = receivers.get(target);
    boolean safe = services.contains(source) || services.contains(target);
    if (!safe && !cut.passes(from, to, time.nanos())) {
      cut.take(from, to);
      log.ended(id, time.nanos(), "cut", source, target);
    } else if (receiver == null) {
      log.ended(id, time.nanos(), "nobody", source, target);
    } else {
      log.ended(id, time.nanos(), "arrived", source, target);
      receiver.accept(message);
    }
  }

  /** How many messages nodes have sent to nodes. */
  public synchronized long betweenNodes() {
    return betweenNodes;
  }

  @Override
  public synchronized Evidence drop(Grudge grudge) throws FaultNotInjected {
    CutInForce next = new CutInForce(grudge, nodes, time.nanos());
    List<String> observations = new ArrayList<>(cut.totals(time.nanos()));
    cut = next;
    observations.addAll(cut.probe(time.nanos()));
    return new Evidence(observations);
  }

  @Override
  public synchronized Evidence heal() throws FaultNotInjected {
    return drop(Grudge.NONE);
  }

  @Override
  public synchronized Evidence disturb(Disturbance wanted) throws FaultNotInjected {
    DisturbanceInForce next = new DisturbanceInForce(wanted, nodes, weather.resend());
    List<String> observations = new ArrayList<>(List.of(wanted + ", made by Minos' own network"));
    observations.addAll(next.probe(time.nanos()));
    disturbance = Optional.of(next);
    return new Evidence(observations);
  }

  @Override
  public synchronized Evidence calm() {
    List<String> observations =
        new ArrayList<>(disturbance.map(DisturbanceInForce::totals).orElse(List.of()));
    disturbance = Optional.empty();
    observations.add("nothing is disturbed any more");
    return new Evidence(observations);
  }
}
