package minos.node.cs3700;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import minos.node.json.Json;
import minos.node.json.JsonReader;
import minos.raft.NodeId;
import minos.raft.RaftConfig;
import minos.raft.Role;
import minos.raft.Rules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The reference as a replica of the course")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CourseReplicaTest {
  private static final long MS = 1_000_000;
  private static final List<String> IDS = List.of("0001", "0002", "0003");

  private final Map<String, CourseReplica> replicas = new LinkedHashMap<>();
  private final Deque<String> wire = new ArrayDeque<>();
  private final List<Map<String, String>> answers = new ArrayList<>();
  private final Set<String> unreachable = new TreeSet<>();
  private long nanos;

  CourseReplicaTest() {
    for (String id : IDS) {
      List<NodeId> servers =
          Stream.concat(Stream.of(id), IDS.stream().filter(other -> !other.equals(id)))
              .map(NodeId::new)
              .toList();
      RaftConfig config =
          new RaftConfig(
              new NodeId(id),
              servers,
              Duration.ofMillis(300),
              Duration.ofMillis(100),
              24 << 10,
              id.hashCode());
      replicas.put(id, new CourseReplica(config, Rules.OF_THE_PAPER, 0, wire::addLast));
    }
  }

  @Test
  void says_hello_to_everybody() {
    replica("0002").hello();

    assertEquals(
        "{\"src\":\"0002\",\"dst\":\"FFFF\",\"leader\":\"FFFF\",\"type\":\"hello\"}", wire.peek());
  }

  @Test
  void reads_what_was_put_and_nothing_as_an_empty_text() {
    String leader = elect();
    put(leader, "M1", "x", "7 \"seven\"");
    get(leader, "M2", "x");
    get(leader, "M3", "y");
    pass(1000);

    assertEquals(
        List.of(
            Map.of("src", leader, "dst", "1000", "leader", leader, "type", "ok", "MID", "M1"),
            answered(leader, "M2", "7 \"seven\""),
            answered(leader, "M3", "")),
        answers);
  }

  @Test
  void that_follows_names_the_leader() {
    String leader = elect();
    String follower = IDS.stream().filter(id -> !id.equals(leader)).findFirst().orElseThrow();
    put(follower, "M1", "x", "7");
    get(follower, "M2", "x");
    pass(100);

    assertEquals(List.of("redirect", "redirect"), fields("type"));
    assertEquals(List.of(leader, leader), fields("leader"));
  }

  @Test
  void without_a_leader_holds_what_it_is_asked_until_there_is_one() {
    put("0001", "M1", "x", "7");
    pass(5);

    assertEquals(List.of(), answers);
    pass(2000);
    assertEquals(List.of("M1"), fields("MID"));
  }

  @Test
  void that_takes_over_answers_what_the_leader_before_it_took_up() {
    String first = elect();
    put(first, "M1", "x", "7");
    deliver(message -> !first.equals(message.get("dst"))); // its followers have it, nobody knows
    replicas.remove(first);
    pass(3000);

    assertEquals(List.of("M1"), fields("MID"));
    assertEquals(List.of("ok"), fields("type"));
    assertNotEquals(List.of(first), fields("src"));
  }

  @Test
  void that_is_cut_off_sends_its_clients_away() {
    String first = elect();
    unreachable.add(first);
    put(first, "M1", "x", "7");
    get(first, "M2", "x");
    pass(3000);

    assertEquals(Set.of("redirect"), new TreeSet<>(fields("type")));
    assertEquals(Set.of("M1", "M2"), new TreeSet<>(fields("MID")));
  }

  @Test
  void refuses_what_is_no_message() {
    CourseReplica replica = replica("0001");

    for (String text :
        List.of(
            "", "[]", "{\"type\":\"get\"}", "{\"type\":\"x\",\"src\":\"0002\",\"data\":\"?\"}")) {
      assertThrows(IllegalArgumentException.class, () -> replica.hear(text), text);
    }
  }

  private String elect() {
    pass(2000);
    return IDS.stream().filter(id -> replica(id).role() == Role.LEADER).findFirst().orElseThrow();
  }

  private CourseReplica replica(String id) {
    return Objects.requireNonNull(replicas.get(id));
  }

  /** A millisecond at a time. */
  private void pass(int millis) {
    for (int each = 0; each < millis; each++) {
      nanos += MS;
      replicas.values().forEach(replica -> replica.tick(nanos));
      deliver(message -> true);
    }
  }

  private void deliver(Predicate<Map<String, String>> passes) {
    while (!wire.isEmpty()) {
      String text = wire.removeFirst();
      Map<String, String> message = parsed(text);
      String target = message.getOrDefault("dst", "");
      if (!IDS.contains(target)) {
        answers.add(message);
      } else if (passes.test(message)
          && replicas.containsKey(target)
          && !unreachable.contains(target)
          && !unreachable.contains(message.get("src"))) {
        replica(target).hear(text);
      }
    }
  }

  private void put(String replica, String mid, String key, String value) {
    ask(replica, Map.of("type", "put", "MID", mid, "key", key, "value", value));
  }

  private void get(String replica, String mid, String key) {
    ask(replica, Map.of("type", "get", "MID", mid, "key", key));
  }

  private void ask(String replica, Map<String, String> fields) {
    Map<String, String> message = new LinkedHashMap<>(fields);
    message.put("src", "1000");
    message.put("dst", replica);
    message.put("leader", "FFFF");
    replica(replica).hear(Json.of(message));
  }

  private static Map<String, String> answered(String leader, String mid, String value) {
    return Map.of(
        "src", leader, "dst", "1000", "leader", leader, "type", "ok", "MID", mid, "value", value);
  }

  private List<String> fields(String name) {
    return answers.stream().map(answer -> answer.getOrDefault(name, "")).toList();
  }

  private static Map<String, String> parsed(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    ((Map<?, ?>) JsonReader.read("message", text).value())
        .forEach((name, value) ->
            fields.put(name.toString(), ((JsonReader.Located) value).value().toString()));
    return fields;
  }
}
