package minos.target;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import minos.cluster.Client;
import minos.process.Dialect;
import minos.process.Post;

/**
 * What the replicas of the course CS3700 (Northeastern University) say: one JSON object a datagram,
 * with {@code src}, {@code dst}, {@code leader} and {@code type}; four hexadecimal digits name a
 * replica or a client, and FFFF everybody or nobody. Replicas begin with {@code hello}. Clients say
 * {@code get} and {@code put} with a {@code MID} of their own, and are answered {@code ok}, {@code
 * fail} or {@code redirect}. What replicas say to one another is theirs.
 */
final class Cs3700Dialect implements Dialect {
  static final String EVERYBODY = "FFFF";
  static final String NOBODY_KNOWN = EVERYBODY;
  private static final int CLIENTS_FROM = 0x1000;
  private static final int CLIENTS = 0xE000;

  private final List<String> nodes;
  private final Map<String, String> names = new HashMap<>();

  /** Whom each node named as the leader last, as an id; the latest to speak comes last. */
  private final Map<String, String> leaders = new LinkedHashMap<>();

  private long messages;

  Cs3700Dialect(List<String> nodes) {
    this.nodes = nodes;
    nodes.forEach(node -> names.put(id(node), node));
  }

  @Override
  public Carriage carriage() {
    return Carriage.DATAGRAMS;
  }

  /** {@code 0001} for the first node. */
  String id(String node) {
    return "%04X".formatted(1 + nodes.indexOf(node));
  }

  /** The replica of that id; empty for any other. */
  Optional<String> node(String id) {
    return Optional.ofNullable(names.get(id)).filter(nodes::contains);
  }

  List<String> nodes() {
    return nodes;
  }

  @Override
  public List<String> command(List<String> words, String node, OptionalInt port) {
    List<String> command = new ArrayList<>(words);
    command.add(String.valueOf(port.orElseThrow()));
    command.add(id(node));
    nodes.stream().filter(other -> !other.equals(node)).map(this::id).forEach(command::add);
    return command;
  }

  @Override
  public Optional<ObjectNode> greeting(String node) {
    return Optional.empty();
  }

  @Override
  public Meaning meaning(String node, ObjectNode message) {
    for (String field : List.of("src", "dst", "leader", "type")) {
      if (!message.path(field).isTextual()) {
        return new Meaning.Nonsense("sent a message without the text field '" + field + "'");
      }
    }
    if (!message.path("src").asText().equals(id(node))) {
      return new Meaning.Nonsense("signed a message with another name");
    }
    leaders.remove(node);
    leaders.put(node, message.path("leader").asText());
    if (message.path("type").asText().equals("hello")) {
      return new Meaning.Ready();
    }
    String target = message.path("dst").asText();
    if (target.equals(EVERYBODY)) {
      return new Meaning.Mail(nodes.stream().filter(other -> !other.equals(node)).toList());
    }
    return names.containsKey(target)
        ? new Meaning.Mail(List.of(names.get(target)))
        : new Meaning.Nonsense("sent a message to " + target + ", whom there is not");
  }

  @Override
  public Client open(int process, Post post) {
    String name = "client-" + process;
    String id = "%04X".formatted(CLIENTS_FROM + process % CLIENTS);
    names.put(id, name);
    return new Cs3700Client(name, id, process, this, post);
  }

  /** Of a message of a client. */
  String freshId() {
    return "M" + messages++;
  }

  ObjectNode message(String source, String target, String type) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("src", source)
        .put("dst", target)
        .put("leader", leader())
        .put("type", type);
  }

  /** Whom the node that spoke last of one has for the leader. */
  String leader() {
    return List.copyOf(leaders.values()).reversed().stream()
        .filter(id -> !id.equals(NOBODY_KNOWN))
        .findFirst()
        .orElse(NOBODY_KNOWN);
  }

  /** First whom most believe to lead: one that was deposed and does not know it comes later. */
  @Override
  public List<String> primaries() {
    return List.copyOf(leaders.keySet()).reversed().stream()
        .filter(node -> id(node).equals(leaders.get(node)))
        .sorted(Comparator.comparingInt(node -> -Collections.frequency(leaders.values(), id(node))))
        .toList();
  }
}
