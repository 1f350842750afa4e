package minos.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import minos.client.Request;
import minos.kv.StateMachine;
import minos.node.Observer;
import minos.node.Onlooker;
import minos.node.Replica;
import minos.node.Snapshots;
import minos.node.StoredSnapshots;
import minos.node.disk.DurableLog;
import minos.node.disk.Identity;
import minos.node.disk.Memory;
import minos.node.disk.SimulatedDisk;
import minos.node.events.NodeEvent;
import minos.raft.Effect;
import minos.raft.EntryId;
import minos.raft.Membership;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.RaftConfig;
import minos.raft.RaftCore;
import minos.raft.Role;
import minos.raft.Rules;
import minos.sim.SimHost;
import minos.sim.SimProgram;
import minos.time.Time;
import org.jspecify.annotations.Nullable;

/**
 * The reference's {@link Replica} in the simulation. It stands where a real server's loop, disk
 * thread and sockets stand: it ticks exactly when the core wants it, and makes durable in one force
 * all that was written while the last one ran.
 */
final class SimulatedServer implements SimProgram {
  /** How long after it was refused the room for a segment is asked for again. */
  private static final long RETRY_NANOS = 500_000_000;

  /** As in containers, beside the log. */
  private static final String EVENTS = "events.jsonl";

  private final SimHost host;
  private final SimulatedDisk disk;
  private final Rules rules;
  private final DurableLog log;
  private final StoredSnapshots snapshots;
  private final Replica replica;
  private final Observer observer;
  private final long incarnation;

  private final Deque<StoredSnapshots.Step> steps = new ArrayDeque<>();
  private long staged;
  private long forced;
  private boolean forcing;
  private boolean looking;
  private long ticked;
  private Time.@Nullable Timer wake;
  private long wakeAt;

  /** When it should hear of {@link #wakeAt}, by the clock of its machine. */
  private long wakeDue;

  private final Optional<WatchedServer> watched;

  SimulatedServer(
      SimHost host,
      List<NodeId> servers,
      SimulatedDisk disk,
      Rules rules,
      Tuning tuning,
      Optional<WatchedServer> watched) {
    this.watched = watched;
    this.host = host;
    this.disk = disk;
    this.rules = rules;
    NodeId self = new NodeId(host.name());
    disk.beginQuickForces();
    this.incarnation = identify();
    Memory memory = open(self, servers.size() > 1, rules, tuning.segmentBytes());
    this.log = memory.log();
    StateMachine machine = machineOf(memory, rules);
    disk.beginSlowForces();
    this.ticked = rules.timeNanos(host.nanos(), host.wallNanos());
    this.observer = new Observer(self, host::nanos, event -> write(self, event), host::log);
    observer.started();
    this.snapshots =
        new StoredSnapshots(memory.snapshots(), rules, this::take, this::send, this::tell);
    RaftConfig config = tuning.config(self, servers, incarnation, host.random().nextLong());
    this.replica =
        new Replica(
            new RaftCore(config, memory.durable(), rules, ticked), machine, new Surroundings());
    watched.ifPresent(seen -> seen.boots(incarnation, memory.durable(), life()));
    settle();
  }

  private WatchedServer.Life life() {
    return new WatchedServer.Life() {
      @Override
      public RaftCore.Status status() {
        return replica.status();
      }

      @Override
      public long monotonic() {
        return host.nanos();
      }

      @Override
      public long applied() {
        return replica.appliedIndex();
      }

      @Override
      public long digest() {
        return replica.digest();
      }
    };
  }

  private void write(NodeId self, NodeEvent event) {
    long millis = TimeUnit.NANOSECONDS.toMillis(host.wallNanos());
    host.write(EVENTS, event.toJson(millis, host.nanos(), self));
  }

  /** What travels between servers: a message, and which incarnation of its sender it is from. */
  private record Letter(long incarnation, Message message) {}

