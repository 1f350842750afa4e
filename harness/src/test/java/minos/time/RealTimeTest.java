package minos.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Real time")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class RealTimeTest {
  private final RealTime time = new RealTime();

  @Test
  void runs_tasks_for_now_in_the_order_given() {
    List<Integer> ran = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      int number = i;
      time.after(0, () -> ran.add(number));
    }

    time.runUntil(() -> ran.size() == 10_000);

    assertEquals(IntStream.range(0, 10_000).boxed().toList(), ran);
  }

  @Test
  void runs_no_task_before_its_time() {
    List<Long> early = new ArrayList<>();
    long[] delays = {3_000_000, 1_000_000, 2_000_000, 0};
    for (long delay : delays) {
      long due = time.nanos() + delay;
      time.after(delay, () -> early.add(time.nanos() - due));
    }

    time.runUntil(() -> early.size() == delays.length);

    early.forEach(late -> assertTrue(late >= 0, () -> "early by " + -late + " ns"));
  }

  @Test
  void wakes_for_a_task_from_another_thread_that_is_due_before_all_others() {
    List<String> ran = new ArrayList<>();
    time.after(3_600_000_000_000L, () -> ran.add("an hour later"));
    time.after(
        0, () -> Thread.ofPlatform().start(() -> time.after(1_000_000, () -> ran.add("soon"))));

    time.runUntil(() -> !ran.isEmpty());

    assertEquals(List.of("soon"), ran);
  }

  @Test
  void never_runs_what_was_cancelled() {
    List<String> ran = new ArrayList<>();
    Time.Timer timer = time.after(1_000, () -> ran.add("cancelled"));
    time.after(2_000_000, () -> ran.add("kept"));

    timer.cancel();
    time.runUntil(() -> !ran.isEmpty());

    assertEquals(List.of("kept"), ran);
  }

  @Test
  void loses_no_outcome_of_work_from_many_threads() {
    int tasks = 50_000;
    Set<Object> outcomes = new HashSet<>();
    List<Attempt<Integer>> failures = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      int number = i;
      time.offload(
          () -> answer(number),
          attempt -> {
            switch (attempt) {
              case Attempt.Succeeded<Integer>(Integer value) -> outcomes.add(value);
              case Attempt.Failed<Integer> failed -> failures.add(failed);
            }
          });
    }

    time.runUntil(() -> outcomes.size() + failures.size() == tasks);

    assertEquals(tasks / 10, failures.size());
    assertInstanceOf(Attempt.Failed.class, failures.getFirst());
  }

  private static int answer(int number) {
    if (number % 20 == 3) {
      throw new IllegalStateException("work failed");
    }
    if (number % 20 == 13) {
      throw new StackOverflowError();
    }
    return number;
  }
}
