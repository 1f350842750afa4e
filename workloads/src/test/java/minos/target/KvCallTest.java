package minos.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.client.ClientCore;
import minos.client.Outcome;
import minos.cluster.Client.Completion;
import minos.history.Op;
import minos.kv.Command.Change;
import minos.kv.Query;
import minos.kv.Reply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A call of the reference store")
@DisplayNameGeneration(ReplaceUnderscores.class)
class KvCallTest {
  private static final KvCall READ = KvCall.of(op("read", "x", null));
  private static final KvCall WRITE = KvCall.of(op("write", "x", 3L));
  private static final KvCall CAS = KvCall.of(op("cas", "x", List.of(3L, 4L)));
  private static final Outcome NOT_DONE = new Outcome.Rejected("no leader");
  private static final Outcome UNKNOWN = new Outcome.Indeterminate("no answer");

  @Test
  void asks_for_what_the_operation_says() {
    assertEquals(new ClientCore.Event.Ask(new Query.Get("x")), READ.event());
    assertEquals(new ClientCore.Event.Change(new Change.Put("x", "3")), WRITE.event());
    assertEquals(new ClientCore.Event.Change(new Change.CompareAndSet("x", "3", "4")), CAS.event());
    assertEquals(
        new ClientCore.Event.Change(new Change.Delete("x")),
        KvCall.of(op("delete", "x", null)).event());
  }

  @Test
  void keeps_objects_apart_by_their_keys_and_has_one_for_operations_without() {
    assertEquals(
        new ClientCore.Event.Ask(new Query.Get("7")), KvCall.of(op("read", 7L, null)).event());
    assertEquals(
        KvCall.of(op("read", null, null)).event(), KvCall.of(op("read", null, null)).event());
  }

  @Test
  void is_ok_with_the_value_that_was_read_or_written() {
    assertEquals(ok(3L), READ.completion(answer(new Reply.Value(Optional.of("3"))), N2));
    assertEquals(ok(null), READ.completion(answer(new Reply.Value(Optional.empty())), N2));
    assertEquals(ok(3L), WRITE.completion(answer(new Reply.Done()), N2));
    assertEquals(ok(List.of(3L, 4L)), CAS.completion(answer(new Reply.Swapped(true)), N2));
  }

  @Test
  void fails_if_the_value_was_another_one() {
    Completion completion = CAS.completion(answer(new Reply.Swapped(false)), N2);

    assertEquals(
        new Completion(
            Op.Type.FAIL, List.of(3L, 4L), Map.of("error", "value differed", "node", "n2")),
        completion);
  }

  @Test
  void fails_if_it_was_certainly_not_done() {
    assertEquals(Op.Type.FAIL, WRITE.completion(NOT_DONE, N2).type());
    assertEquals(Op.Type.FAIL, READ.completion(NOT_DONE, N2).type());
  }

  @Test
  void is_unknown_if_it_may_have_been_done_unless_it_changes_nothing() {
    assertEquals(
        new Completion(Op.Type.INFO, 3L, Map.of("error", "no answer")),
        WRITE.completion(UNKNOWN, Optional.empty()));
    assertEquals(Op.Type.INFO, CAS.completion(UNKNOWN, N2).type());
    assertEquals(Op.Type.FAIL, READ.completion(UNKNOWN, N2).type());
  }

  @Test
  void refuses_what_the_store_cannot_do() {
    assertRefused("raft-kv has no operation push, only read, write, cas, delete", "push", 1L);
    assertRefused("write takes whole numbers, not many", "write", "many");
    assertRefused("cas takes [old, new], not 3", "cas", 3L);
    assertRefused("cas takes whole numbers, not null", "cas", java.util.Arrays.asList(null, 3L));
  }

  private static final Optional<String> N2 = Optional.of("n2");

  private static Completion ok(@Nullable Object value) {
    return new Completion(Op.Type.OK, value, Map.of("node", "n2"));
  }

  private static Outcome answer(Reply reply) {
    return new Outcome.Ok(reply);
  }

  private static void assertRefused(String why, String f, Object value) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> KvCall.of(op(f, "x", value)));
    assertEquals(why, refusal.getMessage());
  }

  private static Op op(String f, @Nullable Object key, @Nullable Object value) {
    return new Op(0, 0, 0, Op.Type.INVOKE, f, key, value, Map.of());
  }
}
