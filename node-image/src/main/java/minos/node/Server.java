package minos.node;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystemException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import minos.client.AdminRequest;
import minos.client.AdminResponse;
import minos.client.Request;
import minos.client.Response;
import minos.kv.StateMachine;
import minos.node.admin.Admin;
import minos.node.config.Options;
import minos.node.disk.Disk;
import minos.node.disk.DurableLog;
import minos.node.disk.FolderDisk;
import minos.node.disk.Identity;
import minos.node.disk.VolatileDisk;
import minos.node.json.Json;
import minos.node.net.Firewall;
import minos.node.net.HostPort;
import minos.node.net.Inbound;
import minos.node.net.Listener;
import minos.node.net.Peers;
import minos.raft.Effect;
import minos.raft.Membership;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.RaftConfig;
import minos.raft.RaftCore;
import minos.raft.Rules;
import minos.wire.Frame;
import minos.wire.Traffic;
import minos.wire.Weight;

/** One running server: disk, loop, connections and admin endpoint, wired together. */
public final class Server implements AutoCloseable {
  private static final int MAX_BATCH_BYTES = 1 << 20;
  private static final int BACKLOG = 1024;

  private final Options options;
  private final Consumer<String> log;
  private final Firewall firewall = new Firewall();
  private final Peers peers;
  private final Traffic traffic = new Traffic();
  private final NodeLoop loop;
  private final Listener listener;
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
    ServerSocket socket = opened.add(bind(options.address()));
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
            log);
    this.loop =
        new NodeLoop(
            options.id().name(),
            durable,
            persist -> replica(durable, incarnation, rules, persist),
            () -> timeNanos(rules),
            fatal);
    this.listener =
        new Listener(
            options.id(),
            socket,
            Descriptors.clients(),
            new Arrivals(),
            firewall,
            traffic,
            log);
  }

  private static ServerSocket bind(HostPort address) throws IOException {
    InetSocketAddress resolved = address.resolve();
    if (resolved.isUnresolved()) {
      throw new IOException("--peers " + address + ": no such host");
    }
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true); // a restarted server finds its port free
      socket.bind(resolved, BACKLOG);
    } catch (IOException e) {
      socket.close();
      throw new IOException("cannot listen at " + address + ": " + e.getMessage(), e);
    }
    return socket;
  }

  private Optional<Admin> openAdmin() throws IOException {
    if (options.admin().isEmpty()) {
      return Optional.empty();
    }
    HostPort address = options.admin().get();
    try {
      return Optional.of(new Admin(address.resolve(), this::status));
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException("--admin " + address + ": " + e.getMessage(), e);
    }
  }

  private Disk openDisk() throws IOException {
    try {
      FolderDisk folder = new FolderDisk(options.data());
      return options.losesUnsynced() ? new VolatileDisk(folder) : folder;
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
          loop.offer(
              Weight.of(frame),
              replica -> replica.received(peer.id(), peer.incarnation(), message));
    }

    @Override
    public void asked(Frame.Ask question, Consumer<Response> answer) {
      Request request = question.request();
      Optional<String> objection = Peers.objectionTo(request);
      if (objection.isPresent()) {
        answer.accept(new Response.Declined(request.id(), objection.get()));
      } else if (!loop.offer(Weight.of(question), replica -> replica.asked(request, answer))) {
        answer.accept(new Response.Rejected(request.id(), Optional.empty()));
      }
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
      persist.accept(write);
    }

    @Override
    public void reconfigured(Membership membership) {
      log.accept("members: " + membership);
      peers.reconfigured(membership);
    }

    @Override
    public void changed(Effect.Transition change) {
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
    CompletableFuture<String> status = new CompletableFuture<>();
    boolean taken = loop.offer(replica -> status.complete(Json.of(describe(replica))));
    try {
      if (taken) {
        return status.get(1, TimeUnit.SECONDS);
      }
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException("the server's loop does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("the server's loop takes nothing up");
  }

  private Map<String, Object> describe(Replica replica) {
    RaftCore.Status core = replica.status();
    List<Map<String, Object>> peers = new ArrayList<>();
    this.peers
        .connected()
        .forEach((peer, connected) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("id", peer);
          one.put("address", this.peers.addressOf(peer));
          one.put("connected", connected);
          peers.add(one);
        });
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("id", core.self());
    status.put("term", core.term());
    status.put("role", core.role().name().toLowerCase(Locale.ROOT));
    status.put("leader", core.leader());
    status.put("commitIndex", core.commitIndex());
    status.put("appliedIndex", replica.appliedIndex());
    status.put("lastIndex", core.lastIndex());
    status.put("voters", List.copyOf(core.membership().voters()));
    status.put("outgoing", List.copyOf(core.membership().outgoing()));
    status.put("learners", List.copyOf(core.membership().learners()));
    status.put("joint", core.membership().isJoint());
    status.put("peers", peers);
    status.put("flaws", options.flaws());
    status.put("version", Main.version());
    status.put("wallClockMillis", System.currentTimeMillis());
    status.put("pid", ProcessHandle.current().pid());
    return status;
  }

  /** Stops as {@code kill -9} would: nobody is told, and what was not yet written is lost. */
  public void kill() throws IOException {
    stop(loop::kill);
  }

  /** Stops: what was handed to the disk is durable, and no thread or socket is left, afterwards. */
  @Override
  public void close() throws IOException {
    stop(loop::close);
  }

  /** How the loop stops. */
  private interface Stop {
    void run() throws InterruptedException;
  }

  private void stop(Stop loopStop) throws IOException {
    try {
      admin.ifPresent(Admin::close);
      listener.close();
      peers.close();
      loopStop.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while it stopped");
    }
  }
}
