package minos.raft;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The state of one server of an {@link Ensemble}, all commands ever applied, and its snapshots. */
final class EnsembleSnapshots {
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Unfinished(SnapshotMark mark, byte[] bytes, boolean received) {}

  private final List<String> state = new ArrayList<>();
  private final Deque<Unfinished> unfinished = new ArrayDeque<>();
  private final Deque<Event> told = new ArrayDeque<>();
  private ByteArrayOutputStream collected = new ByteArrayOutputStream();
  private Optional<SnapshotMark> mark = Optional.empty();
  private byte[] bytes = new byte[0];

  void apply(Entry entry) {
    if (entry.kind() == Entry.Kind.COMMAND) {
      state.add(new String(entry.payload().bytes(), UTF_8));
    }
  }

  void take(SnapshotMark at) {
    unfinished.addLast(new Unfinished(at, String.join(",", state).getBytes(UTF_8), false));
  }

  void load() {
    state.clear();
    if (bytes.length > 0) {
      state.addAll(List.of(new String(bytes, UTF_8).split(",", -1)));
    }
  }

  void store(Effect.StoreChunk effect) {
    Chunk chunk = effect.chunk();
    if (chunk.offset() == 0) {
      collected = new ByteArrayOutputStream();
    }
    collected.writeBytes(chunk.bytes().bytes());
    if (chunk.last()) {
      unfinished.addLast(new Unfinished(effect.mark(), collected.toByteArray(), true));
    } else {
      told.addLast(new Event.ChunkStored(effect.mark().last(), collected.size()));
    }
  }

  Optional<Message> request(Effect.SendChunk wanted) {
    return mark.filter(wanted.mark()::equals)
        .map(at -> {
          int from = (int) Math.min(wanted.offset(), bytes.length);
          int to = Math.min(from + wanted.maxBytes(), bytes.length);
          Payload piece = new Payload(Arrays.copyOfRange(bytes, from, to));
          return new Message.InstallRequest(
              wanted.term(),
              at,
              Chunk.of(wanted.offset(), piece, to == bytes.length),
              wanted.round());
        });
  }

  /** The disk has come so far: what the server is to hear next, if anything. */
  Optional<Event> finished() {
    if (told.isEmpty() && !unfinished.isEmpty()) {
      Unfinished next = unfinished.removeFirst();
      mark = Optional.of(next.mark());
      bytes = next.bytes();
      told.addLast(
          next.received()
              ? new Event.SnapshotReceived(next.mark(), bytes.length)
              : new Event.SnapshotTaken(next.mark(), bytes.length));
    }
    return Optional.ofNullable(told.pollFirst());
  }

  void crash() {
    unfinished.clear();
    told.clear();
  }

  Optional<SnapshotMark> mark() {
    return mark;
  }

  List<String> state() {
    return List.copyOf(state);
  }
}
