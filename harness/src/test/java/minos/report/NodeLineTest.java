package minos.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import minos.cluster.Traced;
import minos.fault.FaultRecord;
import minos.history.History;
import minos.report.NodeLine.State;
import minos.report.NodeLine.Stretch;
import minos.trace.Note;
import minos.trace.Timeline;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("What a node was over a run")
@DisplayNameGeneration(ReplaceUnderscores.class)
class NodeLineTest {
  private static final long END = 100;

  @Test
  void leads_from_an_election_that_it_won_until_it_steps_down_or_starts_anew() {
    List<Note> notes =
        notes(
            "n1 10 election-won",
            "n2 15 election-won",
            "n1 20 stepped-down",
            "n2 30 started",
            "n1 40 election-won");

    assertEquals(
        List.of(
            new Stretch(State.LEADS, 10, 20, "n1 leads term 3"),
            new Stretch(State.LEADS, 40, END, "n1 leads term 3")),
        line(0, List.of(), notes).stretches());
    assertEquals(
        List.of(new Stretch(State.LEADS, 15, 30, "n2 leads term 3")),
        line(1, List.of(), notes).stretches());
  }

  @Test
  void is_down_or_paused_while_a_fault_that_names_it_is_in_force() {
    List<FaultRecord> faults =
        List.of(
            fault("kill-leader", List.of("n1"), 10L, 20L),
            fault("pause-one", List.of("n1"), 30L, null),
            fault("power-loss-torn-one", List.of("n2"), 40L, 50L),
            fault("kill-one", List.of("n2"), null, 60L),
            fault("partition-one", Map.of("n1", List.of("n2")), 1L, 99L));

    assertEquals(
        List.of(
            new Stretch(State.DOWN, 10, 20, "n1 is down: kill-leader"),
            new Stretch(State.PAUSED, 30, END, "n1 is paused: pause-one")),
        line(0, faults, List.of()).stretches());
    assertEquals(
        List.of(new Stretch(State.DOWN, 40, 50, "n2 is down: power-loss-torn-one")),
        line(1, faults, List.of()).stretches());
  }

  private static NodeLine line(int node, List<FaultRecord> faults, List<Note> notes) {
    return NodeLine.of(List.of("n1", "n2"), faults, notes, END).get(node);
  }

  private static List<Note> notes(String... said) {
    List<Traced> events =
        List.of(said).stream()
            .map(each -> each.split(" "))
            .map(words ->
                (Traced)
                    new Traced.Noted(
                        Long.parseLong(words[1]),
                        words[0],
                        "{\"event\":\"%s\",\"term\":3}".formatted(words[2])))
            .toList();
    return new Timeline(List.of("n1", "n2"), new History(List.of()), List.of(), events).notes();
  }

  private static FaultRecord fault(
      String label, Object value, @Nullable Long applied, @Nullable Long healed) {
    return new FaultRecord(
        label, value, 0, applied, List.of("seen"), healed, List.of(), List.of(), 0, 0, true);
  }
}
