package minos.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A linearizability test in a user's suite")
@DisplayNameGeneration(ReplaceUnderscores.class)
class LinearizabilityTestTest {

  @LinearizabilityTest(workload = "queue", faults = "kill-leader", runs = 2, nodes = 3, time = "5s")
  void passes_where_the_store_does(Minos minos) {
    assertTrue(minos.history().toHistory().ops().isEmpty());
  }

  @Test
  void fails_with_the_counterexample_and_the_command_that_repeats_it() throws Exception {
    AssertionError failure = assertThrows(AssertionError.class, () -> run("stale", 2));

    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains("NOT LINEARIZABLE"), message);
    assertTrue(message.contains("<- fits no order"), message);
    assertTrue(message.contains("again   ./minos run --in sim"), message);
  }

  @Test
  void fails_where_it_cannot_be_run() {
    AssertionError failure = assertThrows(AssertionError.class, () -> run("misspelt", 1));

    assertTrue(
        String.valueOf(failure.getMessage()).contains("did you mean 'register'?"),
        failure::getMessage);
  }

  @Test
  void is_named_after_what_it_does() throws Exception {
    assertEquals("register under partition-leader, seed 2", seed("stale", 2).getDisplayName(1));
  }

  /** What users may write; JUnit runs no methods of an interface. */
  interface Examples {
    @LinearizabilityTest(
        faults = "partition-leader",
        time = "60s",
        options = {"--flaw", "RD01"})
    void stale();

    @LinearizabilityTest(workload = "registre")
    void misspelt();
  }

  private static void run(String method, long seed) throws Exception {
    seed(method, seed).run();
  }

  private static LinearizabilityExtension.OneSeed seed(String method, long seed) throws Exception {
    return new LinearizabilityExtension.OneSeed(
        Examples.class.getDeclaredMethod(method).getAnnotation(LinearizabilityTest.class), seed);
  }
}
