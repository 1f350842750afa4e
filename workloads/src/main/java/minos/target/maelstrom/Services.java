package minos.target.maelstrom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.SplittableRandom;
import minos.process.Post;

/**
 * What Minos offers the nodes that they may build upon (doc/services.md), each under its name on
 * the network: messages to and from them take as long as those between nodes, and none is lost.
 */
final class Services {
  private final Map<String, Service> services;

  /** One of them. All calls come from the run's loop. */
  interface Service {
    /**
     * @param client who asks
     * @return the body of the answer
     */
    ObjectNode answer(String client, JsonNode request);
  }

  Services(long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    services =
        Map.of(
            "lin-kv", new KvService(new KvStates.Latest()),
            "seq-kv", new KvService(new KvStates.Sequential(chance.split())),
            "lww-kv", new KvService(new KvStates.LastWriteWins(chance.split())),
            "lin-tso", new TimestampService());
  }

  boolean isOne(String name) {
    return services.containsKey(name);
  }

  void join(Post post) {
    services.forEach((name, service) ->
        post.joinAsService(
            name,
            message -> {
              String client = message.path("src").asText();
              ObjectNode body = service.answer(client, message.path("body"));
              body.set("in_reply_to", message.path("body").path("msg_id"));
              post.send(name, client, MaelstromDialect.message(name, client, body));
            }));
  }
}
