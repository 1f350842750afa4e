package minos.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayName("Virtual time")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VirtualTimeTest {
  private final VirtualTime time = new VirtualTime();
  private final List<String> ran = new ArrayList<>();

  @Test
  void runs_tasks_when_they_are_due_and_in_the_order_given() {
    time.after(20, () -> ran.add("c at " + time.nanos()));
    time.after(10, () -> ran.add("a at " + time.nanos()));
    time.after(10, () -> ran.add("b at " + time.nanos()));

    time.runUntil(() -> ran.size() == 3);

    assertEquals(List.of("a at 10", "b at 10", "c at 20"), ran);
  }

  @Test
  void never_runs_what_was_cancelled() {
    Time.Timer timer = time.after(5, () -> ran.add("cancelled"));
    time.after(10, () -> ran.add("kept"));

    timer.cancel();
    time.runUntil(() -> !ran.isEmpty());

    assertEquals(List.of("kept"), ran);
  }

  @Test
  void says_so_when_nothing_is_left_to_wait_for() {
    time.after(7, () -> {});

    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> time.runUntil(() -> false));

    assertEquals("virtual time stands still at 7 ns: nothing is due", e.getMessage());
  }

  @Test
  void hands_over_what_came_of_work_even_if_it_died() {
    List<Attempt<String>> attempts = new ArrayList<>();

    time.offload(() -> "done", attempts::add);
    time.offload(VirtualTimeTest::dies, attempts::add);
    time.runUntil(() -> attempts.size() == 2);

    assertEquals(new Attempt.Succeeded<>("done"), attempts.getFirst());
    assertInstanceOf(Attempt.Failed.class, attempts.getLast());
  }

  private static String dies() {
    throw new StackOverflowError();
  }

  @Test
  void takes_too_far_ahead_for_never() {
    time.after(1, () -> time.after(Long.MAX_VALUE, () -> ran.add("never")));
    time.after(100, () -> ran.add("soon"));

    time.runUntil(() -> !ran.isEmpty());

    assertEquals(List.of("soon"), ran);
  }

  @Test
  void does_not_keep_timers_that_were_cancelled() {
    Agenda agenda = new Agenda();
    agenda.add(0, 1, () -> {});
    agenda.add(0, 1_000_000, () -> {});

    for (int i = 0; i < 100_000; i++) {
      agenda.cancel(agenda.add(i, 5_000_000_000L, () -> {}));
    }

    assertEquals(true, agenda.size() < 2100, agenda.size() + " are kept of 2 that wait");
  }
}
