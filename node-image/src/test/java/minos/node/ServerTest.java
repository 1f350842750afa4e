package minos.node;

import static minos.node.TestCluster.done;
import static minos.node.TestCluster.swapped;
import static minos.node.TestCluster.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import minos.client.Outcome;
import minos.kv.Command.Change;
import minos.kv.Reply;
import minos.raft.NodeId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Three servers with real sockets and disks")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ServerTest {
  @TempDir private Path folder;

  @Test
  void put_get_compare_and_delete() throws IOException {
    try (TestCluster cluster = new TestCluster(folder, 3).startAll()) {
      var anna = cluster.client();

      assertEquals(done(), anna.put("x", "1"));
      assertEquals(value("1"), anna.get("x"));
      assertEquals(swapped(true), anna.change(new Change.CompareAndSet("x", "1", "2")));
      assertEquals(swapped(false), anna.change(new Change.CompareAndSet("x", "1", "3")));
      assertEquals(value("2"), cluster.client().get("x"));
      assertEquals(done(), anna.change(new Change.Delete("x")));
      assertEquals(new Outcome.Ok(new Reply.Value(Optional.empty())), anna.get("x"));
    }
  }

  @Test
  void elect_another_leader_when_theirs_is_gone() throws IOException {
    try (TestCluster cluster = new TestCluster(folder, 3).startAll()) {
      var anna = cluster.client();
      assertEquals(done(), anna.put("x", "before"));
      NodeId first = cluster.leader();

      cluster.stop(first);

      assertEquals(value("before"), anna.get("x"));
      assertEquals(done(), anna.put("x", "after"));
      assertNotEquals(first, cluster.leader());
      cluster.start(first);
      assertEquals(value("after"), cluster.client().get("x"));
    }
  }

  /** The others would campaign by themselves, but not today. */
  @Test
  void need_no_election_timeout_when_their_leader_stops_in_order() throws IOException {
    try (TestCluster cluster = new TestCluster(folder, 3)) {
      NodeId first = new NodeId("n1");
      cluster.electionTimeout =
          node -> node.equals(first) ? Duration.ofSeconds(1) : Duration.ofMinutes(30);
      cluster.startAll();
      var anna = cluster.client();
      assertEquals(done(), anna.put("x", "before"));
      assertEquals(first, cluster.leader());

      cluster.stop(first);

      NodeId second = cluster.leader();
      assertTrue(
          cluster.log.contains(first + " " + second + " takes the leadership over"),
          cluster.log::toString);
      assertEquals(value("before"), anna.get("x"));
      assertEquals(done(), anna.put("x", "after"));
    }
  }

  @Test
  void keep_everything_acknowledged_when_all_restart() throws IOException {
    try (TestCluster cluster = new TestCluster(folder, 3).startAll()) {
      var anna = cluster.client();
      for (int i = 0; i < 30; i++) {
        assertEquals(done(), anna.put("k" + i, "v" + i));
      }

      cluster.stopAll();
      cluster.startAll();

      var bert = cluster.client();
      for (int i = 0; i < 30; i++) {
        assertEquals(value("v" + i), bert.get("k" + i));
      }
    }
  }

  @Test
  void serve_several_clients_at_once() throws Exception {
    try (TestCluster cluster = new TestCluster(folder, 3).startAll()) {
      assertEquals(done(), cluster.client().put("count", "0"));
      List<Thread> threads = new ArrayList<>();
      ConcurrentHashMap<Integer, String> swaps = new ConcurrentHashMap<>();
      for (int i = 0; i < 3; i++) {
        var client = cluster.client();
        threads.add(Thread.ofVirtual().start(() -> increment(client, swaps)));
      }
      for (Thread thread : threads) {
        thread.join();
      }

      assertEquals(value("30"), cluster.client().get("count"));
      assertEquals(30, swaps.size());
    }
  }

  /** Ten times; each value from 1 to 30 is set by one client, once. */
  private static void increment(TestCluster.Caller client, ConcurrentHashMap<Integer, String> by) {
    int done = 0;
    while (done < 10) {
      if (client.get("count") instanceof Outcome.Ok(Reply.Value(Optional<String> text))) {
        int next = Integer.parseInt(text.orElseThrow()) + 1;
        Outcome outcome =
            client.change(new Change.CompareAndSet("count", text.orElseThrow(), "" + next));
        if (outcome.equals(swapped(true))) {
          done++;
          assertEquals(null, by.put(next, Thread.currentThread().toString()));
        }
      }
    }
  }

  @Test
  void say_who_they_are() throws Exception {
    try (TestCluster cluster = new TestCluster(folder, 3).startAll()) {
      NodeId leader = cluster.leader();
      assertEquals(done(), cluster.client().put("x", "1"));

      int port = cluster.server(leader).adminAddress().orElseThrow().getPort();
      URL url = URI.create("http://127.0.0.1:" + port + "/status").toURL();
      String status;
      try (var in = url.openStream()) {
        status = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }

      assertTrue(status.startsWith("{\"id\":\"" + leader + "\",\"term\":"), status);
      for (String part :
          List.of(
              "\"role\":\"leader\"",
              "\"leader\":\"" + leader + "\"",
              "\"commitIndex\":",
              "\"appliedIndex\":",
              "\"lastIndex\":",
              "\"connected\":true",
              "\"flaws\":[]",
              "\"wallClockMillis\":",
              "\"pid\":" + ProcessHandle.current().pid())) {
        assertTrue(status.contains(part), () -> part + " is not in " + status);
      }
    }
  }

  @Test
  void name_the_port_that_is_in_use() throws IOException {
    try (TestCluster cluster = new TestCluster(folder, 1).startAll()) {
      NodeId n1 = new NodeId("n1");

      IOException refused = assertThrows(IOException.class, () -> cluster.start(n1));

      assertEquals(
          "cannot listen at " + cluster.addresses.get(n1) + ": Address already in use",
          refused.getMessage());
    }
  }
}
