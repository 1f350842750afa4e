package minos.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The record of a fault")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FaultRecordTest {
  private static final List<String> SEEN = List.of("n1: GONE");

  @Test
  void proves_it_by_what_was_seen_when_it_held() {
    assertTrue(record(List.of("n1"), 5L, SEEN).proven());
    assertFalse(record(List.of("n1"), 5L, List.of()).proven(), "nothing was seen");
    assertFalse(record(List.of("n1"), null, SEEN).proven(), "it was never seen to hold");
  }

  @Test
  void proves_nothing_where_nobody_was_hit() {
    FaultRecord idle = record(List.of(), 5L, SEEN);

    assertTrue(idle.hitNobody());
    assertFalse(idle.proven());
    assertFalse(record(List.of(), null, SEEN).hitNobody(), "it failed, rather");
    assertFalse(record(List.of("n1"), 5L, SEEN).hitNobody());
  }

  @Test
  void knows_how_long_it_was_in_force_and_beside_which_others() {
    FaultRecord fault = record(List.of("n1"), 5L, SEEN);

    assertEquals(15, fault.inForceNanos());
    assertEquals(0, record(List.of("n1"), null, SEEN).inForceNanos());
    assertTrue(fault.overlaps(asked(19)));
    assertFalse(fault.overlaps(asked(20)));
  }

  private static FaultRecord record(Object value, @Nullable Long applied, List<String> evidence) {
    return new FaultRecord(
        "kill-one", value, 1, applied, evidence, 20L, SEEN, List.of(), 10, 5, true);
  }

  private static FaultRecord asked(long nanos) {
    return new FaultRecord(
        "pause-one", List.of("n2"), nanos, nanos, SEEN, nanos + 9, SEEN, List.of(), 1, 1, true);
  }
}
