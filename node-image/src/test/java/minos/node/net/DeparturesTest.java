package minos.node.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("Frames leave")
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeparturesTest {
  private final List<String> flushed = new ArrayList<>();
  private final Departures departures = new Departures();
  private final Transport anna = transport("anna");
  private final Transport bert = transport("bert");

  @Test
  void at_once_outside_of_a_turn() {
    departures.filled(anna);
    departures.filled(anna);

    assertEquals(List.of("anna", "anna"), flushed);
  }

  @Test
  void when_the_turn_ends_together_for_each_connection() {
    departures.together(() -> {
      departures.filled(anna);
      departures.filled(bert);
      departures.filled(anna);
      flushed.add("turn");
    });

    assertEquals(List.of("turn", "anna", "bert"), flushed);
  }

  @Test
  void at_once_when_it_is_another_threads_turn() {
    departures.together(() -> {
      Thread other = Thread.ofPlatform().start(() -> departures.filled(anna));
      join(other);
      flushed.add("turn");
    });

    assertEquals(List.of("anna", "turn"), flushed);
  }

  @Test
  void not_from_a_turn_that_failed() {
    assertThrows(
        IllegalStateException.class,
        () ->
            departures.together(() -> {
              departures.filled(anna);
              throw new IllegalStateException("a bug");
            }));
    departures.together(() -> departures.filled(bert));

    assertEquals(List.of("bert"), flushed);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Transport transport(String name) {
    return new Transport() {
      @Override
      public void start() {}

      @Override
      public void flush() {
        flushed.add(name);
      }

      @Override
      public void close() {}
    };
  }
}
