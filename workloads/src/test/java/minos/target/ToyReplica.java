package minos.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A replica of the course CS3700 that is no Raft: a program of its own, to see how Minos treats
 * others' programs. {@code main(MANNER port id others...)}; the manner is one of:
 *
 * <ul>
 *   <li>{@code first}: the replica with the least id serves all, the others redirect to it: right
 *       as long as that one lives
 *   <li>{@code each}: every replica serves whoever asks it, and tells nobody
 *   <li>{@code silent}: never says hello
 *   <li>{@code garbage}: says hello, and then what is no JSON
 *   <li>{@code stranger}: says hello, and writes to a replica that there is not
 *   <li>{@code dying}: ends at once
 *   <li>{@code twice}: as first, and gives each answer twice
 * </ul>
 */
final class ToyReplica {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String manner;
  private final String id;
  private final String first;
  private final Map<String, String> values = new HashMap<>();
  private final DatagramSocket socket;
  private final int port;

  private ToyReplica(String manner, int port, String id, List<String> others) throws IOException {
    this.manner = manner;
    this.port = port;
    this.id = id;
    this.first = others.stream().reduce(id, (a, b) -> a.compareTo(b) < 0 ? a : b);
    this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  }

  public static void main(String[] args) throws IOException {
    if (args[0].equals("dying")) {
      System.err.println("I never wanted to be a replica");
      System.exit(7);
    }
    List<String> others = Arrays.asList(args).subList(3, args.length);
    new ToyReplica(args[0], Integer.parseInt(args[1]), args[2], others).run();
  }

  private void run() throws IOException {
    if (!manner.equals("silent")) {
      send(message("FFFF", "hello"));
    }
    if (manner.equals("garbage")) {
      say("Segmentation fault".getBytes(StandardCharsets.UTF_8));
    }
    if (manner.equals("stranger")) {
      send(message("ABCD", "append"));
    }
    byte[] buffer = new byte[65536];
    while (true) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      socket.receive(packet);
      JsonNode asked = JSON.readTree(buffer, 0, packet.getLength());
      ObjectNode answer = answer(asked);
      send(answer);
      if (manner.equals("twice")) {
        send(answer);
      }
    }
  }

  private ObjectNode answer(JsonNode asked) {
    boolean serves = id.equals(first) || manner.equals("each");
    ObjectNode answer = message(asked.path("src").asText(), serves ? "ok" : "redirect");
    answer.put("MID", asked.path("MID").asText());
    if (serves && asked.path("type").asText().equals("put")) {
      values.put(asked.path("key").asText(), asked.path("value").asText());
    } else if (serves) {
      answer.put("value", values.getOrDefault(asked.path("key").asText(), ""));
    }
    return answer;
  }

  private ObjectNode message(String target, String type) {
    String leader = manner.equals("each") ? "FFFF" : first;
    return JSON.createObjectNode()
        .put("src", id)
        .put("dst", target)
        .put("leader", leader)
        .put("type", type);
  }

  private void send(ObjectNode message) throws IOException {
    say(JSON.writeValueAsBytes(message));
  }

  private void say(byte[] bytes) throws IOException {
    socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
  }
}
