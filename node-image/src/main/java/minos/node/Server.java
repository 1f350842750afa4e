package minos.node;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystemException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import minos.client.AdminRequest;
import minos.client.AdminResponse;
import minos.client.Request;
import minos.client.Response;
import minos.kv.Reply;
import minos.kv.StateMachine;
import minos.node.admin.Admin;
import minos.node.config.Options;
import minos.node.disk.Disk;
import minos.node.disk.DurableLog;
import minos.node.disk.FolderDisk;
import minos.node.disk.Identity;
import minos.node.disk.MeasuredDisk;
import minos.node.disk.VolatileDisk;
import minos.node.events.NodeEvent.Kind;
import minos.node.net.Firewall;
import minos.node.net.HostPort;
import minos.node.net.Inbound;
import minos.node.net.Listener;
import minos.node.net.Peers;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.Membership;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.RaftConfig;
import minos.raft.RaftCore;
import minos.raft.Rules;
import minos.secure.Credentials;
import minos.wire.Frame;
import minos.wire.Traffic;
import minos.wire.Weight;

/** One running server: disk, loop, connections and admin endpoint, wired together. */
public final class Server implements AutoCloseable {
  private static final int MAX_BATCH_BYTES = 1 << 20;

  private final Options options;
  private final Consumer<String> log;
  private final Firewall firewall = new Firewall();
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
    try (Opened opened = new Opened()) {
      Server server = new Server(options, rules, opened, log, fatal);
      server.observer.tell(Kind.STARTED, Map.of("version", Main.version()));
      server.loop.start();
      server.listener.start();
      server.admin.ifPresent(Admin::start);
      opened.keep();
      return server;
    }
  }

  private Server(
      Options options, Rules rules, Opened opened, Consumer<String> log, Consumer<Throwable> fatal)
      throws IOException {
    this.options = options;
    this.log = log;
    this.observer = opened.add(Observer.open(options.id(), options.operation().events(), log));
    Credentials credentials = options.operation().credentials();
    options.operation().notes().forEach(log);
    ServerSocket socket = opened.socket(options.address());
    this.admin = openAdmin();
    admin.ifPresent(opened::add);
    Disk disk = openDisk();
    long incarnation = identify(disk);
    DurableLog durable = opened.add(openLog(disk, rules));
    this.peers =
        new Peers(
            new Frame.Caller(options.id(), incarnation, options.address().toString()),
            options.servers(),
            firewall,
            credentials,
            traffic,
            log);
    this.loop =
        new NodeLoop(
            options.id().name(),
            durable,
            persist -> replica(durable, incarnation, rules, persist),
            () -> timeNanos(rules),
            why -> {
              observer.tell(Kind.FATAL, Map.of("why", why.toString()));
              observer.close();
              fatal.accept(why);
            });
    this.listener =
        new Listener(
            options.id(),
            socket,
            Descriptors.clients(),
            new Arrivals(),
            firewall,
            credentials,
            traffic,
            log);
    Figures figures =
        new Figures(observer.meters(), traffic, loop, listener::clients, listener::clientBytes);
    this.report = new StatusReport(options, loop, peers, figures);
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

  private Disk openDisk() throws IOException {
    try {
      FolderDisk folder = new FolderDisk(options.data());
      return new MeasuredDisk(
          options.losesUnsynced() ? new VolatileDisk(folder) : folder,
          System::nanoTime,
          observer.meters().appends::record,
          observer.meters().forces::record);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private long identify(Disk disk) throws IOException {
    try {
      return Identity.of(disk, new SecureRandom().nextLong());
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private IOException unusable(IOException e) {
    return new IOException("--data " + options.data() + ": " + describe(e), e);
  }

  private DurableLog openLog(Disk disk, Rules rules) throws IOException {
    try {
      DurableLog.Settings settings =
          new DurableLog.Settings(
              options.id(),
              System.nanoTime(),
              DurableLog.SEGMENT_BYTES,
              options.joins() || options.servers().size() > 1,
              rules);
      DurableLog durable = DurableLog.open(disk, settings, log);
      log.accept(
          "recovered term "
              + durable.recovered().ballot().term()
              + " and "
              + durable.recovered().log().size()
              + " entries from "
              + options.data());
      return durable;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static String describe(IOException e) {
    return e instanceof FileSystemException
        ? e.getClass().getSimpleName() + " " + e.getMessage()
        : String.valueOf(e.getMessage());
  }

  private static long timeNanos(Rules rules) {
    long wall = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    return rules.timeNanos(System.nanoTime(), wall);
  }

  private Replica replica(
      DurableLog durable, long incarnation, Rules rules, Consumer<Effect.Write> persist) {
    long now = timeNanos(rules);
    RaftConfig config =
        new RaftConfig(
            options.id(),
            incarnation,
            options.initial(),
            options.electionTimeout(),
            options.heartbeat(),
            MAX_BATCH_BYTES,
            options.seed().orElse(System.nanoTime()));
    OptionalDouble drift = options.leaseDrift();
    RaftCore core =
        new RaftCore(
            drift.isPresent() ? config.withLeases(drift.getAsDouble()) : config,
            durable.recovered(),
            rules,
            now);
    peers.reconfigured(core.status().membership());
    return new Replica(core, new StateMachine(rules), new Outside(persist));
  }

  private final class Arrivals implements Inbound {
    private final Administration administration = new Administration(peers, loop, firewall);

    @Override
    public void met(Frame.Caller peer) {
      peers.met(peer);
    }

    @Override
    public void received(Frame.Caller peer, Frame.Peer frame) {
      Message message = frame.message();
      // Refused means overload: a message may be lost at any time.
      boolean ignored =
          loop.post(
              Weight.of(frame),
              replica -> replica.received(peer.id(), peer.incarnation(), message));
    }

    @Override
    public void asked(Frame.Ask question, Consumer<Response> answer) {
      Request request = question.request();
      long start = System.nanoTime();
      Consumer<Response> counted =
          response -> {
            observer.meters().answered(request, response, System.nanoTime() - start);
            answer.accept(response);
          };
      Optional<String> objection = Peers.objectionTo(request);
      if (objection.isPresent()) {
        counted.accept(new Response.Declined(request.id(), objection.get()));
      } else if (retiring
          || !loop.post(Weight.of(question), replica -> replica.asked(request, counted))) {
        counted.accept(new Response.Rejected(request.id(), Optional.empty()));
      }
    }

    @Override
    public void settle() {
      loop.runAsGuest();
    }

    @Override
    public void asked(AdminRequest request, Consumer<AdminResponse> answer) {
      administration.asked(request, answer);
    }

    @Override
    public boolean awaitNews(long from, Consumer<News> news) {
      return loop.offer(replica -> replica.watchers().add(from, news));
    }

    @Override
    public void forget(Consumer<News> news) {
      // Refused means overload: the next committed entry goes to nobody, and it is forgotten then.
      boolean ignored = loop.offer(replica -> replica.watchers().forget(news));
    }
  }

  private final class Outside implements Replica.Outside {
    private final Consumer<Effect.Write> persist;

    Outside(Consumer<Effect.Write> persist) {
      this.persist = persist;
    }

    @Override
    public void send(NodeId to, Message message) {
      peers.send(to, message);
    }

    @Override
    public void persist(Effect.Write write) {
      observer.persisting(write);
      persist.accept(write);
    }

    @Override
    public void reconfigured(Membership membership) {
      log.accept("members: " + membership);
      peers.reconfigured(membership);
    }

    @Override
    public void applied(Entry entry, Optional<Reply> reply) {
      observer.applied(entry, reply);
    }

    @Override
    public void sessionExpired(long session) {
      observer.sessionExpired(session);
    }

    @Override
    public void changed(Effect.Transition change) {
      observer.changed(change);
      log.accept(
          "term "
              + change.term()
              + ": "
              + change.role()
              + change.leader().map(leader -> ", leader " + leader).orElse(", no leader"));
    }
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
   * goes within a second, what was handed to the disk is durable, and no thread or socket is left.
   */
  @Override
  public void close() throws IOException {
    retiring = true;
    stop(() -> {
      new Retirement(loop, listener).await();
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
      observer.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while it stopped");
    }
  }
}
