package minos.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import minos.cluster.Traced;
import minos.fault.FaultRecord;
import minos.history.History;
import minos.history.Op;
import minos.trace.Timeline;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A space-time diagram")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SpaceTimeTest {
  private static final long MILLI = 1_000_000;

  private record Hello(String name) {}

  @Test
  void has_a_lane_for_each_node_and_client_and_an_arrow_for_each_message_that_arrived() {
    String html = page(timeline(3));

    for (String lane : List.of("client-4", "n1", "n2")) {
      assertTrue(html.contains(">" + lane + "</text>"), lane);
    }
    assertEquals(2, count(html, "marker-end"));
  }

  @Test
  void marks_the_message_that_was_lost_and_says_why() {
    String html = page(timeline(3));

    assertEquals(1, count(html, "class=\"m t0 lost\""));
    assertTrue(html.contains(": cut"), html);
  }

  @Test
  void shows_faults_leaders_and_what_contradicts() {
    String html = page(timeline(3));

    assertTrue(html.contains("partition-one n1 | n2"), html);
    assertEquals(1, count(html, "class=\"leads\""));
    assertEquals(1, count(html, "class=\"op ok refused\""));
  }

  @Test
  void hides_kinds_of_messages_without_a_script() {
    String html = page(timeline(3));

    assertTrue(html.contains("#t0:not(:checked)~svg .t0{display:none}"), html);
    assertTrue(html.contains("<label for=\"t0\" class=\"filter\">Hello</label>"), html);
    assertFalse(html.contains("<script"), html);
  }

  @Test
  void is_well_formed_whatever_messages_say() throws Exception {
    String html = page(timeline(3));
    String xml = html.substring(html.indexOf('\n') + 1);

    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    assertFalse(html.contains("<evil"), html);
  }

  @Test
  void draws_of_a_long_run_what_leads_to_the_moment_that_matters() {
    Timeline timeline = timeline(20_000);
    long moment = 15_000 * MILLI;

    Window window = Window.around(timeline, moment);

    assertTrue(window.holds(moment), window::toString);
    assertTrue(window.holds(moment - 2_000 * MILLI), window::toString);
    assertTrue(window.messages(timeline).size() <= 3_000);
    String html = SpaceTime.of("t", timeline, window, Set.of());
    assertTrue(html.length() < 3_000_000, () -> html.length() + " characters");
  }

  private static String page(Timeline timeline) {
    return SpaceTime.of("t", timeline, Window.around(timeline, timeline.end()), Set.of(0L));
  }

  /** A message each millisecond, the second of which is lost. */
  private static Timeline timeline(int messages) {
    List<Traced> events = new ArrayList<>();
    events.add(
        new Traced.Noted(
            0, "n1", "{\"event\":\"election-won\",\"term\":1,\"index\":0,\"x\":\"<evil>\"}"));
    for (int number = 0; number < messages; number++) {
      long nanos = number * MILLI;
      events.add(new Traced.Sent(nanos, number, "n1", "n2", new Hello("<evil>&\"")));
      events.add(
          number == 1
              ? new Traced.Dropped(nanos + MILLI / 2, number, "cut")
              : new Traced.Received(nanos + MILLI / 2, number));
    }
    List<Op> ops =
        List.of(
            new Op(0, 0, 4, Op.Type.INVOKE, "read", null, null, Map.of()),
            new Op(1, MILLI, 4, Op.Type.OK, "read", null, 7L, Map.of("node", "n1")));
    FaultRecord cut =
        new FaultRecord(
            "partition-one",
            new TreeMap<>(Map.of("n1", List.of("n2"), "n2", List.of("n1"))),
            0,
            MILLI,
            List.of("seen"),
            2 * MILLI,
            List.of("seen"),
            List.of(),
            1,
            1,
            true);
    return new Timeline(List.of("n1", "n2"), new History(ops), List.of(cut), events);
  }

  private static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }
}
