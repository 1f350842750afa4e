package minos.node;

import static minos.node.TestCluster.done;
import static minos.node.TestCluster.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.client.Request;
import minos.kv.Command;
import minos.node.admin.Scrape;
import minos.node.config.Operation;
import minos.node.json.JsonReader;
import minos.node.net.HostPort;
import minos.raft.NodeId;
import minos.wire.Frame;
import minos.wire.FrameStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server in operation")
@DisplayNameGeneration(ReplaceUnderscores.class)
class OperationTest {
  @TempDir private Path folder;

  @Test
  void shows_its_figures_to_prometheus() throws Exception {
    try (TestCluster cluster = new TestCluster(folder, 3).startAll()) {
      var anna = cluster.client();
      for (int i = 0; i < 5; i++) {
        assertEquals(done(), anna.put("x", "" + i));
      }
      assertEquals(value("4"), anna.get("x"));

      Scrape figures = scrape(cluster, cluster.leader());

      String name = "minos_node_";
      assertEquals(1, figures.value(name + "role{role=\"leader\"}"));
      assertEquals(0, figures.value(name + "role{role=\"follower\"}"));
      assertTrue(figures.value(name + "term") >= 1);
      assertTrue(figures.value(name + "commit_index") >= 6);
      assertTrue(figures.value(name + "elections_won_total") >= 1);
      assertTrue(figures.value(name + "leader_changes_total") >= 1);
      assertEquals(1, figures.value(name + "sessions"));
      assertEquals(1, figures.value(name + "sessions_opened_total"));
      assertTrue(figures.value(name + "proposals_total{outcome=\"answered\"}") >= 6);
      assertEquals(1, figures.value(name + "reads_total{outcome=\"answered\"}"));
      assertTrue(figures.value(name + "proposal_seconds_count") >= 6);
      assertTrue(figures.value(name + "fsync_seconds_count") >= 6);
      assertTrue(figures.value(name + "append_seconds_count") >= 6);
      assertTrue(figures.value(name + "sent_bytes_total") > 100);
      assertTrue(figures.value(name + "received_bytes_total") > 100);
    }
  }

  static Scrape scrape(TestCluster cluster, NodeId node) throws IOException {
    int port = cluster.server(node).adminAddress().orElseThrow().getPort();
    var connection = URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openConnection();
    try (var in = connection.getInputStream()) {
      assertEquals("text/plain; version=0.0.4; charset=utf-8", connection.getContentType());
      return Scrape.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void writes_down_what_happens_one_json_object_a_line() throws Exception {
    Path events = folder.resolve("events.jsonl");
    try (TestCluster cluster = new TestCluster(folder, 1)) {
      cluster.operation =
          node -> new Operation(Optional.of(events), Optional.empty(), Optional.empty(), List.of());
      cluster.startAll();
      assertEquals(done(), cluster.client().put("x", "1"));
    }

    List<String> kinds = new ArrayList<>();
    for (String line : Files.readAllLines(events)) {
      Map<?, ?> event = (Map<?, ?>) JsonReader.read("events", line).value();
      assertEquals(
          List.of("time", "nanos", "node", "event", "term", "index"),
          List.copyOf(event.keySet()).subList(0, 6));
      kinds.add(text(event, "event"));
      assertEquals("n1", text(event, "node"));
    }
    assertEquals("started", kinds.getFirst());
    assertEquals("stopped", kinds.getLast());
    assertTrue(
        kinds.containsAll(
            List.of("election-started", "election-won", "committed", "session-opened")),
        kinds::toString);
  }

  static String text(Map<?, ?> event, String key) {
    return event.get(key) instanceof JsonReader.Located(int line, Object value)
        ? value.toString()
        : "";
  }

  @Test
  void answers_what_was_asked_before_it_stops() throws Exception {
    int asked = 500;
    try (TestCluster cluster = new TestCluster(folder, 1).startAll()) {
      assertEquals(done(), cluster.client().put("x", "1"));
      HostPort address = cluster.addresses.values().iterator().next();
      try (Socket socket = new Socket(address.host(), address.port())) {
        FrameStream stream = new FrameStream(socket);
        stream.write(new Frame.Hello(Optional.empty(), Optional.empty()));
        for (int i = 0; i < asked; i++) {
          stream.write(new Frame.Ask(new Request.Propose(i, new Command.OpenSession())));
        }
        stream.write(new Frame.Ping()); // its answer says that all of that was taken up
        stream.flush();
        int answers = 0;
        Frame next = stream.read(Frame.MAX_BYTES);
        while (!(next instanceof Frame.Pong)) {
          answers++;
          next = stream.read(Frame.MAX_BYTES);
        }

        cluster.stopAll();

        for (; answers < asked; answers++) { // fails at the end of the stream
          assertTrue(stream.read(Frame.MAX_BYTES) instanceof Frame.Answer);
        }
      }
    }
  }

  @Test
  void leaves_nothing_open_when_it_cannot_start() throws Exception {
    try (TestCluster cluster = new TestCluster(folder, 1)) {
      NodeId n1 = new NodeId("n1");
      cluster.operation =
          node ->
              new Operation(
                  Optional.empty(), Optional.empty(), Optional.of(folder.resolve("no")), List.of());
      for (int i = 0; i < 3; i++) {
        try {
          cluster.start(n1);
          assertTrue(false, "it started without its token");
        } catch (IOException e) {
          assertTrue(String.valueOf(e.getMessage()).contains("cannot be read"), e::toString);
        }
      }
      cluster.operation = node -> Operation.PLAIN;

      cluster.start(n1); // the port and the disk are free

      assertEquals(done(), cluster.client().put("x", "1"));
    }
  }
}
