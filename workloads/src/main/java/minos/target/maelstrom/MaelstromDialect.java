package minos.target.maelstrom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import minos.cluster.Client;
import minos.process.Dialect;
import minos.process.Post;

/**
 * Maelstrom's protocol: one JSON object a line, with {@code src}, {@code dest} and a {@code body}
 * whose {@code type} says what it is. A program is told by {@code init} who it is and who there is,
 * and where messages are to be spread by {@code topology} who its neighbours are; it is ready once
 * it has answered. Clients ask with a {@code msg_id} and are answered {@code in_reply_to} it. What
 * nodes say to one another is theirs; they may also call {@link Services}.
 */
final class MaelstromDialect implements Dialect {
  /** Whom nodes answer before there are clients. */
  private static final String MINOS = "c0";

  private static final long INIT = 1;
  private static final long TOPOLOGY = 2;

  private final List<String> nodes;
  private final Rpc rpc;
  private final Services services;
  private final Map<String, MaelstromClient> clients = new HashMap<>();
  private long requests = TOPOLOGY;

  /**
   * @param seed of what services leave to chance
   */
  MaelstromDialect(List<String> nodes, Rpc rpc, long seed) {
    this.nodes = nodes;
    this.rpc = rpc;
    this.services = new Services(seed);
  }

  @Override
  public Carriage carriage() {
    return Carriage.LINES;
  }

  @Override
  public void begin(Post post) {
    services.join(post);
  }

  @Override
  public List<String> command(List<String> words, String node, OptionalInt port) {
    return words;
  }

  @Override
  public Optional<ObjectNode> greeting(String node) {
    ObjectNode body = body("init", INIT).put("node_id", node);
    nodes.forEach(body.putArray("node_ids")::add);
    return Optional.of(message(MINOS, node, body));
  }

  private ObjectNode topology(String node) {
    ObjectNode body = body("topology", TOPOLOGY);
    ObjectNode all = body.putObject("topology");
    Grid.over(nodes)
        .forEach((each, neighbours) -> {
          ArrayNode names = all.putArray(each);
          neighbours.forEach(names::add);
        });
    return message(MINOS, node, body);
  }

  private static ObjectNode body(String type, long id) {
    return JsonNodeFactory.instance.objectNode().put("type", type).put("msg_id", id);
  }

  static ObjectNode message(String source, String target, ObjectNode body) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("src", source).put("dest", target).set("body", body);
    return message;
  }

  @Override
  public Meaning meaning(String node, ObjectNode message) {
    for (String field : List.of("src", "dest")) {
      if (!message.path(field).isTextual()) {
        return new Meaning.Nonsense("sent a message without the text field '" + field + "'");
      }
    }
    if (!message.path("src").asText().equals(node)) {
      return new Meaning.Nonsense("signed a message with another name");
    }
    if (!(message.path("body") instanceof ObjectNode body)) {
      return new Meaning.Nonsense("sent a message whose 'body' is no object");
    }
    String target = message.path("dest").asText();
    if (target.equals(MINOS)) {
      return beginning(node, body);
    }
    MaelstromClient client = clients.get(target);
    if (client != null) {
      return client
          .objection(body)
          .<Meaning>map(Meaning.Nonsense::new)
          .orElseGet(() -> new Meaning.Mail(List.of(target)));
    }
    return nodes.contains(target) || services.isOne(target)
        ? new Meaning.Mail(List.of(target))
        : new Meaning.Nonsense("sent a message to " + target + ", whom there is not");
  }

  private Meaning beginning(String node, ObjectNode body) {
    String type = body.path("type").asText();
    if (type.equals("init_ok") && rpc.workload().equals(Rpc.BROADCAST)) {
      return new Meaning.Talk(topology(node));
    }
    return type.equals("init_ok") || type.equals("topology_ok")
        ? new Meaning.Ready()
        : new Meaning.Nonsense(
            "answered %s by '%s'"
                .formatted(asked(body.path("in_reply_to")), type.isEmpty() ? "nothing" : type));
  }

  private static String asked(JsonNode id) {
    return id.asLong() == INIT
        ? "init"
        : id.asLong() == TOPOLOGY ? "topology" : "what nobody asked";
  }

  @Override
  public Client open(int process, Post post) {
    String name = "c" + (process + 1);
    MaelstromClient client = new MaelstromClient(name, process, this, post);
    clients.put(name, client);
    return client;
  }

  List<String> nodes() {
    return nodes;
  }

  Rpc rpc() {
    return rpc;
  }

  /** Of a request of a client. */
  long freshId() {
    return ++requests;
  }

  /** Nobody says so by this protocol. */
  @Override
  public List<String> primaries() {
    return List.of();
  }
}
