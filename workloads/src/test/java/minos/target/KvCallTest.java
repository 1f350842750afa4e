package minos.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import minos.client.ClientCore;
import minos.client.Outcome;
import minos.cluster.Client.Completion;
import minos.history.Op;
import minos.kv.Command.Change;
import minos.kv.Counter;
import minos.kv.Kind;
import minos.kv.Lock;
import minos.kv.Query;
import minos.kv.Queue;
import minos.kv.Reply;
import minos.kv.TextList;
import minos.kv.TextSet;
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
    assertEquals(new ClientCore.Event.Ask(1, new Query.Get("x")), READ.event());
    assertEquals(new ClientCore.Event.Change(1, new Change.Put("x", "3")), WRITE.event());
    assertEquals(
        new ClientCore.Event.Change(1, new Change.CompareAndSet("x", "3", "4")), CAS.event());
    assertEquals(
        new ClientCore.Event.Change(1, new Change.Delete("x")),
        KvCall.of(op("delete", "x", null)).event());
    assertEquals(READ.event(), KvCall.of(op("get", "x", null)).event());
    assertEquals(WRITE.event(), KvCall.of(op("put", "x", 3L)).event());
  }

  @Test
  void keeps_objects_apart_by_their_keys_and_has_one_for_operations_without() {
    assertEquals(
        new ClientCore.Event.Ask(1, new Query.Get("7")), KvCall.of(op("read", 7L, null)).event());
    assertEquals(
        KvCall.of(op("read", null, null)).event(), KvCall.of(op("read", null, null)).event());
  }

  @Test
  void is_ok_with_the_value_that_was_read_or_written() {
    assertEquals(ok(3L), completion(READ, answer(new Reply.Value(Optional.of("3"))), N2));
    assertEquals(ok(null), completion(READ, answer(new Reply.Value(Optional.empty())), N2));
    assertEquals(ok(3L), completion(WRITE, answer(new Reply.Done()), N2));
    assertEquals(ok(List.of(3L, 4L)), completion(CAS, answer(new Reply.Swapped(true)), N2));
  }

  @Test
  void fails_if_the_value_was_another_one() {
    Completion completion = completion(CAS, answer(new Reply.Swapped(false)), N2);

    assertEquals(
        new Completion(
            Op.Type.FAIL, List.of(3L, 4L), Map.of("error", "value differed", "node", "n2")),
        completion);
  }

  @Test
  void fails_if_it_was_certainly_not_done() {
    assertEquals(Op.Type.FAIL, completion(WRITE, NOT_DONE, N2).type());
    assertEquals(Op.Type.FAIL, completion(READ, NOT_DONE, N2).type());
  }

  @Test
  void is_unknown_if_it_may_have_been_done_unless_it_changes_nothing() {
    assertEquals(
        new Completion(Op.Type.INFO, 3L, Map.of("error", "no answer")),
        completion(WRITE, UNKNOWN, Optional.empty()));
    assertEquals(Op.Type.INFO, completion(CAS, UNKNOWN, N2).type());
    assertEquals(Op.Type.FAIL, completion(READ, UNKNOWN, N2).type());
  }

  @Test
  void refuses_what_the_store_cannot_do() {
    assertRefused(
        "raft-kv has no operation push of a register, only read, write, cas, delete; get, put",
        "push",
        1L);
    assertRefused("write takes whole numbers, not many", "write", "many");
    assertRefused("cas takes [old, new], not 3", "cas", 3L);
    assertRefused("cas takes whole numbers, not null", "cas", java.util.Arrays.asList(null, 3L));
  }

  @Test
  void means_the_object_that_the_operation_names() {
    assertEquals(change(new Counter.Add("x", -2)), of("counter", "add", -2L).event());
    assertEquals(ask(new Counter.Read("x")), of("counter", "read", null).event());
    assertEquals(change(new TextSet.Add("x", "2")), of("set", "add", 2L).event());
    assertEquals(change(new TextSet.Remove("x", "2")), of("set", "remove", 2L).event());
    assertEquals(ask(new TextSet.Contains("x", "2")), of("set", "contains", 2L).event());
    assertEquals(ask(new TextSet.Read("x")), of("set", "read", null).event());
    assertEquals(change(new TextList.Append("x", "2")), of("list", "append", 2L).event());
    assertEquals(ask(new TextList.Read("x")), of("list", "read", null).event());
    assertEquals(change(new Lock.Acquire("x", "process 0")), of("lock", "acquire", null).event());
    assertEquals(change(new Lock.Release("x", "process 0")), of("lock", "release", null).event());
    assertEquals(ask(new Lock.Look("x")), of("lock", "read", null).event());
  }

  @Test
  void takes_a_lock_for_the_owner_that_the_operation_names() {
    Op acquire =
        new Op(
            0,
            0,
            0,
            Op.Type.INVOKE,
            "acquire",
            "x",
            null,
            Map.of("object", "lock", "owner", "anna"));

    assertEquals(change(new Lock.Acquire("x", "anna")), KvCall.of(acquire).event());
  }

  @Test
  void reads_numbers_back() {
    Reply.Values unsorted = new Reply.Values(List.of("10", "9"));

    assertEquals(
        ok(-5L), completion(of("counter", "read", null), answer(new Reply.Amount(-5)), N2));
    assertEquals(ok(List.of(9L, 10L)), completion(of("set", "read", null), answer(unsorted), N2));
    assertEquals(ok(List.of(10L, 9L)), completion(of("list", "read", null), answer(unsorted), N2));
    assertEquals(
        ok(true), completion(of("set", "contains", 1L), answer(new Reply.Found(true)), N2));
    assertEquals(
        ok(7L), completion(of("lock", "acquire", null), answer(new Reply.Acquired(7)), N2));
    assertEquals(
        ok(7L),
        completion(of("lock", "read", null), answer(new Reply.Holder(Optional.of("anna"), 7)), N2));
    assertEquals(
        ok(null),
        completion(of("lock", "read", null), answer(new Reply.Holder(Optional.empty(), 7)), N2));
  }

  @Test
  void fails_at_a_lock_that_is_held_or_not_held() {
    KvCall acquire = of("lock", "acquire", null);
    KvCall release = of("lock", "release", null);

    assertEquals(failed("held by bert"), completion(acquire, answer(new Reply.Held("bert")), N2));
    assertEquals(failed("not held"), completion(release, answer(new Reply.Changed(false)), N2));
    assertEquals(ok(null), completion(release, answer(new Reply.Changed(true)), N2));
  }

  @Test
  void fails_at_an_object_of_another_kind() {
    Outcome refusal = answer(new Reply.WrongKind("x", Kind.LIST));

    assertEquals(failed("x is a list"), completion(of("counter", "read", null), refusal, N2));
    assertEquals(failed("x is a list"), completion(READ, refusal, N2));
  }

  @Test
  void asks_for_the_number_of_a_queue_first_and_makes_one_where_there_is_none() {
    KvCall enqueue = of("queue", "enqueue", 3L);
    KvCall create = next(enqueue, new Reply.QueueId(OptionalLong.empty()));
    KvCall push = next(create, new Reply.QueueId(OptionalLong.of(4)));
    KvCall known = next(enqueue, new Reply.QueueId(OptionalLong.of(4)));

    assertEquals(ask(new Queue.IdOf("x")), enqueue.event());
    assertEquals(change(new Queue.Create("x")), create.event());
    assertEquals(change(new Queue.Push(4, "3")), push.event());
    assertEquals(push.event(), known.event());
    assertEquals(ok(3L), completion(push, answer(new Reply.Done()), N2));
  }

  @Test
  void takes_looks_at_and_counts_the_elements_of_a_queue() {
    Reply four = new Reply.QueueId(OptionalLong.of(4));
    KvCall dequeue = next(of("queue", "dequeue", null), four);
    KvCall peek = next(of("queue", "peek", null), four);
    KvCall size = next(of("queue", "size", null), four);

    assertEquals(change(new Queue.Pop(4)), dequeue.event());
    assertEquals(ask(new Queue.Top(4)), peek.event());
    assertEquals(ask(new Queue.Size(4)), size.event());
    assertEquals(ok(8L), completion(dequeue, answer(new Reply.Value(Optional.of("8"))), N2));
    assertEquals(ok(null), completion(peek, answer(new Reply.Value(Optional.empty())), N2));
    assertEquals(ok(2L), completion(size, answer(new Reply.Amount(2)), N2));
  }

  @Test
  void is_in_doubt_only_about_the_change_that_the_operation_is() {
    KvCall enqueue = of("queue", "enqueue", 3L);
    KvCall create = next(enqueue, new Reply.QueueId(OptionalLong.empty()));
    KvCall push = next(create, new Reply.QueueId(OptionalLong.of(4)));

    assertEquals(Op.Type.FAIL, completion(enqueue, UNKNOWN, N2).type());
    assertEquals(Op.Type.FAIL, completion(create, UNKNOWN, N2).type());
    assertEquals(Op.Type.INFO, completion(push, UNKNOWN, N2).type());
  }

  @Test
  void names_the_objects_and_operations_that_there_are() {
    assertEquals(
        "raft-kv has no object heap, only register, counter, set, list, queue, lock",
        refusal("heap", "add"));
    assertEquals(
        "raft-kv has no operation cas of a counter, only add, read", refusal("counter", "cas"));
    assertEquals(
        "raft-kv has no operation cas of a set, only add, remove, contains, read",
        refusal("set", "cas"));
    assertEquals(
        "raft-kv has no operation cas of a list, only append, read", refusal("list", "cas"));
    assertEquals(
        "raft-kv has no operation cas of a queue, only enqueue, dequeue, peek, size",
        refusal("queue", "cas"));
    assertEquals(
        "raft-kv has no operation cas of a lock, only acquire, release, read",
        refusal("lock", "cas"));
  }

  private static KvCall of(String object, String f, @Nullable Object value) {
    return KvCall.of(new Op(0, 0, 0, Op.Type.INVOKE, f, "x", value, Map.of("object", object)));
  }

  private static String refusal(String object, String f) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> of(object, f, null)).getMessage());
  }

  private static ClientCore.Event ask(Query query) {
    return new ClientCore.Event.Ask(1, query);
  }

  private static ClientCore.Event change(Change change) {
    return new ClientCore.Event.Change(1, change);
  }

  private static KvCall next(KvCall call, Reply reply) {
    return assertInstanceOf(KvCall.Step.More.class, call.after(answer(reply), N2)).call();
  }

  private static Completion completion(KvCall call, Outcome outcome, Optional<String> node) {
    return assertInstanceOf(KvCall.Step.End.class, call.after(outcome, node)).completion();
  }

  private static Completion failed(String why) {
    return new Completion(Op.Type.FAIL, null, Map.of("error", why, "node", "n2"));
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
