package minos.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import minos.client.Response;
import minos.kv.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("An outbox")
@DisplayNameGeneration(ReplaceUnderscores.class)
class OutboxTest {
  private static final long MANY_BYTES = 1 << 20;

  @Test
  void gives_everything_at_once_in_order() throws InterruptedException {
    Outbox outbox = new Outbox(10, MANY_BYTES);
    outbox.addNewest(frame(1));
    outbox.addNewest(frame(2));

    assertEquals(List.of(frame(1), frame(2)), outbox.takeAll(0));
    assertEquals(List.of(), outbox.takeAll(0));
  }

  @Test
  void refuses_when_it_is_full() throws InterruptedException {
    Outbox outbox = new Outbox(2, MANY_BYTES);

    assertTrue(outbox.add(frame(1)));
    assertTrue(outbox.add(frame(2)));
    assertFalse(outbox.add(frame(3)));
    assertEquals(List.of(frame(1), frame(2)), outbox.takeAll(0));
    assertTrue(outbox.add(frame(4)));
  }

  @Test
  void drops_the_oldest_for_the_newest_when_asked_to() throws InterruptedException {
    Outbox outbox = new Outbox(2, MANY_BYTES);
    outbox.addNewest(frame(1));
    outbox.addNewest(frame(2));
    outbox.addNewest(frame(3));

    assertEquals(List.of(frame(2), frame(3)), outbox.takeAll(0));
  }

  @Test
  void counts_bytes_too_but_always_takes_one_frame() throws InterruptedException {
    Outbox outbox = new Outbox(10, 1);

    assertTrue(outbox.add(frame(1)));
    assertFalse(outbox.add(frame(2)));
    assertEquals(List.of(frame(1)), outbox.takeAll(0));
  }

  private static Frame frame(long id) {
    return new Frame.Answer(new Response.Answered(id, new Reply.Done()));
  }
}
