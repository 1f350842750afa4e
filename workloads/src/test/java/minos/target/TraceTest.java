package minos.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.cluster.Traced;
import minos.cluster.World;
import minos.fault.FaultTiming;
import minos.history.History;
import minos.run.SimulatedRun;
import minos.trace.Note;
import minos.trace.Timeline;
import minos.trace.TraceLines;
import minos.workload.Register;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("A trace of the reference")
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TraceTest {
  private static final minos.run.Test RUN =
      new minos.run.Test(
          "raft-kv",
          "register",
          World.SIM,
          3,
          List.of("kill-leader", "partition-leader"),
          Optional.empty(),
          FaultTiming.DEFAULT,
          Duration.ofSeconds(8),
          3,
          50,
          2,
          7,
          List.of(),
          "");

  private Timeline timeline = new Timeline(List.of(), new History(List.of()), List.of(), List.of());

  @BeforeAll
  void look() throws Exception {
    timeline = Timeline.of(RUN, new Register(), new RaftKv());
  }

  @Test
  void changes_nothing_of_what_happens() throws Exception {
    assertEquals(SimulatedRun.of(RUN, new Register(), new RaftKv()).history(), timeline.history());
  }

  @Test
  void shows_each_message_set_out_once_and_before_it_arrives_or_is_lost() {
    Set<Long> sent = new HashSet<>();
    for (Traced event : timeline.events()) {
      switch (event) {
        case Traced.Sent out -> assertTrue(sent.add(out.message()), out::toString);
        case Traced.Received in -> assertTrue(sent.contains(in.message()), in::toString);
        case Traced.Dropped drop -> assertTrue(sent.contains(drop.message()), drop::toString);
        case Traced.Noted noted -> {}
      }
    }
    assertTrue(sent.size() > 1_000, () -> sent.size() + " messages");
  }

  @Test
  void shows_what_became_of_every_message_but_the_last_ones() {
    Map<Long, Traced.Sent> open = new HashMap<>();
    for (Traced event : timeline.events()) {
      switch (event) {
        case Traced.Sent out -> open.put(out.message(), out);
        case Traced.Received in -> open.remove(in.message());
        case Traced.Dropped drop -> open.remove(drop.message());
        case Traced.Noted noted -> {}
      }
    }
    long late = timeline.end() - Duration.ofSeconds(1).toNanos();

    assertEquals(List.of(), open.values().stream().filter(out -> out.nanos() < late).toList());
  }

  @Test
  void names_why_messages_did_not_arrive() {
    Set<String> reasons = new HashSet<>();
    timeline
        .events()
        .forEach(event -> {
          if (event instanceof Traced.Dropped drop) {
            reasons.add(drop.why());
          }
        });

    assertTrue(reasons.contains("cut"), reasons::toString);
    assertTrue(reasons.contains("nobody there"), reasons::toString);
  }

  @Test
  void tells_who_led_in_which_term_never_two_in_one() {
    Map<Long, String> leaders = new HashMap<>();
    for (Note note : timeline.notes()) {
      if (note.beginsLeadership()) {
        String other = leaders.put(note.term(), note.node());
        assertTrue(other == null || other.equals(note.node()), note::toString);
      }
    }
    assertTrue(leaders.size() > 1, leaders::toString);
  }

  @Test
  void is_written_as_one_json_object_a_line_in_the_order_of_time() throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : TraceLines.of(timeline)) {
      assertFalse(line.contains("\n"));
      lines.add(new ObjectMapper().readTree(line));
    }

    long last = 0;
    for (JsonNode line : lines) {
      assertTrue(line.path("time").asLong() >= last, line::toString);
      last = line.path("time").asLong();
    }
    assertEquals(timeline.history().size() + timeline.events().size(), lines.size());
    assertTrue(
        lines.stream()
            .anyMatch(line ->
                line.path("body").path("message").path("type").asText().equals("AppendRequest")
                    && line.path("body").path("message").path("term").asLong() > 0));
  }
}
