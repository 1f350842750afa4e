package minos.raft;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What becomes of requests at a server that does not lead. While nobody is known to lead they are
 * held, so that an election does not turn them into a storm of refusals: so many at most, and for
 * no longer than an election may take. Then the new leader is named; or, for a read that any server
 * may answer, it is asked for a read index, as often as it takes (dissertation §6.4).
 */
final class Waiting {
  /** Held at most; more are rejected at once. */
  static final int REQUESTS_MAX = 1_000;

  static final long BYTES_MAX = 4 << 20;

  /**
   * A request that is not answered yet.
   *
   * @param command to be proposed; empty for a read
   * @param anywhere whether this server may answer the read itself, once the leader has said how
   * @param untilNanos when it is given up
   */
  private record Held(long request, Optional<Payload> command, boolean anywhere, long untilNanos) {
    long bytes() {
      return command.map(payload -> (long) payload.size()).orElse(0L);
    }
  }

  /** The reads that the leader was asked for under one id. */
  private record Asked(NodeId leader, long id, List<Held> reads) {}

  private static final long NEVER = Long.MAX_VALUE;

  private final Server server;
  private final Rules rules;
  private final Deque<Held> held = new ArrayDeque<>();
  private final Deque<Held> readers = new ArrayDeque<>();
  private Optional<Asked> asked = Optional.empty();
  private long heldBytes;
  private long askAgainNanos;

  /**
   * Ids of questions begin anywhere, so that an answer to an earlier life of this server, which may
   * be late, answers none of this one.
   */
  private long lastId;

  Waiting(Server server) {
    this.server = server;
    this.rules = server.rules();
    this.lastId =
        new SplittableRandom(server.config().seed() * 31 + server.nowNanos()).nextLong() >>> 2;
  }

  void propose(long request, Payload command) {
    take(new Held(request, Optional.of(command), false, until()));
  }

  void read(long request, boolean anywhere) {
    take(new Held(request, Optional.empty(), anywhere, until()));
  }

  private long until() {
    return server.nowNanos() + server.patienceNanos();
  }

  private void take(Held request) {
    if (follows()) {
      if (request.anywhere()) {
        readers.addLast(request);
      } else {
        reject(request);
      }
    } else if (rules.waitsForLeader()
        && held.size() < REQUESTS_MAX
        && heldBytes + request.bytes() <= BYTES_MAX) {
      held.addLast(request);
      heldBytes += request.bytes();
    } else {
      reject(request);
    }
  }

  private void reject(Held request) {
    server.emit(new Effect.Reject(request.request(), server.leader()));
  }

  /**
   * Whatever has happened: whoever can go on now, does.
   *
   * @param handsOver whether this server leads, but takes nothing up any more
   */
  void settle(Replication replication, boolean handsOver) {
    List<Held> ready = new ArrayList<>();
    if (asked.isPresent() && !server.leader().equals(Optional.of(asked.get().leader()))) {
      ready.addAll(asked.get().reads());
      asked = Optional.empty();
    }
    if (!readers.isEmpty() && !follows()) {
      ready.addAll(readers);
      readers.clear();
    }
    if (!held.isEmpty() && server.leader().isPresent() && !handsOver) {
      ready.addAll(held);
      held.clear();
      heldBytes = 0;
    }
    ready.forEach(request -> goOn(request, replication));
    if (asked.isEmpty() && !readers.isEmpty()) {
      ask();
    }
  }

  private boolean follows() {
    return server.tenure().isEmpty() && server.leader().isPresent();
  }

  private void goOn(Held request, Replication replication) {
    server
        .tenure()
        .ifPresentOrElse(
            tenure ->
                request
                    .command()
                    .ifPresentOrElse(
                        command -> replication.propose(tenure, request.request(), command),
                        () -> tenure.reads().add(new Reads.Reader.Own(request.request()))),
            () -> take(request));
  }

  private void ask() {
    asked = Optional.of(new Asked(server.leader().orElseThrow(), ++lastId, List.copyOf(readers)));
    readers.clear();
    send();
  }

  private void send() {
    askAgainNanos = server.nowNanos() + server.config().heartbeat().toNanos();
    asked.ifPresent(question ->
        server.emit(
            new Effect.Send(
                question.leader(), new Message.ReadIndexRequest(server.term(), question.id()), 0)));
  }

  /** The leader has said what the reads must see; a late or repeated answer says nothing. */
  void onReply(Message.ReadIndexReply reply) {
    Optional<Asked> answered = asked.filter(question -> question.id() == reply.id());
    if (answered.isPresent()) {
      asked = Optional.empty();
      for (Held read : answered.get().reads()) {
        if (reply.granted()) {
          server.emit(new Effect.ServeRead(read.request(), rules.servesReadAt(reply.index())));
        } else {
          server.emit(new Effect.Reject(read.request(), Optional.empty()));
        }
      }
    }
  }

  void onTick() {
    while (!held.isEmpty() && held.getFirst().untilNanos() <= server.nowNanos()) {
      Held late = held.removeFirst();
      heldBytes -= late.bytes();
      reject(late);
    }
    asked
        .filter(question -> question.reads().getFirst().untilNanos() <= server.nowNanos())
        .ifPresent(question -> {
          question.reads().forEach(this::reject);
          asked = Optional.empty();
        });
    if (asked.isPresent() && askAgainNanos <= server.nowNanos()) {
      send();
    }
  }

  /** When {@link #onTick} matters next. */
  long deadline() {
    long first = held.isEmpty() ? NEVER : held.getFirst().untilNanos();
    return asked.isPresent() ? Math.min(first, askAgainNanos) : first;
  }
}
