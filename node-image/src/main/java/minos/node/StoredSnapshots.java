package minos.node;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import minos.kv.Restoring;
import minos.kv.StateMachine;
import minos.node.disk.SnapshotFile;
import minos.node.disk.SnapshotRefused;
import minos.node.disk.SnapshotStore;
import minos.raft.Chunk;
import minos.raft.Effect;
import minos.raft.Event;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.Payload;
import minos.raft.Rules;
import minos.raft.SnapshotMark;

/** Snapshots in a {@link SnapshotStore}, as steps that somebody else carries out, in order. */
public final class StoredSnapshots implements Snapshots {
  /** Forced every so often: much at once would hold up the forces of the log on the same disk. */
  private static final long FORCE_EVERY_BYTES = 1 << 20;

  /** A step on the disk, which may take its time. */
  public interface Step {
    void run() throws IOException;
  }

  private final SnapshotStore store;
  private final Rules rules;
  private final Consumer<Step> steps;
  private final BiConsumer<NodeId, Message> send;
  private final Consumer<Consumer<Replica>> tell;
  private Optional<SnapshotMark> taking = Optional.empty();
  private long unforced;

  /**
   * @param steps carries each out, in order; a few at a time wait, and no more
   * @param send best effort; called in a step
   * @param tell runs something on the thread that owns the replica, soon and certainly; called in a
   *     step
   */
  public StoredSnapshots(
      SnapshotStore store,
      Rules rules,
      Consumer<Step> steps,
      BiConsumer<NodeId, Message> send,
      Consumer<Consumer<Replica>> tell) {
    this.store = store;
    this.rules = rules;
    this.steps = steps;
    this.send = send;
    this.tell = tell;
  }

  /** The state machine to start with: as the newest snapshot has it, or empty without one. */
  public static StateMachine machineOf(SnapshotStore store, Rules rules) throws IOException {
    return store.newest().isPresent()
        ? restore(store.newest().get(), rules)
        : new StateMachine(rules);
  }

  /** A step of what takes a snapshot, which ends it where the disk does not go along. */
  private void take(Step step) {
    steps.accept(() -> {
      try {
        step.run();
      } catch (SnapshotRefused e) {
        SnapshotMark mark = taking.orElseThrow();
        store.abandon();
        tell.accept(replica -> replica.heard(new Event.SnapshotGivenUp(mark, why(e))));
      }
    });
  }

  private static String why(SnapshotRefused e) {
    return String.valueOf(e.getMessage());
  }

  @Override
  public void begin(SnapshotMark mark) {
    take(() -> {
      taking = Optional.of(mark);
      unforced = 0;
      store.begin(mark);
      tell.accept(Replica::slice);
    });
  }

  @Override
  public void append(byte[] piece) {
    take(() -> {
      store.append(piece);
      unforced += piece.length;
      if (unforced >= FORCE_EVERY_BYTES) {
        store.force();
        unforced = 0;
      }
      tell.accept(Replica::slice);
    });
  }

  @Override
  public void finish() {
    take(() -> {
      SnapshotMark mark = store.finish();
      long bytes = store.newest().map(SnapshotFile::size).orElse(0L);
      tell.accept(replica -> replica.heard(new Event.SnapshotTaken(mark, bytes)));
    });
  }

  @Override
  public void abandon() {
    steps.accept(store::abandon);
  }

  @Override
  public void send(Effect.SendChunk wanted) {
    steps.accept(() -> {
      if (store.newest().isPresent() && store.newest().get().mark().equals(wanted.mark())) {
        SnapshotFile file = store.newest().get();
        if (wanted.offset() == 0) {
          file.verify(); // what has rotted would be sent again and again, for all would refuse it
        }
        send.accept(wanted.to(), request(wanted, file));
      }
    });
  }

  /** The chunk that an effect asks for, as a message. */
  private static Message request(Effect.SendChunk wanted, SnapshotFile file) throws IOException {
    Payload bytes = new Payload(file.read(wanted.offset(), wanted.maxBytes()));
    boolean last = wanted.offset() + bytes.size() >= file.size();
    return new Message.InstallRequest(
        wanted.term(), wanted.mark(), Chunk.of(wanted.offset(), bytes, last), wanted.round());
  }

  @Override
  public void store(Effect.StoreChunk effect) {
    steps.accept(() -> {
      SnapshotMark mark = effect.mark();
      try {
        Event.OfSnapshot stored = store(mark, effect.chunk());
        tell.accept(replica -> replica.heard(stored));
      } catch (SnapshotRefused e) {
        tell.accept(replica -> replica.heard(new Event.ChunksLost(mark.last(), why(e))));
      }
    });
  }

  private Event.OfSnapshot store(SnapshotMark mark, Chunk chunk) throws IOException {
    long next = store.receive(chunk.offset(), chunk.bytes().bytes());
    if (next != chunk.end() || !chunk.last()) {
      return new Event.ChunkStored(mark.last(), next);
    }
    return store.finishReceived(mark)
        ? new Event.SnapshotReceived(mark, next)
        : new Event.ChunkStored(mark.last(), 0);
  }

  @Override
  public void load(SnapshotMark mark) {
    steps.accept(() -> {
      if (store.newest().isPresent() && store.newest().get().mark().equals(mark)) {
        StateMachine machine = restore(store.newest().get(), rules);
        tell.accept(replica -> replica.loaded(mark, machine));
      }
    });
  }

  private static StateMachine restore(SnapshotFile file, Rules rules) throws IOException {
    Restoring restoring = new Restoring(rules);
    file.readState(restoring::add);
    return restoring.machine();
  }
}
