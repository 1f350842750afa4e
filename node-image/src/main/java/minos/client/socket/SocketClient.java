package minos.client.socket;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import minos.client.ClientCore;
import minos.client.ClusterRequest;
import minos.client.Outcome;
import minos.client.Response;
import minos.kv.Command;
import minos.kv.Query;
import minos.raft.MembershipChange;
import minos.raft.NodeId;
import minos.raft.Rules;
import minos.secure.Credentials;

/**
 * A client over real sockets: as many calls at a time as its user wants, up to {@link
 * ClientCore#CALLS_MAX}, all changes in one session, and one connection for each server that it had
 * to talk to, made when needed and kept. Cheap: two virtual threads for each connection, and one
 * timer that all clients share.
 *
 * <pre>{@code
 * for (String key : keys) { // sent at once, one after the other, on one connection
 *   client.change(new Change.Put(key, "v"), outcome -> ...); // each is called once
 * }
 * }</pre>
 *
 * <p>Requests leave in the order of the calls; those under way together may take effect in any
 * order. Callbacks run on a connection's thread or the shared timer's, never under a lock; they
 * must not wait, but may start the next call. All methods may be called from any thread.
 */
public final class SocketClient implements AutoCloseable {
  private static final ScheduledExecutorService TIMER = timer();

  private final Map<NodeId, Supplier<InetSocketAddress>> servers;
  private final Credentials credentials;
  private final LongSupplier clock;
  private final ClientCore core;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<NodeId, Connection> connections = new HashMap<>();
  private final Map<Long, Consumer<Outcome>> callbacks = new LinkedHashMap<>();
  private long lastCall;
  private long timerAt = Long.MAX_VALUE;
  private boolean closed;

  /**
   * @param servers where to ask, the first in iteration order first; each address is asked for anew
   *     at each connect
   * @param limit how long a call may take
   * @param clock monotonic, in nanoseconds
   */
  public SocketClient(
      Map<NodeId, Supplier<InetSocketAddress>> servers,
      Duration limit,
      long seed,
      LongSupplier clock) {
    this(servers, Credentials.NONE, limit, Rules.OF_THE_PAPER, seed, clock);
  }

  /**
   * A client of servers that want to see who it is.
   *
   * @param credentials what it shows
   */
  public SocketClient(
      Map<NodeId, Supplier<InetSocketAddress>> servers,
      Credentials credentials,
      Duration limit,
      long seed,
      LongSupplier clock) {
    this(servers, credentials, limit, Rules.OF_THE_PAPER, seed, clock);
  }

  /**
   * The same, by these rules.
   *
   * @param rules of which those for clients matter
   */
  public SocketClient(
      Map<NodeId, Supplier<InetSocketAddress>> servers,
      Credentials credentials,
      Duration limit,
      Rules rules,
      long seed,
      LongSupplier clock) {
    this.servers = servers;
    this.credentials = credentials;
    this.clock = clock;
    this.core =
        new ClientCore(List.copyOf(servers.keySet()), limit, rules, seed, clock.getAsLong());
  }

  /**
   * Asks for a change; {@code outcome} is called once.
   *
   * @throws IllegalStateException if the client is closed, or {@link ClientCore#CALLS_MAX} calls
   *     are under way
   */
  public void change(Command.Change change, Consumer<Outcome> outcome) {
    begin(call -> new ClientCore.Event.Change(call, change), outcome);
  }

  /**
   * Asks for the state; {@code outcome} is called once.
   *
   * @throws IllegalStateException if the client is closed, or {@link ClientCore#CALLS_MAX} calls
   *     are under way
   */
  public void ask(Query query, Consumer<Outcome> outcome) {
    begin(call -> new ClientCore.Event.Ask(call, query), outcome);
  }

  /**
   * Asks any server for the state, the first while it answers; as fresh as {@link #ask}. {@code
   * outcome} is called once.
   *
   * @throws IllegalStateException if the client is closed, or {@link ClientCore#CALLS_MAX} calls
   *     are under way
   */
  public void askAnywhere(Query query, Consumer<Outcome> outcome) {
    begin(call -> new ClientCore.Event.Ask(call, query, true), outcome);
  }

  /**
   * Asks who belongs to the cluster and who leads it: {@link Outcome.Administered}, if somebody
   * does. {@code outcome} is called once.
   */
  public void members(Consumer<Outcome> outcome) {
    administer(new ClusterRequest.Members(), outcome);
  }

  /**
   * Asks for other members: {@link Outcome.Administered} once the new ones alone decide; {@link
   * Outcome.Rejected} if the cluster declined, with its reason, and no earlier attempt is in doubt.
   * Asked twice, it is done once; so where the outcome is indeterminate, ask again. {@code outcome}
   * is called once.
   */
  public void change(MembershipChange change, Consumer<Outcome> outcome) {
    administer(new ClusterRequest.Change(change), outcome);
  }

