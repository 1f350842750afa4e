package minos.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.cluster.Disturbance;
import minos.cluster.FaultNotInjected;
import minos.cluster.Grudge;
import minos.cluster.Trouble;
import minos.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The network between programs")
@DisplayNameGeneration(ReplaceUnderscores.class)
class PostTest {
  private static final long SECOND = 1_000_000_000;

  @TempDir private Path folder = Path.of(".");

  private final VirtualTime time = new VirtualTime();
  private final List<String> seen = new ArrayList<>();
  private final List<MessageLog> logs = new ArrayList<>();

  @AfterEach
  void close() {
    logs.forEach(MessageLog::close);
  }

  private Post post(long seed) {
    MessageLog log = new MessageLog(folder);
    logs.add(log);
    Post made = new Post(time, List.of("n1", "n2"), Post.Weather.FAIR, seed, log);
    for (String name : List.of("n1", "n2", "client")) {
      made.join(name, message -> seen.add(name + " got " + message.path("text").asText()));
    }
    return made;
  }

  @Test
  void brings_a_message_to_whom_it_is_for_and_to_nobody_else() {
    Post post = post(0);
    post.send("n1", "n2", text("hello"));
    pass(SECOND);

    assertEquals(List.of("n2 got hello"), seen);
    assertEquals(1, post.betweenNodes());
  }

  @Test
  void lets_messages_of_nodes_overtake_one_another_and_never_those_of_clients() {
    Post post = post(0);
    for (int i = 10; i < 60; i++) {
      post.send("n1", "n2", text("m" + i));
      post.send("client", "n1", text("c" + i));
    }
    pass(SECOND);

    List<String> ofNodes = seen.stream().filter(line -> line.startsWith("n2")).toList();
    List<String> ofClients = seen.stream().filter(line -> line.startsWith("n1")).toList();
    assertEquals(50, ofNodes.size());
    assertNotEquals(ofNodes.stream().sorted().toList(), ofNodes);
    assertEquals(ofClients.stream().sorted().toList(), ofClients);
  }

  @Test
  void treats_the_nth_message_of_a_link_alike_whenever_it_comes() throws Exception {
    List<List<String>> lost = new ArrayList<>();
    for (long pause : new long[] {0, 3_000_000}) {
      seen.clear();
      Post post = post(7);
      post.disturb(new Disturbance(Trouble.LOSS, Map.of("n1", 500L)));
      for (int i = 0; i < 40; i++) {
        post.send("n1", "n2", text("m" + i));
        post.send("n2", "n1", text("other links draw for themselves"));
        pass(SECOND + pause);
      }
      lost.add(seen.stream().filter(line -> line.startsWith("n2")).toList());
    }

    assertEquals(lost.getFirst(), lost.getLast());
    assertTrue(lost.getFirst().size() > 5 && lost.getFirst().size() < 35, lost::toString);
  }

  @Test
  void cuts_what_a_grudge_names_also_what_was_on_its_way() throws Exception {
    Post post = post(0);
    post.send("n1", "n2", text("late"));
    post.drop(new Grudge(Map.of("n2", Set.of("n1"))));
    post.send("n2", "n1", text("back"));
    post.send("client", "n2", text("hello"));
    pass(SECOND);

    assertEquals(List.of("n2 got hello", "n1 got back"), seen);
    assertTrue(post.heal().toString().contains("n1 to n2: dropped packets: 1"));
  }

  @Test
  void refuses_a_grudge_between_nodes_that_there_are_not() {
    Post post = post(0);
    org.junit.jupiter.api.Assertions.assertThrows(
        FaultNotInjected.class, () -> post.drop(new Grudge(Map.of("n9", Set.of("n1")))));
  }

  @Test
  void keeps_a_log_of_what_became_of_each_message() throws Exception {
    Post post = post(0);
    post.send("n1", "n2", text("one"));
    pass(SECOND);
    post.leave("n2");
    post.send("n1", "n2", text("two"));
    pass(SECOND);
    close();

    List<String> lines = Files.readAllLines(folder.resolve(MessageLog.FILE));
    assertEquals(4, lines.size());
    assertTrue(lines.get(0).contains("\"event\":\"sent\"") && lines.get(0).contains("one"));
    assertTrue(lines.get(1).startsWith("{\"id\":0,") && lines.get(1).contains("\"arrived\""));
    assertTrue(lines.get(3).startsWith("{\"id\":1,") && lines.get(3).contains("\"nobody\""));
  }

  private void pass(long nanos) {
    boolean[] over = {false};
    time.after(nanos, () -> over[0] = true);
    time.runUntil(() -> over[0]);
  }

  private static ObjectNode text(String text) {
    return JsonNodeFactory.instance.objectNode().put("text", text);
  }
}