  private long identify() {
    try {
      return Identity.of(disk, host.random().nextLong());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Memory open(NodeId self, boolean hasPeers, Rules rules, int segmentBytes) {
    try {
      DurableLog.Settings settings =
          new DurableLog.Settings(self, host.random().nextLong(), segmentBytes, hasPeers, rules);
      return Memory.open(disk, settings, host::log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StateMachine machineOf(Memory memory, Rules rules) {
    try {
      return StoredSnapshots.machineOf(memory.snapshots(), rules);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RaftCore.Status status() {
    return replica.status();
  }

  /** Equal on servers that have applied the same. */
  long digest() {
    return replica.digest();
  }

  OptionalLong leads() {
    RaftCore.Status status = replica.status();
    return status.role() == Role.LEADER ? OptionalLong.of(status.term()) : OptionalLong.empty();
  }

  @Override
  public void receive(String from, Object message) {
    passTime();
    switch (message) {
      case Letter(long sender, Message peer) -> replica.received(new NodeId(from), sender, peer);
      case Request request ->
          replica.asked(
              request,
              response -> {
                watched.ifPresent(seen -> seen.answers(request, response));
                host.send(from, response);
              });
      default -> throw new IllegalArgumentException(from + " sent " + message);
    }
    settle();
  }

  /** As a real server's loop has it. */
  private long nanos() {
    return rules.timeNanos(host.nanos(), host.wallNanos());
  }

  /** The core's clock is its last tick, so it ticks before all else for which time has passed. */
  private void passTime() {
    long now = nanos();
    if (now > ticked) {
      ticked = now;
      long late = wake == null ? 0 : host.nanos() - wakeDue;
      watched.ifPresentOrElse(
          seen -> seen.late(late, () -> replica.tick(now)), () -> replica.tick(now));
    }
  }

  /** Begins what has become necessary: a force, a tick later on. */
  private void settle() {
    if (!forcing && staged > forced) {
      beginForce(staged);
    }
    long deadline = replica.nextDeadlineNanos();
    if (wake == null || deadline < wakeAt) {
      if (wake != null) {
        wake.cancel();
      }
      wakeAt = deadline;
      long wait = deadline - nanos();
      wakeDue = host.nanos() + wait;
      wake = host.after(wait, this::onWake);
    }
  }

  /** Deadlines mostly move away before they come; so a timer is set again only when it has rung. */
  private void onWake() {
    if (replica.nextDeadlineNanos() <= nanos()) {
      passTime();
    }
    wake = null;
    settle();
  }

  private void beginForce(long upTo) {
    forcing = true;
    try {
      log.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    host.after(forceNanos(), () -> endForce(upTo));
  }

  private long forceNanos() {
    return host.drawForceNanos() + disk.slowNanos();
  }

  /** What a real server's other thread does meanwhile. */
  private void prepare() {
    try {
      if (log.prepare(() -> {}).isPresent() && !looking) {
        looking = true;
        host.after(RETRY_NANOS, this::look);
      }
      replica.space(log.space());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void look() {
    looking = false;
    passTime();
    prepare();
    settle();
  }

  private void endForce(long upTo) {
    try {
      disk.finishForces();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    forcing = false;
    forced = upTo;
    passTime();
    prepare();
    watched.ifPresent(seen -> seen.forced(upTo));
    replica.persisted(upTo);
    settle();
  }

  /** Steps of snapshots come one after the other, each as long after the last as a force takes. */
  private void take(StoredSnapshots.Step step) {
    steps.addLast(step);
    if (steps.size() == 1) {
      host.after(forceNanos(), this::carryOutStep);
    }
  }

  private void carryOutStep() {
    try {
      disk.quickly(steps.getFirst()::run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    steps.removeFirst();
    if (!steps.isEmpty()) {
      host.after(forceNanos(), this::carryOutStep);
    }
  }

  private void tell(Consumer<Replica> told) {
    passTime();
    told.accept(replica);
    settle();
  }

  private void send(NodeId to, Message message) {
    watched.ifPresent(seen -> seen.sends(to, message));
    host.send(to.name(), new Letter(incarnation, message));
  }

  private final class Surroundings implements Replica.Outside {
    @Override
    public void send(NodeId to, Message message) {
      SimulatedServer.this.send(to, message);
    }

    @Override
    public void persist(Effect.Write write) {
      observer.persisting(write);
      log.stage(write);
      staged = write.number();
    }

    @Override
    public void compact(EntryId upTo) {
      try {
        log.compact(upTo);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void resetLog(EntryId at) {
      try {
        log.reset(at);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Snapshots snapshots() {
      return snapshots;
    }

    @Override
    public Onlooker onlooker() {
      return watched.isPresent() ? watched.get() : observer;
    }

    @Override
    public void reconfigured(Membership membership) {
      observer.reconfigured(membership);
    }

    @Override
    public void changed(Effect.Transition change) {
      observer.changed(change);
    }
  }
}
