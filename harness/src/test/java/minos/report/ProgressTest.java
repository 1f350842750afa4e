package minos.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import minos.history.Op;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("What clients had of the system")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProgressTest {
  private static final long MILLI = 1_000_000;

  private final List<Span> spans = new ArrayList<>();

  @Test
  void was_available_in_quarter_seconds_in_which_an_operation_ended_ok() {
    add(0, 10, Op.Type.OK);
    add(260, 900, Op.Type.FAIL);

    Progress progress = progress();

    assertEquals(OptionalDouble.of(0.25), progress.availability(0, 999 * MILLI));
    assertEquals(OptionalDouble.of(1.0), progress.availability(0, 249 * MILLI));
    assertEquals(OptionalDouble.of(0.0), progress.availability(250 * MILLI, 999 * MILLI));
  }

  @Test
  void is_not_measured_where_nobody_asked() {
    add(0, 10, Op.Type.OK);
    add(5_000, 5_010, Op.Type.OK);

    assertEquals(OptionalDouble.empty(), progress().availability(1_000 * MILLI, 2_000 * MILLI));
    assertEquals(OptionalDouble.of(1.0), progress().availability(0, 6_000 * MILLI));
    assertEquals("> 99 %", Recovery.percent(OptionalDouble.of(0.999)));
  }

  @Test
  void counts_what_began_and_ended_within_a_fault() {
    add(900, 1_100, Op.Type.OK);
    add(1_000, 1_100, Op.Type.OK);
    add(1_200, 1_300, Op.Type.FAIL);
    add(1_900, 2_100, Op.Type.OK);

    assertEquals(1, progress().during(fault(1_000, 2_000)).okDuring());
  }

  @Test
  void recovered_when_the_first_operation_that_began_after_the_fault_ended_ok() {
    add(1_900, 2_001, Op.Type.OK);
    add(2_000, 2_900, Op.Type.OK);
    add(2_100, 2_300, Op.Type.OK);

    assertEquals(
        OptionalLong.of(300 * MILLI), progress().during(fault(1_000, 2_000)).nanosToFirstOk());
    assertTrue(progress().during(fault(1_000, 2_500)).nanosToFirstOk().isEmpty());
  }

  private void add(long from, long to, Op.Type outcome) {
    spans.add(new Span(op(from, Op.Type.INVOKE), op(to, outcome)));
  }

  private Op op(long millis, Op.Type type) {
    return new Op(0, millis * MILLI, spans.size(), type, "read", null, null, Map.of());
  }

  private Progress progress() {
    return Progress.of(spans);
  }

  private static Band fault(long from, long to) {
    return new Band("kill", "kill n1", from * MILLI, to * MILLI, true, true, List.of());
  }
}
