package minos.node;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import minos.kv.StateMachine;
import minos.node.admin.Admin;
import minos.node.config.Options;
import minos.node.disk.Disk;
import minos.node.disk.Memory;
import minos.node.events.NodeEvent.Kind;
import minos.node.net.Departures;
import minos.node.net.Firewall;
import minos.node.net.HostPort;
import minos.node.net.Listener;
import minos.node.net.Peers;
import minos.node.net.Reactor;
import minos.raft.RaftConfig;
import minos.raft.RaftCore;
import minos.raft.Rules;
import minos.secure.Credentials;
import minos.wire.Frame;
import minos.wire.Traffic;

/** One running server: disk, loop, connections and admin endpoint, wired together. */
public final class Server implements AutoCloseable {
  /** A quarter of the window: several are under way while one is written. */
  private static final int MAX_BATCH_BYTES = 256 << 10;

  private final Options options;
  private final Consumer<String> log;
  private final Firewall firewall = new Firewall();
  private final Departures departures = new Departures();
  private final Reactor reactor;
  private final Peers peers;
  private final Traffic traffic = new Traffic();
  private final Observer observer;
  private volatile boolean retiring;
  private final NodeLoop loop;
  private final Listener listener;
  private final StatusReport report;
  private final Optional<Admin> admin;

  /**
   * Starts a server.
   *
   * @param log takes one line per event
   * @param fatal hears, once, why this server cannot go on; it has then stopped to promise anything
   * @throws IOException with one line for the user, and nothing left open
   */
  public static Server start(
      Options options, Rules rules, Consumer<String> log, Consumer<Throwable> fatal)
      throws IOException {
    return start(options, rules, disk -> disk, log, fatal);
  }

  /**
   * @param under what the server's disk is to be, of what it would be
   */
  static Server start(
      Options options,
      Rules rules,
      UnaryOperator<Disk> under,
      Consumer<String> log,
      Consumer<Throwable> fatal)
      throws IOException {
    try (Opened opened = new Opened()) {
      Server server = new Server(options, rules, under, opened, log, fatal);
      server.observer.started();
      server.loop.start();
      server.reactor.start();
      server.listener.start();
      server.admin.ifPresent(Admin::start);
      opened.keep();
      return server;
    }
  }

  private Server(
      Options options,
      Rules rules,
      UnaryOperator<Disk> under,
      Opened opened,
      Consumer<String> log,
      Consumer<Throwable> fatal)
      throws IOException {
    this.options = options;
    this.log = log;
    this.observer = opened.add(Observer.open(options.id(), options.operation().events(), log));
    Credentials credentials = options.operation().credentials();
    options.operation().notes().forEach(log);
    ServerSocket socket = opened.socket(options.listensAt());
    this.admin = openAdmin();
    admin.ifPresent(opened::add);
    DataFolder data =
        new DataFolder(
            options,
            options.operation().obeysSabotage() ? disk -> sabotaged(under.apply(disk)) : under,
            observer,
            log);
    Disk disk = data.disk();
    long incarnation = data.incarnation(disk);
    Memory memory = opened.add(data.memory(disk, rules));
    StateMachine machine = data.machine(memory, rules);
    this.reactor =
        opened.add(new Reactor(options.id().name(), this::settle, why -> fail(why, fatal)));
    this.peers =
        new Peers(
            new Frame.Caller(options.id(), incarnation, options.address().toString()),
            options.servers(),
            firewall,
            credentials,
            traffic,
            reactor,
            departures,
            log);
    this.loop =
        new NodeLoop(
            options.id().name(),
            memory,
            hands -> replica(memory, incarnation, machine, rules, hands),
            () -> timeNanos(rules),
            departures,
            why -> fail(why, fatal));
    this.listener =
        new Listener(
            options.id(),
            socket,
            Descriptors.clients(),
            new Arrivals(
                peers,
                loop,
                new Administration(peers, loop, firewall),
                observer.meters(),
                () -> retiring),
            firewall,
            credentials,
            traffic,
            reactor,
            departures,
            log);
    Figures figures =
        new Figures(observer.meters(), traffic, loop, listener::clients, listener::clientBytes);
    this.report = new StatusReport(options, loop, peers, figures);
  }

  private void fail(Throwable why, Consumer<Throwable> fatal) {
    observer.tell(Kind.FATAL, Map.of("why", why.toString()));
    observer.close();
    fatal.accept(why);
  }

  private void settle() {
    loop.runAsGuest();
  }

  private Optional<Admin> openAdmin() throws IOException {
    if (options.admin().isEmpty()) {
      return Optional.empty();
    }
    HostPort address = options.admin().get();
    try {
      return Optional.of(new Admin(address.resolve(), this::status, () -> report.metrics()));
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException("--admin " + address + ": " + e.getMessage(), e);
    }
  }

  private Disk sabotaged(Disk disk) {
    String kind = options.storage().disk().name().toLowerCase(Locale.ROOT);
    Sabotage sabotage = new Sabotage(disk, kind, log);
    admin.ifPresent(endpoint -> endpoint.obey(sabotage::obey));
    log.accept("*** obeys orders to hurt itself, which come in at --admin: for tests only ***");
    return sabotage.disk();
  }

  private static long timeNanos(Rules rules) {
    long wall = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    return rules.timeNanos(System.nanoTime(), wall);
  }

  private Replica replica(
      Memory memory, long incarnation, StateMachine machine, Rules rules, NodeLoop hands) {
    long now = timeNanos(rules);
    RaftConfig config =
        new RaftConfig(
                options.id(),
                incarnation,
                options.initial(),
                options.electionTimeout(),
                options.heartbeat(),
                MAX_BATCH_BYTES,
                options.seed().orElse(System.nanoTime()))
            .with(options.storage().compaction());
    OptionalDouble drift = options.leaseDrift();
    RaftCore core =
        new RaftCore(
            drift.isPresent() ? config.withLeases(drift.getAsDouble()) : config,
            memory.durable(),
            rules,
            now);
    peers.reconfigured(core.status().membership());
    return new Replica(
        core, machine, new Surroundings(hands, peers, observer, memory.snapshots(), rules));
  }

  /** The address of the admin endpoint, if there is one. */
  public Optional<InetSocketAddress> adminAddress() {
    return admin.map(Admin::address);
  }

  /**
   * What the server knows of itself, as JSON, said by its loop: an answer proves that it runs.
   *
   * @throws IllegalStateException when the loop does not answer within a second
   */
  public String status() {
    return report.status();
  }

  /** Stops as {@code kill -9} would: nobody is told, and what was not yet written is lost. */
  public void kill() throws IOException {
    stop(loop::kill);
  }

  /**
   * Stops: no new connection or question is taken up, what was asked is answered as far as that
   * goes within a second, a leader hands its office over if it can within another, what was handed
   * to the disk is durable, and no thread or socket is left.
   */
  @Override
  public void close() throws IOException {
    retiring = true;
    stop(() -> {
      new Retirement(loop, listener, log).await();
      loop.close();
      observer.tell(Kind.STOPPED, Map.of());
    });
  }

  /** How the loop stops. */
  private interface Stop {
    void run() throws InterruptedException;
  }

  private void stop(Stop loopStop) throws IOException {
    try {
      listener.stopAccepting();
      loopStop.run();
      admin.ifPresent(Admin::close);
      listener.close();
      peers.close();
      reactor.close();
      observer.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while it stopped");
    }
  }
}
