package minos.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

/** What is to be known of a server from outside: its events, counted and written down. */
final class Observer implements AutoCloseable {
  private final Meters meters = new Meters();
  private final Optional<EventFile> file;
  private final Chronicle chronicle;

  private Observer(NodeId self, Optional<EventFile> file) {
    this.file = file;
    this.chronicle = new Chronicle(self, this::take);
  }

  /**
   * @param events where the event log goes, if anywhere
   * @throws IOException with one line for the user
   */
  static Observer open(NodeId self, Optional<Path> events, Consumer<String> log)
      throws IOException {
    if (events.isEmpty()) {
      return new Observer(self, Optional.empty());
    }
    try {
      return new Observer(self, Optional.of(EventFile.open(events.get(), self, log)));
    } catch (IOException e) {
      throw new IOException("--events " + events.get() + ": cannot be written: " + e, e);
    }
  }

  private void take(NodeEvent event) {
    meters.accept(event);
    file.ifPresent(events -> events.accept(event));
  }

  Meters meters() {
    return meters;
  }

  synchronized void tell(Kind kind, Map<String, Object> details) {
    chronicle.tell(kind, details);
  }

  synchronized void changed(Effect.Transition change) {
    chronicle.changed(change);
  }

  synchronized void persisting(Effect.Write write) {
    write.ballot().ifPresent(chronicle::remembered);
  }

  synchronized void reconfigured(Membership membership) {
    chronicle.membershipChanged(membership);
  }

  synchronized void applied(Entry entry, Optional<Reply> reply) {
    chronicle.applied(entry, System.nanoTime());
    if (reply.isPresent() && reply.get() instanceof Reply.SessionOpened(long session)) {
      chronicle.sessionOpened(session);
    }
  }

  synchronized void sessionExpired(long session) {
    chronicle.sessionExpired(session);
  }

  synchronized void snapshotTaken(EntryId last) {
    chronicle.snapshotTaken(last);
  }

  synchronized void snapshotGivenUp(EntryId last, String why) {
    chronicle.snapshotGivenUp(last, why);
  }

  synchronized void snapshotInstalled(EntryId last) {
    chronicle.snapshotInstalled(last);
  }

  synchronized void spaceChanged(Space now) {
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
