package minos.course;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The scores of the course")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ScoresTest {
  private static final long MS = 1_000_000;
  private final Scores.Count count = new Scores.Count(List.of("n1", "n2", "n3"));

  @Test
  void count_what_replicas_send_to_one_another_and_to_clients_and_not_what_clients_send() {
    asks(0, "get", "M1");
    replicas(3);
    answers(1, "ok", "M1");

    assertEquals(4, scores().of(Measure.TOTAL_MSGS));
    assertEquals(3, scores().betweenReplicas());
  }

  @Test
  void count_fails_and_silence_as_failures_and_a_redirect_as_none() {
    asks(0, "get", "M1");
    asks(0, "put", "M2");
    asks(0, "put", "M3");
    asks(0, "put", "M4");
    answers(1, "fail", "M1");
    answers(1, "redirect", "M2");
    answers(1, "ok", "M3");

    assertEquals(2, scores().of(Measure.FAILURES));
  }

  @Test
  void count_each_further_answer_as_a_duplicate() {
    asks(0, "get", "M1");
    answers(1, "ok", "M1");
    answers(2, "ok", "M1");
    answers(3, "fail", "M1");

    assertEquals(2, scores().of(Measure.DUPLICATES));
    assertEquals(0, scores().of(Measure.FAILURES));
  }

  @Test
  void take_the_latency_in_the_middle_of_what_was_ok() {
    for (int i = 0; i < 5; i++) {
      asks(0, "get", "M" + i);
      answers((long) i * i, i == 4 ? "fail" : "ok", "M" + i);
    }

    assertEquals(OptionalDouble.of(0.004), scores().medianLatency());
  }

  @Test
  void of_nothing_that_was_ok_are_the_worst() {
    Limits limits = new Limits(1, 2, 3);

    assertEquals(Tier.FAILED, limits.tier(scores().of(Measure.MEDIAN_LATENCY)));
    assertEquals(Tier.BONUS, limits.tier(1));
    assertEquals(Tier.PASSED, limits.tier(2));
    assertEquals(Tier.NEEDS_IMPROVEMENT, limits.tier(2.5));
  }

  @Test
  void say_what_falls_short_of_a_pass() {
    asks(0, "get", "M1");
    asks(0, "put", "M2");

    Configuration course =
        ConfigurationFile.read(
                "it", "{\"lifetime\": 9, \"replicas\": 3, \"requests\": 10, \"mix\": 0}")
            .configuration()
            .orElseThrow();
    assertEquals(
        List.of(
            "1 of 1 gets had no answer",
            "1 of 1 puts had no answer",
            "8 of 10 requests were never made: all clients waited for answers",
            "0 messages between replicas are too few to replicate: at least 15"),
        count.scores(2).shortfalls(course));

    answers(1, "ok", "M1");
    answers(1, "ok", "M2");
    replicas(15);

    assertEquals(List.of(), count.scores(9).shortfalls(course));
  }

  private Scores scores() {
    return count.scores(1);
  }

  private void asks(long ms, String type, String mid) {
    count.sent(ms * MS, "client-0", "n1", type, mid);
  }

  private void answers(long ms, String type, String mid) {
    count.sent(ms * MS, "n1", "client-0", type, mid);
  }

  private void replicas(int messages) {
    for (int i = 0; i < messages; i++) {
      count.sent(0, "n1", "n2", "append", "");
    }
  }
}
