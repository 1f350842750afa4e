package minos.raft.cluster;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import minos.bytes.Malformed;
import minos.invariant.Breach;
import minos.kv.Restoring;
import minos.kv.StateCopy;
import minos.kv.StateMachine;
import minos.raft.Chunk;
import minos.raft.Effect;
import minos.raft.Event;
import minos.raft.Message;
import minos.raft.Payload;
import minos.raft.Rules;
import minos.raft.SnapshotMark;

/** One server's snapshots: taken in small slices, sent and collected in chunks, loaded. */
final class SimulatedSnapshots {
  /** So small that the state changes many times while it is written. */
  private static final int SLICE_BYTES = 24;

  private final SimulatedServer server;
  private final Rules rules;
  private Optional<StateCopy> copy = Optional.empty();
  private ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private final Deque<Effect.StoreChunk> arriving = new ArrayDeque<>();
  private ByteArrayOutputStream collected = new ByteArrayOutputStream();

  SimulatedSnapshots(SimulatedServer server, Rules rules) {
    this.server = server;
    this.rules = rules;
  }

  void crash() {
    arriving.clear();
    copy = Optional.empty();
    collected = new ByteArrayOutputStream();
  }

  void take(SnapshotMark mark, StateMachine machine) {
    StateCopy begun = machine.copy();
    copy = Optional.of(begun);
    taken = new ByteArrayOutputStream();
    server.later(() -> slice(mark, begun));
  }

  void abandon() {
    copy = Optional.empty();
  }

  private void slice(SnapshotMark mark, StateCopy begun) {
    if (copy.filter(current -> current == begun).isEmpty()) {
      return;
    }
    Optional<byte[]> piece = begun.next(SLICE_BYTES);
    if (piece.isPresent()) {
      taken.writeBytes(piece.get());
      server.later(() -> slice(mark, begun));
    } else {
      copy = Optional.empty();
      SimulatedDisk.Snapshot whole = new SimulatedDisk.Snapshot(mark, taken.toByteArray());
      flush(whole, new Event.SnapshotTaken(mark, whole.bytes().length));
    }
  }

  private void flush(SimulatedDisk.Snapshot whole, Event then) {
    server.disk().submit(whole);
    server.later(() -> {
      server.disk().flush(whole);
      server.step(then);
    });
  }

  /** As a message, if the snapshot is still the newest. */
  Optional<Message> request(Effect.SendChunk wanted) {
    return server
        .disk()
        .snapshot()
        .filter(known -> known.mark().equals(wanted.mark()))
        .map(known -> {
          int from = (int) Math.min(wanted.offset(), known.bytes().length);
          int to = Math.min(from + wanted.maxBytes(), known.bytes().length);
          Payload bytes = new Payload(Arrays.copyOfRange(known.bytes(), from, to));
          Chunk chunk = Chunk.of(wanted.offset(), bytes, to == known.bytes().length);
          return new Message.InstallRequest(wanted.term(), wanted.mark(), chunk, wanted.round());
        });
  }

  /** In order, as the effects came. */
  void store(Effect.StoreChunk effect) {
    arriving.addLast(effect);
    server.later(() -> storeNext(arriving.removeFirst()));
  }

  private void storeNext(Effect.StoreChunk effect) {
    Chunk chunk = effect.chunk();
    if (chunk.offset() == 0) {
      collected = new ByteArrayOutputStream();
    }
    if (collected.size() == chunk.offset()) {
      collected.writeBytes(chunk.bytes().bytes());
    }
    if (collected.size() != chunk.end() || !chunk.last()) {
      server.step(new Event.ChunkStored(effect.mark().last(), collected.size()));
      return;
    }
    byte[] whole = collected.toByteArray();
    flush(
        new SimulatedDisk.Snapshot(effect.mark(), whole),
        new Event.SnapshotReceived(effect.mark(), whole.length));
  }

  /** The state of the newest snapshot; empty without one. */
  StateMachine load() {
    if (server.disk().snapshot().isEmpty()) {
      return new StateMachine(rules);
    }
    try {
      Restoring restoring = new Restoring(rules);
      restoring.add(server.disk().snapshot().get().bytes());
      return restoring.machine();
    } catch (Malformed e) {
      throw new Breach("Snapshots", e.getMessage());
    }
  }
}
