package minos.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.cluster.Traced;
import minos.history.History;
import minos.history.Op;
import minos.report.html.SpaceTime;
import minos.report.html.Window;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A log of messages between programs")
@DisplayNameGeneration(ReplaceUnderscores.class)
class MessageLinesTest {
  private static final List<String> NODES = List.of("n1", "n2");
  private static final History HISTORY =
      new History(
          List.of(
              new Op(0, 100, 0, Op.Type.INVOKE, "echo", null, "a", Map.of()),
              new Op(1, 190, 0, Op.Type.OK, "echo", null, "a", Map.of())));

  @Test
  void is_shown_by_the_clock_of_the_run_and_without_clients() {
    Timeline timeline =
        MessageLines.of(
            NODES,
            HISTORY,
            List.of(
                line(0, 5_000, "sent", "n2", "n1", "too-early"),
                line(1, 7_100, "sent", "c1", "n1", "echo"),
                line(1, 7_101, "arrived", "c1", "n1", ""),
                line(2, 7_110, "sent", "n1", "n2", "gossip"),
                line(2, 7_120, "arrived", "n1", "n2", ""),
                line(3, 7_130, "sent", "n2", "n1", "gossip"),
                line(3, 7_140, "lost", "n2", "n1", ""),
                line(4, 7_150, "sent", "n1", "c1", "echo_ok")));

    assertEquals(
        List.of(
            new Traced.Sent(110, 2, "n1", "n2", Map.of("type", "gossip")),
            new Traced.Received(120, 2),
            new Traced.Sent(130, 3, "n2", "n1", Map.of("type", "gossip")),
            new Traced.Dropped(140, 3, "lost")),
        timeline.events());
    assertEquals(NODES, timeline.nodes());
    assertEquals("gossip", Timeline.type(Map.of("type", "gossip", "message", Map.of("a", 1))));
  }

  @Test
  void has_services_that_nodes_call_beside_them() {
    Timeline timeline =
        MessageLines.of(
            NODES,
            HISTORY,
            List.of(
                line(0, 7_100, "sent", "c1", "n1", "echo"),
                line(1, 7_110, "sent", "n1", "lin-kv", "read"),
                line(2, 7_120, "sent", "lin-kv", "n1", "read_ok")));

    assertEquals(List.of("n1", "n2", "lin-kv"), timeline.nodes());
    assertEquals(2, timeline.events().size());
  }

  @Test
  void that_is_none_is_refused_by_its_line() {
    List<String> lines = List.of(line(0, 1, "sent", "c1", "n1", "echo"), "{");

    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> MessageLines.of(NODES, HISTORY, lines));

    assertEquals("line 2 is no JSON", refused.getMessage());
  }

  @Test
  void of_a_hundred_thousand_is_a_picture_that_a_browser_opens() {
    List<String> lines = new ArrayList<>(List.of(line(0, 7_100, "sent", "c1", "n1", "echo")));
    for (int id = 1; id <= 100_000; id++) {
      lines.add(line(id, 8_000L + 1000L * id, "sent", "n1", "n2", "gossip"));
      lines.add(line(id, 8_500L + 1000L * id, "arrived", "n1", "n2", ""));
    }
    Timeline timeline = MessageLines.of(NODES, HISTORY, lines);

    String page = SpaceTime.of("many", timeline, Window.around(timeline, timeline.end()), Set.of());

    assertEquals(200_000, timeline.events().size());
    assertTrue(page.length() < 3_000_000, page.length() + " characters");
    assertTrue(page.contains("message 100000 from n1 to n2"), "the last before the moment");
  }

  private static String line(
      long id, long nanos, String event, String source, String target, String type) {
    String message =
        type.isEmpty()
            ? ""
            : ",\"message\":{\"src\":\"%s\",\"body\":{\"type\":\"%s\"}}".formatted(source, type);
    return "{\"id\":%d,\"time\":%d,\"event\":\"%s\",\"source\":\"%s\",\"target\":\"%s\"%s}"
        .formatted(id, nanos, event, source, target, message);
  }
}
