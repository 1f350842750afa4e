package minos.node.cs3700;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;
import minos.node.json.Json;
import minos.node.json.JsonReader;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.Event;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.RaftConfig;
import minos.raft.RaftCore;
import minos.raft.Role;
import minos.raft.Rules;
import minos.wire.MessageCodec;

/**
 * One replica, without socket and clock: texts in, texts out. All that it knows is in memory, as
 * the course allows: what was written down counts as durable at once, and a replica that was ended
 * must not come back.
 *
 * <p>A request that comes while nobody leads waits until somebody does. A put is answered by
 * whoever leads when it is committed; one that a deposed leader cannot vouch for is redirected.
 */
final class CourseReplica {
  static final String NOBODY = "FFFF";
  private static final String OK = "ok";
  private static final String DATA = "data";

  private final NodeId self;
  private final RaftCore core;
  private final Consumer<String> wire;
  private final Map<String, String> values = new HashMap<>();
  private final Map<Long, Asked> asked = new HashMap<>();
  private final Deque<Event> events = new ArrayDeque<>();
  private final List<Effect.ServeRead> reads = new ArrayList<>();
  private boolean stepping;
  private long applied;
  private long requests;

  /** A request that waits for the core. */
  private record Asked(String client, String mid, String key) {}

  /**
   * @param wire takes what is to be sent; must not call back
   */
  CourseReplica(RaftConfig config, Rules rules, long nowNanos, Consumer<String> wire) {
    this.self = config.self();
    this.core = new RaftCore(config, Durable.NOTHING, rules, nowNanos);
    this.wire = wire;
  }

  /** Makes itself known to the network. */
  void hello() {
    wire.accept(Json.of(message(NOBODY, "hello")));
  }

  void tick(long nanos) {
    step(new Event.Tick(nanos));
  }

  long nextDeadlineNanos() {
    return core.nextDeadlineNanos();
  }

  Role role() {
    return core.status().role();
  }

  /**
   * Takes a message of a client or of another replica.
   *
   * @throws IllegalArgumentException with one line, if it is none
   */
  void hear(String text) {
    Map<String, String> message = fields(text);
    switch (need(message, "type")) {
      case "get" -> {
        Asked get = asked(message);
        step(new Event.ReadRequested(remember(get)));
      }
      case "put" -> {
        Asked put = asked(message);
        String value = need(message, "value");
        Put command = new Put(put.client(), put.mid(), put.key(), value);
        step(new Event.Proposed(remember(put), command.encode()));
      }
      case "hello" -> {}
      default -> step(new Event.Received(new NodeId(need(message, "src")), decoded(message)));
    }
  }

  private static Asked asked(Map<String, String> message) {
    return new Asked(need(message, "src"), need(message, "MID"), need(message, "key"));
  }

  private long remember(Asked request) {
    asked.put(++requests, request);
    return requests;
  }

  /** What the core wants done may be the cause of the next event, which waits for its turn. */
  private void step(Event event) {
    events.addLast(event);
    if (stepping) {
      return;
    }
    stepping = true;
    while (!events.isEmpty()) {
      core.step(events.removeFirst(), this::carryOut);
    }
    stepping = false;
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Send send -> send(send.to(), send.message());
      case Effect.Write write -> step(new Event.Persisted(write.number()));
      case Effect.Apply(Entry entry, OptionalLong request) -> apply(entry, request);
      case Effect.ServeRead read -> {
        reads.add(read);
        serveReads();
      }
      case Effect.Reject reject -> redirect(reject.request());
      case Effect.Abandon abandon -> redirect(abandon.request());
      case Effect.NoSpace noSpace -> redirect(noSpace.request());
      case Effect.Transition change -> {}
      case Effect.MembershipChanged change -> {}
      case Effect.Confirm confirm -> throw never(confirm);
      case Effect.Decline decline -> throw never(decline);
      case Effect.TakeSnapshot take -> throw never(take);
      case Effect.LoadSnapshot load -> throw never(load);
      case Effect.SendChunk chunk -> throw never(chunk);
      case Effect.StoreChunk chunk -> throw never(chunk);
      case Effect.Compact compact -> throw never(compact);
      case Effect.ResetLog reset -> throw never(reset);
    }
  }

  private static IllegalStateException never(Effect effect) {
    return new IllegalStateException("there are no snapshots and no operators here: " + effect);
  }

  /** Whoever leads answers, also what an earlier leader took up. */
  private void apply(Entry entry, OptionalLong request) {
    request.ifPresent(asked::remove);
    if (entry.kind() == Entry.Kind.COMMAND) {
      Put put = Put.decode(entry.payload());
      values.put(put.key(), put.value());
      if (request.isPresent() || (role() == Role.LEADER && entry.term() < core.status().term())) {
        answer(put.client(), put.mid(), OK, Optional.empty());
      }
    }
    applied = entry.index();
    serveReads();
  }

  private void serveReads() {
    List<Effect.ServeRead> due = reads.stream().filter(read -> read.atIndex() <= applied).toList();
    reads.removeAll(due);
    due.forEach(read -> serve(read.request()));
  }

  private void serve(long request) {
    Asked get = asked.remove(request);
    if (get != null) {
      String value = values.getOrDefault(get.key(), "");
      answer(get.client(), get.mid(), OK, Optional.of(value));
    }
  }

  private void redirect(long request) {
    Asked given = asked.remove(request);
    if (given != null) {
      answer(given.client(), given.mid(), "redirect", Optional.empty());
    }
  }

  private void answer(String client, String mid, String type, Optional<String> value) {
    Map<String, Object> message = message(client, type);
    message.put("MID", mid);
    value.ifPresent(it -> message.put("value", it));
    wire.accept(Json.of(message));
  }

  private void send(NodeId to, Message message) {
    Encoder bytes = new Encoder();
    MessageCodec.encode(message, bytes);
    Map<String, Object> fields = message(to.name(), message.getClass().getSimpleName());
    fields.put(DATA, Base64.getEncoder().encodeToString(bytes.toBytes()));
    wire.accept(Json.of(fields));
  }

  private Map<String, Object> message(String target, String type) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("src", self.name());
    fields.put("dst", target);
    fields.put("leader", core.status().leader().map(NodeId::name).orElse(NOBODY));
    fields.put("type", type);
    return fields;
  }

  private static Message decoded(Map<String, String> message) {
    try {
      return MessageCodec.decode(new Decoder(Base64.getDecoder().decode(need(message, DATA))));
    } catch (Malformed e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static String need(Map<String, String> message, String field) {
    String value = message.get(field);
    if (value == null) {
      throw new IllegalArgumentException("a message without " + field + ": " + message);
    }
    return value;
  }

  private static Map<String, String> fields(String text) {
    if (!(JsonReader.read("message", text).value() instanceof Map<?, ?> members)) {
      throw new IllegalArgumentException("no JSON object: " + text);
    }
    Map<String, String> fields = new HashMap<>();
    members.forEach((name, value) ->
        fields.put(name.toString(), ((JsonReader.Located) value).value().toString()));
    return fields;
  }
}
