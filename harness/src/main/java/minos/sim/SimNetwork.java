package minos.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import minos.cluster.Disturbance;
import minos.cluster.Evidence;
import minos.cluster.FaultNotInjected;
import minos.cluster.Grudge;
import minos.cluster.Network;
import minos.cluster.Traced;
import minos.link.CutInForce;
import minos.link.DisturbanceInForce;
import minos.time.Time;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages between processes. A message travels for a random time, so that messages
 * overtake one another; the grudge is asked where it arrives, so that a cut also drops what was on
 * its way.
 */
final class SimNetwork implements Network {
  private final Time time;
  private final List<String> nodes;
  private SimSettings settings;
  private final RandomGenerator random;
  private Biased biased;

  /** The living process of each name; only ever looked up, never iterated. */
  private final Map<String, SimProcess> processes = new HashMap<>();

  private CutInForce cut;
  private Optional<DisturbanceInForce> disturbance = Optional.empty();
  private @Nullable Consumer<Traced> viewer;
  private long sent;

  SimNetwork(Time time, List<String> nodes, SimSettings settings, RandomGenerator random) {
    this.time = time;
    this.nodes = nodes;
    this.settings = settings;
    this.random = random;
    this.biased = new Biased(settings.bias(), nodes.size(), random);
    try {
      this.cut = new CutInForce(Grudge.NONE, nodes, time.nanos());
    } catch (FaultNotInjected e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on, for what is sent. */
  void become(SimSettings other) {
    settings = other;
    biased = new Biased(other.bias(), nodes.size(), random);
  }

  void join(SimProcess process) {
    processes.put(process.name(), process);
  }

  /** A process has ended: whoever had reached it learns that the connection is broken. */
  void leave(SimProcess process) {
    processes.remove(process.name(), process);
    process
        .callers()
        .values()
        .forEach(
            caller -> tell(caller, process.place(), () -> caller.disconnected(process.name())));
  }

  /** Shows every message from now on. */
  void trace(Consumer<Traced> to) {
    viewer = to;
  }

  /** A process wrote a line down. */
  void noted(String process, String line) {
    seen(() -> new Traced.Noted(time.nanos(), process, line));
  }

  /** What nobody looks at is not even made. */
  private void seen(Supplier<Traced> event) {
    if (viewer != null) {
      viewer.accept(event.get());
    }
  }

  private void dropped(Packet packet, String why) {
    seen(() -> new Traced.Dropped(time.nanos(), packet.number, why));
  }

  void send(SimProcess from, String to, Object message) {
    @Nullable SimProcess target = processes.get(to);
    int place = placeOf(to, target);
    boolean betweenNodes = from.place() != CutInForce.CLIENTS && place != CutInForce.CLIENTS;
    Packet packet = new Packet(sent++, from, to, target, message);
    seen(() -> new Traced.Sent(time.nanos(), packet.number, from.name(), to, message));
    if (betweenNodes && chance(settings.loss())) {
      dropped(packet, "lost");
      return;
    }
    if (!betweenNodes && chance(settings.resets())) {
      dropped(packet, "connection reset");
      reset(from, to, target);
      return;
    }
    travel(packet, place);
    if (betweenNodes && chance(settings.duplication())) {
      travel(packet, place);
    }
  }

  private void travel(Packet packet, int place) {
    int source = packet.from.place();
    if (source == CutInForce.CLIENTS || place == CutInForce.CLIENTS) {
      time.after(travelNanos(), packet);
      return;
    }
    long usual = travelNanos() + biased.waitNanos(source, time.nanos());
    if (disturbance.isEmpty()) {
      time.after(usual, packet);
      return;
    }
    List<Long> fate = disturbance.get().fate(source, place, time.nanos(), random);
    for (long more : fate) {
      time.after(usual + more, packet);
    }
    if (fate.isEmpty()) {
      dropped(packet, "disturbed");
    }
  }

  /** The message is lost with the connection that carried it; the client's end learns of that. */
  private void reset(SimProcess from, String to, @Nullable SimProcess target) {
    if (from.place() == CutInForce.CLIENTS) {
      tell(from, placeOf(to, target), () -> from.disconnected(to));
    } else if (target != null) {
      tell(target, from.place(), () -> target.disconnected(from.name()));
    }
  }

  private long travelNanos() {
    long travel = settings.network().draw(random);
    return chance(settings.resent()) ? travel + settings.resend().draw(random) : travel;
  }

  /** Also for a node without a process: a cut drops what is sent to a dead node, too. */
  private int placeOf(String name, @Nullable SimProcess process) {
    return process == null ? nodes.indexOf(name) : process.place();
  }

  private boolean chance(double share) {
    return share > 0 && random.nextDouble() < share;
  }

  private boolean passes(int source, int target) {
    return cut.passes(source, target, time.nanos());
  }

  private void arrive(Packet packet) {
    @Nullable SimProcess target = processes.get(packet.to);
    int source = packet.from.place();
    int place = placeOf(packet.to, target);
    if (!passes(source, place)) {
      dropped(packet, "cut");
      cut.take(source, place);
      if (cut.tells()) {
        // The answer is the receiver's kernel's, and rules like these let it pass.
        time.after(settings.network().draw(random), () -> packet.from.disconnected(packet.to));
      }
    } else if (target != null && (packet.target == null || packet.target == target)) {
      seen(() -> new Traced.Received(time.nanos(), packet.number));
      target.receive(packet.from, packet.message);
    } else if (packet.target == null) {
      dropped(packet, "nobody there");
      tell(packet.from, place, () -> packet.from.unreachable(packet.to));
    } else {
      dropped(packet, "its receiver is gone");
      // Else it has been told already, when the process that it meant came to its end.
      if (!packet.target.callers().containsKey(packet.from.name())) {
        tell(packet.from, place, () -> packet.from.disconnected(packet.to));
      }
    }
  }

  /** The bad news travels like a message, from where the process was: a cut drops it, too. */
  private void tell(SimProcess caller, int place, Runnable news) {
    time.after(
        settings.network().draw(random),
        () -> {
          if (passes(place, caller.place())) {
            news.run();
          }
        });
  }

  @Override
  public Evidence drop(Grudge grudge) throws FaultNotInjected {
    CutInForce next = new CutInForce(grudge, nodes, time.nanos());
    List<String> observations = new ArrayList<>(cut.totals(time.nanos()));
    cut = next;
    observations.addAll(cut.probe(time.nanos()));
    return new Evidence(observations);
  }

  @Override
  public Evidence heal() throws FaultNotInjected {
    return drop(Grudge.NONE);
  }

  @Override
  public Evidence disturb(Disturbance wanted) throws FaultNotInjected {
    DisturbanceInForce next = new DisturbanceInForce(wanted, nodes, settings.resend());
    List<String> observations = new ArrayList<>();
    observations.add(wanted + ", made by the simulated network");
    observations.addAll(next.probe(time.nanos()));
    disturbance = Optional.of(next);
    return new Evidence(observations);
  }

  @Override
  public Evidence calm() {
    List<String> observations =
        new ArrayList<>(disturbance.map(DisturbanceInForce::totals).orElse(List.of()));
    disturbance = Optional.empty();
    observations.add("nothing is disturbed any more");
    return new Evidence(observations);
  }

  /** A message on its way. */
  private final class Packet implements Runnable {
    private final long number;
    private final SimProcess from;
    private final String to;

    /** Null if there was no such process, so that it may still reach the next one of that name. */
    private final @Nullable SimProcess target;

    private final Object message;

    Packet(long number, SimProcess from, String to, @Nullable SimProcess target, Object message) {
      this.number = number;
      this.from = from;
      this.to = to;
      this.target = target;
      this.message = message;
    }

    @Override
    public void run() {
      arrive(this);
    }
  }
}
