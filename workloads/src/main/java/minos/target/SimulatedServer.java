package minos.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import minos.client.Request;
import minos.client.Response;
import minos.kv.CommandCodec;
import minos.kv.Reply;
import minos.kv.StateMachine;
import minos.node.DurableLog;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.Event;
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
 * Drives the reference's protocol in the simulation, as its event loop does on a real machine:
 * ticks exactly when the core wants one, one force at a time for all that was written meanwhile,
 * and nothing that promises durability before the force has ended.
 */
final class SimulatedServer implements SimProgram {
  private final SimHost host;
  private final SimulatedDisk disk;
  private final DurableLog log;
  private final RaftCore core;
  private final StateMachine machine;

  /** Messages that wait for a write, in the order in which the core gave them. */
  private final List<Effect.Send> gated = new ArrayList<>();

  /** Open questions by this server's number for them; only ever looked up. */
  private final Map<Long, Question> questions = new HashMap<>();

  private final List<Effect.ServeRead> reads = new ArrayList<>();
  private long asked;
  private long staged;
  private long forcedUpTo;
  private boolean forcing;
  private long applied;
  private long ticked;
  private long steps;
  private Time.@Nullable Timer wake;
  private long wakeAt;

  SimulatedServer(SimHost host, List<NodeId> servers, SimulatedDisk disk, Rules rules) {
    this.host = host;
    this.disk = disk;
    NodeId self = new NodeId(host.name());
    disk.beginQuickForces();
    this.log = open(self);
    disk.beginSlowForces();
    this.ticked = host.nanos();
    this.machine = new StateMachine(rules);
    this.core =
        new RaftCore(
            RaftConfig.of(self, servers, host.random().nextLong()), log.recovered(), rules, ticked);
    settle();
  }

  private DurableLog open(NodeId self) {
    try {
      return DurableLog.open(disk, self, host.random().nextLong(), 0, host::log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RaftCore.Status status() {
    return core.status();
  }

  /** Equal on servers that have applied the same. */
  long digest() {
    return machine.digest();
  }

  /** How many events the core has taken in this life, ticks included. */
  long steps() {
    return steps;
  }

  OptionalLong leads() {
    RaftCore.Status status = core.status();
    return status.role() == Role.LEADER ? OptionalLong.of(status.term()) : OptionalLong.empty();
  }

  @Override
  public void receive(String from, Object message) {
    switch (message) {
      case Message peer -> step(new Event.Received(new NodeId(from), peer));
      case Request request -> step(ask(from, request));
      default -> throw new IllegalArgumentException(from + " sent " + message);
    }
  }

  private Event ask(String client, Request request) {
    asked++;
    questions.put(asked, new Question(client, request));
    return switch (request) {
      case Request.Propose propose ->
          new Event.Proposed(asked, CommandCodec.encode(propose.command()));
      case Request.Read read -> new Event.ReadRequested(asked);
    };
  }

  private void step(Event event) {
    passTime();
    steps++;
    core.step(event, this::perform);
    settle();
  }

  /**
   * The core's clock is its last tick, so it ticks before every event for which time has passed.
   */
  private void passTime() {
    long now = host.nanos();
    if (now > ticked) {
      ticked = now;
      steps++;
      core.step(new Event.Tick(now), this::perform);
    }
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.Send send -> {
        if (send.afterWrite() <= forcedUpTo) {
          host.send(send.to().name(), send.message());
        } else {
          gated.add(send);
        }
      }
      case Effect.Write write -> {
        log.stage(write);
        staged = write.number();
      }
      case Effect.Apply(Entry entry, OptionalLong request) -> apply(entry, request);
      case Effect.ServeRead read -> {
        reads.add(read);
        serveReads();
      }
      case Effect.Reject(long request, Optional<NodeId> leader) ->
          answer(request, id -> new Response.Rejected(id, leader));
      case Effect.Abandon(long request, Optional<NodeId> leader) ->
          answer(request, id -> new Response.Indeterminate(id, leader));
      case Effect.Transition(Role role, long term, Optional<NodeId> leader) ->
          host.log(
              "term %d: %s%s"
                  .formatted(term, role, leader.map(name -> ", leader " + name).orElse("")));
    }
  }

  private void apply(Entry entry, OptionalLong request) {
    applied = entry.index();
    if (entry.kind() == Entry.Kind.COMMAND) {
      Reply reply = machine.apply(applied, CommandCodec.decode(entry.payload()));
      request.ifPresent(number -> answer(number, id -> new Response.Answered(id, reply)));
    }
    serveReads();
  }

  private void serveReads() {
    reads.removeIf(read -> {
      boolean due = read.atIndex() <= applied;
      if (due) {
        serve(read.request());
      }
      return due;
    });
  }

  private void serve(long request) {
    Question question = questions.get(request);
    if (question != null && question.request instanceof Request.Read read) {
      Reply reply = machine.ask(read.query());
      answer(request, id -> new Response.Answered(id, reply));
    }
  }

  private void answer(long number, LongFunction<Response> response) {
    Question question = questions.remove(number);
    if (question == null) {
      throw new IllegalStateException("question " + number + " was answered before");
    }
    host.send(question.client, response.apply(question.request.id()));
  }

  /** Begins what the last steps have made necessary: a force, a tick later on. */
  private void settle() {
    if (!forcing && staged > forcedUpTo) {
      beginForce(staged);
    }
    long deadline = core.nextDeadlineNanos();
    if (wake == null || deadline < wakeAt) {
      if (wake != null) {
        wake.cancel();
      }
      wakeAt = deadline;
      wake = host.after(deadline - host.nanos(), this::onWake);
    }
  }

  /** Deadlines mostly move away before they come; so a timer is set again only when it has rung. */
  private void onWake() {
    wake = null;
    if (core.nextDeadlineNanos() <= host.nanos()) {
      passTime();
    }
    settle();
  }

  private void beginForce(long upTo) {
    forcing = true;
    try {
      log.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    host.after(host.drawForceNanos(), () -> endForce(upTo));
  }

  private void endForce(long upTo) {
    try {
      disk.finishForces();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    forcing = false;
    forcedUpTo = upTo;
    gated.removeIf(send -> {
      boolean free = send.afterWrite() <= upTo;
      if (free) {
        host.send(send.to().name(), send.message());
      }
      return free;
    });
    step(new Event.Persisted(upTo));
  }

  /** Who asked what. */
  private record Question(String client, Request request) {}
}
