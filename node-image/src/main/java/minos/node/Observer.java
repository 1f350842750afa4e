package minos.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import minos.kv.Reply;
import minos.node.admin.Meters;
import minos.node.events.Chronicle;
import minos.node.events.EventFile;
import minos.node.events.NodeEvent;
import minos.node.events.NodeEvent.Kind;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.Membership;
import minos.raft.NodeId;
import minos.raft.Space;

/**
 * What is to be known of a server from outside, real or simulated: its events, counted, written
 * down, and some of them said to people. May be used by several threads.
 */
public final class Observer implements Onlooker, AutoCloseable {
  private final Meters meters = new Meters();
  private final LongSupplier clock;
  private final Consumer<String> log;
  private final Optional<EventFile> file;
  private final Chronicle chronicle;

  /**
   * @param clock monotonic, in nanoseconds
   * @param events takes each event, and must not wait
   * @param log takes lines for people
   */
  public Observer(
      NodeId self, LongSupplier clock, Consumer<NodeEvent> events, Consumer<String> log) {
    this(self, clock, events, log, Optional.empty());
  }

  private Observer(
      NodeId self,
      LongSupplier clock,
      Consumer<NodeEvent> events,
      Consumer<String> log,
      Optional<EventFile> file) {
    this.clock = clock;
    this.log = log;
    this.file = file;
    this.chronicle = new Chronicle(self, meters.andThen(events));
  }

  /**
   * Of a real server.
   *
   * @param events where the event log goes, if anywhere
   * @throws IOException with one line for the user
   */
  static Observer open(NodeId self, Optional<Path> events, Consumer<String> log)
      throws IOException {
    if (events.isEmpty()) {
      return new Observer(self, System::nanoTime, event -> {}, log);
    }
    try {
      EventFile file = EventFile.open(events.get(), self, log);
      return new Observer(self, System::nanoTime, file, log, Optional.of(file));
    } catch (IOException e) {
      throw new IOException("--events " + events.get() + ": cannot be written: " + e, e);
    }
  }

  Meters meters() {
    return meters;
  }

  /** The server begins, on what it has found on its disk. */
  public void started() {
    tell(Kind.STARTED, Map.of("version", Main.version()));
  }

  synchronized void tell(Kind kind, Map<String, Object> details) {
    chronicle.tell(kind, details);
  }

  /** The server's part in the cluster changed. */
  public synchronized void changed(Effect.Transition change) {
    chronicle.changed(change);
    log.accept(
        "term "
            + change.term()
            + ": "
            + change.role()
            + change.leader().map(leader -> ", leader " + leader).orElse(", no leader"));
  }

  /** The server is about to write this down. */
  public synchronized void persisting(Effect.Write write) {
    write.ballot().ifPresent(chronicle::remembered);
  }

  /** The server goes by this membership from now on. */
  public synchronized void reconfigured(Membership membership) {
    chronicle.membershipChanged(membership);
    log.accept("members: " + membership);
  }

  @Override
  public synchronized void applied(Entry entry, Optional<Reply> reply) {
    chronicle.applied(entry, clock.getAsLong());
    if (reply.isPresent() && reply.get() instanceof Reply.SessionOpened(long session)) {
      chronicle.sessionOpened(session);
    }
  }

  @Override
  public synchronized void sessionExpired(long session) {
    chronicle.sessionExpired(session);
  }

  @Override
  public synchronized void snapshotTaken(EntryId last) {
    chronicle.snapshotTaken(last);
  }

  @Override
  public synchronized void snapshotGivenUp(EntryId last, String why) {
    chronicle.snapshotGivenUp(last, why);
    log.accept("snapshot up to " + last.index() + ": given up (" + why + ")");
  }

  @Override
  public synchronized void snapshotInstalled(EntryId last) {
    chronicle.snapshotInstalled(last);
  }

  @Override
  public synchronized void spaceChanged(Space now) {
    chronicle.tell(
        switch (now) {
          case ENOUGH -> Kind.DISK_FREE;
          case LOW, NONE -> Kind.DISK_FULL;
        },
        Map.of("room", now.name().toLowerCase(Locale.ROOT)));
  }

  @Override
  public void close() {
    file.ifPresent(EventFile::close);
  }
}
