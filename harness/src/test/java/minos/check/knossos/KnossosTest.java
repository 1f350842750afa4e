package minos.check.knossos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import minos.check.Budget;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.linear.Linearizability;
import minos.history.Columns;
import minos.history.Formats;
import minos.model.Models;
import minos.model.NilReads;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Knossos, by a stand-in of the same names")
@DisplayNameGeneration(ReplaceUnderscores.class)
class KnossosTest {
  private static final Budget AMPLE = new Budget(Duration.ofMinutes(5), () -> 0L);
  private static final long HEAP = 256L << 20;
  private static final int RANDOM_HISTORIES = 150;
  private static final Knossos KNOSSOS = new Knossos(StandIn.classPath(), HEAP);

  @AfterAll
  static void ends() {
    KNOSSOS.close();
  }

  @ParameterizedTest(name = "a read of nil is {0}")
  @EnumSource(NilReads.class)
  void says_of_registers_what_Minos_says(NilReads nilReads) throws Exception {
    int invalid = 0;
    for (int seed = 0; seed < RANDOM_HISTORIES; seed++) {
      String history = random(new SplittableRandom(seed));
      Object initial = seed % 3 == 0 ? 1L : null;
      Verdict expected =
          Linearizability.ofRecorded(Models.named("cas-register", initial, nilReads).orElseThrow())
              .check(columns(history), AMPLE);

      Verdict verdict =
          KNOSSOS.check(columns(history), new Subject("cas-register", initial, nilReads), AMPLE);

      assertEquals(expected.validity(), verdict.validity(), history);
      invalid += expected.validity() == Validity.INVALID ? 1 : 0;
    }
    assertTrue(invalid > 20 && invalid < RANDOM_HISTORIES - 20, invalid + " are invalid");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "mutex|0 :invoke :acquire nil;0 :ok :acquire nil;1 :invoke :acquire nil|1 :ok :acquire nil",
        "fifo-queue|0 :invoke :enqueue 1;0 :ok :enqueue 1;0 :invoke :enqueue 2;0 :ok :enqueue 2|1"
            + " :invoke :dequeue nil;1 :ok :dequeue 2",
        "grow-only-set|0 :invoke :add 1;0 :ok :add 1;1 :invoke :read nil|1 :ok :read [2]",
        "multi-register|0 :invoke :txn [[\"w\" \"x\" 1] [\"r\" \"y\" nil]];"
            + "0 :ok :txn [[\"w\" \"x\" 1] [\"r\" \"y\" nil]];"
            + "1 :invoke :txn [[\"read\" \"x\" nil]]|1 :ok :txn [[\"read\" \"x\" 2]]",
        "key-value|0 :invoke :put 1;0 :ok :put 1;0 :invoke :delete nil;0 :ok :delete nil;"
            + "1 :invoke :get nil|1 :ok :get 1",
      })
  void knows_the_models_that_both_have(String model, String good, String wrong) throws Exception {
    Subject subject = new Subject(model, null, NilReads.ABSENT);

    Verdict valid = KNOSSOS.check(columns(good), subject, AMPLE);
    Verdict invalid = KNOSSOS.check(columns(good + ";" + wrong), subject, AMPLE);

    assertEquals(Validity.VALID, valid.validity(), valid.reasons()::toString);
    assertEquals(Validity.INVALID, invalid.validity());
    assertTrue(
        invalid.reasons().getFirst().startsWith("Knossos refuses {:process 1, :type :ok"),
        invalid.reasons()::toString);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "stack|0 :invoke :push 1|Knossos has no model like stack.",
        "fifo-queue|0 :invoke :dequeue nil|Knossos' queue cannot tell what a crashed dequeue took.",
        "fifo-queue|0 :invoke :dequeue nil;0 :ok :dequeue nil|Knossos' queue has no dequeue that"
            + " finds it empty.",
        "key-value|0 :invoke :append \"a\"|Knossos' registers have no append.",
      })
  void is_unknown_where_Knossos_has_no_words(String model, String history, String why)
      throws Exception {
    Verdict verdict =
        KNOSSOS.check(columns(history), new Subject(model, null, NilReads.ABSENT), AMPLE);

    assertEquals(Validity.UNKNOWN, verdict.validity());
    assertEquals(why, verdict.reasons().getFirst());
  }

  @Test
  void judges_each_object_by_itself() throws Exception {
    Verdict verdict =
        registers(
            "0 :invoke :write [1 3];0 :ok :write [1 3];0 :invoke :read [2 nil];"
                + "0 :ok :read [2 3]",
            KNOSSOS,
            AMPLE);

    assertEquals(Validity.INVALID, verdict.validity());
    assertEquals(
        java.util.List.of("knossos key 1", "knossos key 2"),
        verdict.parts().stream().map(Verdict::checker).toList());
    assertEquals(Validity.VALID, verdict.parts().getFirst().validity());
  }

  @Test
  void is_killed_when_it_does_not_answer_in_time() throws Exception {
    try (Knossos hangs = new Knossos(StandIn.with("hangs"), HEAP, 0)) {
      Verdict verdict =
          registers("0 :invoke :write 1", hangs, new Budget(Duration.ofMillis(50), () -> 0L));

      assertEquals(Validity.UNKNOWN, verdict.validity());
      assertEquals("Knossos did not answer within 0.05 s.", verdict.reasons().getFirst());
    }
  }

  @Test
  void says_when_it_gave_up_by_itself() throws Exception {
    StringBuilder hard = new StringBuilder();
    for (int process = 1; process < 12; process++) {
      hard.append(process).append(" :invoke :write ").append(process).append(';');
    }
    String impossible = hard + "0 :invoke :read nil;0 :ok :read 99";

    Verdict verdict = registers(impossible, KNOSSOS, new Budget(Duration.ofMillis(100), () -> 0L));

    assertEquals(Validity.UNKNOWN, verdict.validity());
    assertEquals("Knossos gave up: :timeout.", verdict.reasons().getFirst());
  }

  @Test
  void is_started_again_after_it_ended() throws Exception {
    try (Knossos exits = new Knossos(StandIn.with("exits"), HEAP)) {
      Verdict verdict =
          registers(
              "0 :invoke :write [1 7];1 :invoke :write [2 5];2 :invoke :write [3 8]", exits, AMPLE);

      assertEquals("Knossos ended with 7.", verdict.parts().get(0).reasons().getFirst());
      assertEquals(Validity.VALID, verdict.parts().get(1).validity());
      assertEquals(
          "Knossos gave up: it broke: java.lang.AssertionError: no 8.",
          verdict.parts().get(2).reasons().getFirst());
    }
  }

  @Test
  void says_when_its_memory_ran_out() throws Exception {
    try (Knossos swells = new Knossos(StandIn.with("swells"), 64L << 20)) {
      Verdict verdict = registers("0 :invoke :write 1", swells, AMPLE);

      assertEquals(
          "Knossos ran out of memory; give it more with --knossos-heap.",
          verdict.reasons().getFirst());
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"nowhere.jar", "CLOJURE"})
  void is_missing_where_its_class_path_has_none(String path) {
    String classPath = path.equals("CLOJURE") ? String.join(":", StandIn.clojure()) : path;
    try (Knossos missing = new Knossos(classPath, HEAP)) {

      KnossosMissing refused =
          assertThrows(KnossosMissing.class, () -> registers("0 :invoke :write 1", missing, AMPLE));

      assertTrue(
          String.valueOf(refused.getMessage()).contains("class path " + classPath),
          refused.getMessage());
    }
  }

  private static Verdict registers(String history, Knossos knossos, Budget budget)
      throws Exception {
    return knossos.check(columns(history), new Subject("register", null, NilReads.ABSENT), budget);
  }

  /** A few clients, few values, crashes and failures. */
  private static String random(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int clients = 3;
    int[] ids = {0, 1, 2};
    @Nullable String[] open = new String[clients];
    for (int step = 0; step < 14; step++) {
      int client = random.nextInt(clients);
      String invoked = open[client];
      if (invoked == null) {
        String[] all = {
          "read nil", "write " + value(random), "cas [" + value(random) + " " + value(random) + "]"
        };
        open[client] = all[random.nextInt(all.length)];
        text.append(ids[client]).append(" :invoke :").append(open[client]).append(';');
      } else {
        int how = random.nextInt(8);
        String type = how == 0 ? "info" : how == 1 ? "fail" : "ok";
        boolean read = invoked.startsWith("read");
        String said = read ? "read " + value(random) : Objects.requireNonNull(invoked);
        text.append(ids[client]).append(" :").append(type).append(" :").append(said).append(';');
        ids[client] += how == 0 ? clients : 0;
        open[client] = null;
      }
    }
    return text.toString();
  }

  private static String value(SplittableRandom random) {
    int value = random.nextInt(3);
    return value == 2 ? "nil" : String.valueOf(value);
  }

  private static Columns columns(String log) throws Exception {
    byte[] bytes = log.replace(';', '\n').getBytes(StandardCharsets.UTF_8);
    return Formats.load(new ByteArrayInputStream(bytes), "h", false).columns();
  }
}
