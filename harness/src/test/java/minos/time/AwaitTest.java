package minos.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayName("Waiting for what nobody announces")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AwaitTest {
  @Test
  void ends_with_the_first_yes() {
    AtomicInteger asked = new AtomicInteger();

    assertTrue(Await.until(Duration.ofMinutes(1), () -> asked.incrementAndGet() == 3));
    assertEquals(3, asked.get());
  }

  @Test
  void asks_once_where_there_is_no_time() {
    AtomicInteger asked = new AtomicInteger();

    assertFalse(Await.until(Duration.ZERO, () -> asked.incrementAndGet() > 1));
    assertEquals(1, asked.get());
  }
}
