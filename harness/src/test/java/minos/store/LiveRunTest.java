package minos.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import minos.check.Validity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A run that is judged while it goes on")
@DisplayNameGeneration(ReplaceUnderscores.class)
class LiveRunTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path results = Path.of(".");

  @Test
  void stops_at_the_first_contradiction_if_asked_to() throws Exception {
    StoredRun.Outcome whole = run(false, 3);
    StoredRun.Outcome stopped = run(true, 3);

    assertEquals(Validity.INVALID, whole.verdict().validity());
    assertEquals(Validity.INVALID, stopped.verdict().validity());
    int all = whole.history().operations().size();
    int some = stopped.history().operations().size();
    assertTrue(some < all / 10, some + " of " + all);
    assertTrue(
        stopped.verdict().reasons().stream()
            .anyMatch(reason -> reason.startsWith("The run was stopped at 0.")),
        stopped.verdict()::toString);
    assertFalse(whole.verdict().reasons().stream().anyMatch(why -> why.contains("was stopped")));
  }

  @Test
  void stops_at_the_same_operation_every_time() throws Exception {
    String once = Files.readString(run(true, 3).folder().history());
    String again = Files.readString(run(true, 3).folder().history());
    String whole = Files.readString(run(false, 3).folder().history());

    assertEquals(once, again);
    assertTrue(whole.startsWith(once.substring(0, once.length() / 2)));
  }

  @Test
  void goes_on_to_its_end_where_nothing_contradicts() throws Exception {
    StoredRun.Outcome outcome = run(true, 0);

    assertEquals(Validity.VALID, outcome.verdict().validity(), outcome.verdict()::toString);
    assertTrue(outcome.history().ops().getLast().time() >= LONG.toNanos());
  }

  private StoredRun.Outcome run(boolean failFast, int odd) throws Exception {
    StoredRun.Request request = OddRegister.request(results, LONG, 100, failFast, odd);
    return new StoredRun(request, RunListener.NONE).execute();
  }
}