  /**
   * Asks the leader to hand its office over: {@link Outcome.Administered} once the target leads.
   * {@code outcome} is called once.
   *
   * @param target who is to lead; whoever is most up to date, if empty
   */
  public void transfer(Optional<NodeId> target, Consumer<Outcome> outcome) {
    administer(new ClusterRequest.Transfer(target), outcome);
  }

  private void administer(ClusterRequest wish, Consumer<Outcome> outcome) {
    begin(call -> new ClientCore.Event.Administer(call, wish), outcome);
  }

  /** Closes all connections. Calls under way end as indeterminate, whatever became of them. */
  @Override
  public void close() {
    List<Consumer<Outcome>> last;
    lock.lock();
    try {
      closed = true;
      connections.values().forEach(Connection::close);
      connections.clear();
      last = List.copyOf(callbacks.values());
      callbacks.clear();
    } finally {
      lock.unlock();
    }
    last.forEach(outcome -> outcome.accept(new Outcome.Indeterminate("the client was closed")));
  }

  private void begin(LongFunction<ClientCore.Event> event, Consumer<Outcome> outcome) {
    List<Runnable> finished = new ArrayList<>(1);
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the client is closed");
      }
      if (callbacks.size() >= ClientCore.CALLS_MAX) {
        throw new IllegalStateException(callbacks.size() + " calls are under way: too many");
      }
      callbacks.put(++lastCall, outcome);
      stepLocked(event.apply(lastCall), finished);
    } finally {
      lock.unlock();
    }
    finished.forEach(Runnable::run);
  }

  private void step(ClientCore.Event event) {
    step(event, () -> true);
  }

  /**
   * @param stillMatters asked under the same lock as the step, so that a connection's end is never
   *     taken for the end of its successor
   */
  private void step(ClientCore.Event event, BooleanSupplier stillMatters) {
    List<Runnable> finished = new ArrayList<>(1);
    lock.lock();
    try {
      if (!closed && stillMatters.getAsBoolean()) {
        stepLocked(event, finished);
      }
    } finally {
      lock.unlock();
    }
    finished.forEach(Runnable::run);
  }

  private void stepLocked(ClientCore.Event event, List<Runnable> finished) {
    core.step(new ClientCore.Event.Tick(clock.getAsLong()), e -> carryOut(e, finished));
    core.step(event, effect -> carryOut(effect, finished));
    schedule();
  }

  private void carryOut(ClientCore.Effect effect, List<Runnable> finished) {
    switch (effect) {
      case ClientCore.Effect.Send send -> connection(send.to()).send(send.request());
      case ClientCore.Effect.Finish(long call, Outcome outcome) -> {
        Consumer<Outcome> callback = Objects.requireNonNull(callbacks.remove(call));
        finished.add(() -> callback.accept(outcome));
      }
    }
  }

  private Connection connection(NodeId server) {
    return connections.computeIfAbsent(
        server,
        name -> {
          Supplier<InetSocketAddress> address = servers.get(name);
          if (address == null) {
            throw new IllegalStateException("told to ask " + name + ", which is not known here");
          }
          Connection fresh = new Connection(name, address, credentials, new Events());
          fresh.start();
          return fresh;
        });
  }

  /** A timer is set for the earliest deadline seen; one that fires early only sets the next. */
  private void schedule() {
    long deadline = core.nextDeadlineNanos();
    if (deadline < timerAt) {
      timerAt = deadline;
      long delay = Math.max(0, deadline - clock.getAsLong());
      var ignored = TIMER.schedule(this::onTimer, delay, TimeUnit.NANOSECONDS);
    }
  }

  private void onTimer() {
    lock.lock();
    try {
      timerAt = Long.MAX_VALUE;
    } finally {
      lock.unlock();
    }
    step(new ClientCore.Event.Tick(clock.getAsLong()));
  }

  private final class Events implements Connection.Listener {
    @Override
    public void received(Connection from, Response response) {
      step(new ClientCore.Event.Received(from.server(), response));
    }

    @Override
    public void unreachable(Connection to, String why) {
      step(new ClientCore.Event.Unreachable(to.server(), why), () -> forget(to));
    }

    @Override
    public void broken(Connection from, String why) {
      step(new ClientCore.Event.Disconnected(from.server(), why), () -> forget(from));
    }

    private boolean forget(Connection connection) {
      return connections.remove(connection.server(), connection);
    }
  }

  private static ScheduledExecutorService timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().daemon().name("client-timer").unstarted(task));
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }
}
