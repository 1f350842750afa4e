package minos.kv;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import minos.kv.Command.Change;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The named objects")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ObjectsTest {
  private static final Reply DONE = new Reply.Done();
  private static final Reply YES = new Reply.Changed(true);
  private static final Reply NO = new Reply.Changed(false);

  /** Makes an object of each kind, all of the same name. */
  private static final Map<Kind, Change> MAKERS =
      Map.of(
          Kind.REGISTER, new Change.Put("n", "v"),
          Kind.COUNTER, new Counter.Add("n", 1),
          Kind.SET, new TextSet.Add("n", "e"),
          Kind.LIST, new TextList.Append("n", "e"),
          Kind.QUEUE, new Queue.Create("n"),
          Kind.LOCK, new Lock.Acquire("n", "o"));

  private final Store store = new Store();

  @Test
  void count() {
    assertEquals(amount(0), ask(new Counter.Read("c")));
    assertEquals(amount(5), apply(new Counter.Add("c", 5)));
    assertEquals(amount(-2), apply(new Counter.Add("c", -7)));
    assertEquals(amount(-2), ask(new Counter.Read("c")));
    assertEquals(amount(0), ask(new Counter.Read("other")));
  }

  @Test
  void wrap_a_counter_around_instead_of_failing() {
    apply(new Counter.Add("c", Long.MAX_VALUE));

    assertEquals(amount(Long.MIN_VALUE), apply(new Counter.Add("c", 1)));
  }

  @Test
  void keep_each_element_of_a_set_once_and_sorted() {
    assertEquals(YES, apply(new TextSet.Add("s", "b")));
    assertEquals(YES, apply(new TextSet.Add("s", "a")));
    assertEquals(NO, apply(new TextSet.Add("s", "b")));
    assertEquals(new Reply.Found(true), ask(new TextSet.Contains("s", "a")));
    assertEquals(values("a", "b"), ask(new TextSet.Read("s")));
    assertEquals(YES, apply(new TextSet.Remove("s", "a")));
    assertEquals(NO, apply(new TextSet.Remove("s", "a")));
    assertEquals(new Reply.Found(false), ask(new TextSet.Contains("s", "a")));
    assertEquals(values("b"), ask(new TextSet.Read("s")));
    assertEquals(values(), ask(new TextSet.Read("absent")));
  }

  @Test
  void keep_a_list_in_the_order_of_its_appends() {
    assertEquals(values(), ask(new TextList.Read("l")));
    assertEquals(amount(1), apply(new TextList.Append("l", "b")));
    assertEquals(amount(2), apply(new TextList.Append("l", "a")));
    assertEquals(amount(3), apply(new TextList.Append("l", "b")));
    assertEquals(values("b", "a", "b"), ask(new TextList.Read("l")));
  }

  @Test
  void number_queues_as_they_are_made_and_find_them_by_label() {
    assertEquals(new Reply.QueueId(OptionalLong.empty()), ask(new Queue.IdOf("x")));
    assertEquals(queue(1), apply(new Queue.Create("x")));
    assertEquals(queue(2), apply(new Queue.Create("y")));
    assertEquals(queue(1), apply(new Queue.Create("x")), "made before");
    assertEquals(queue(3), apply(new Queue.Create("z")));
    assertEquals(queue(2), ask(new Queue.IdOf("y")));
  }

  @Test
  void give_what_was_pushed_first() {
    apply(new Queue.Create("x"));
    apply(new Queue.Create("y"));

    assertEquals(DONE, apply(new Queue.Push(1, "a")));
    assertEquals(DONE, apply(new Queue.Push(1, "b")));
    assertEquals(DONE, apply(new Queue.Push(2, "c")));
    assertEquals(amount(2), ask(new Queue.Size(1)));
    assertEquals(value("a"), ask(new Queue.Top(1)));
    assertEquals(value("a"), apply(new Queue.Pop(1)));
    assertEquals(value("b"), apply(new Queue.Pop(1)));
    assertEquals(new Reply.Value(Optional.empty()), apply(new Queue.Pop(1)));
    assertEquals(new Reply.Value(Optional.empty()), ask(new Queue.Top(1)));
    assertEquals(amount(0), ask(new Queue.Size(1)));
    assertEquals(value("c"), ask(new Queue.Top(2)));
  }

  @Test
  void know_no_queue_that_was_not_made() {
    apply(new Queue.Create("x"));

    for (long id : List.of(0L, -1L, 2L, 1L + (1L << 32), Long.MAX_VALUE)) {
      assertEquals(new Reply.NoQueue(id), apply(new Queue.Push(id, "a")));
      assertEquals(new Reply.NoQueue(id), apply(new Queue.Pop(id)));
      assertEquals(new Reply.NoQueue(id), ask(new Queue.Top(id)));
      assertEquals(new Reply.NoQueue(id), ask(new Queue.Size(id)));
    }
  }

  @Test
  void give_a_lock_to_one_owner_at_a_time_under_tokens_that_only_rise() {
    assertEquals(new Reply.Holder(Optional.empty(), 0), ask(new Lock.Look("m")));
    assertEquals(new Reply.Acquired(1), apply(new Lock.Acquire("m", "anna")));
    assertEquals(new Reply.Held("anna"), apply(new Lock.Acquire("m", "bert")));
    assertEquals(new Reply.Held("anna"), apply(new Lock.Acquire("m", "anna")));
    assertEquals(NO, apply(new Lock.Release("m", "bert")));
    assertEquals(new Reply.Holder(Optional.of("anna"), 1), ask(new Lock.Look("m")));
    assertEquals(YES, apply(new Lock.Release("m", "anna")));
    assertEquals(NO, apply(new Lock.Release("m", "anna")));
    assertEquals(new Reply.Holder(Optional.empty(), 1), ask(new Lock.Look("m")));
    assertEquals(new Reply.Acquired(2), apply(new Lock.Acquire("m", "bert")));
    assertEquals(NO, apply(new Lock.Release("never taken", "anna")));
  }

  @Test
  void run_a_transaction_in_order_seeing_its_own_appends() {
    apply(new TextList.Append("x", "0"));

    Reply reply =
        apply(
            new Transaction(
                List.of(
                    new Transaction.Read("x"),
                    new Transaction.Append("x", "1"),
                    new Transaction.Append("y", "2"),
                    new Transaction.Read("y"),
                    new Transaction.Read("x"))));

    assertEquals(new Reply.Reads(List.of(List.of("0"), List.of("2"), List.of("0", "1"))), reply);
    assertEquals(values("0", "1"), ask(new TextList.Read("x")));
    assertEquals(values("2"), ask(new TextList.Read("y")));
  }

  @Test
  void do_nothing_of_a_transaction_that_meets_another_kind() {
    apply(new Counter.Add("c", 1));
    long before = digest();

    Reply reply =
        apply(
            new Transaction(
                List.of(new Transaction.Append("x", "1"), new Transaction.Append("c", "2"))));

    assertEquals(new Reply.WrongKind("c", Kind.COUNTER), reply);
    assertEquals(values(), ask(new TextList.Read("x")));
    assertEquals(before, digest());
  }

  private static Stream<Change> changes(Kind kind) {
    Change first = requireNonNull(MAKERS.get(kind));
    return switch (kind) {
      case REGISTER ->
          Stream.of(first, new Change.CompareAndSet("n", "v", "w"), new Change.Delete("n"));
      case SET -> Stream.of(first, new TextSet.Remove("n", "e"));
      case LOCK -> Stream.of(first, new Lock.Release("n", "o"));
      case COUNTER, LIST, QUEUE -> Stream.of(first);
    };
  }

  private static Stream<Query> queries(Kind kind) {
    return switch (kind) {
      case REGISTER -> Stream.of(new Query.Get("n"));
      case COUNTER -> Stream.of(new Counter.Read("n"));
      case SET -> Stream.of(new TextSet.Contains("n", "e"), new TextSet.Read("n"));
      case LIST -> Stream.of(new TextList.Read("n"));
      case QUEUE -> Stream.of(new Queue.IdOf("n"));
      case LOCK -> Stream.of(new Lock.Look("n"));
    };
  }

  @ParameterizedTest
  @EnumSource
  void refuse_what_is_meant_for_another_kind(Kind kind) {
    apply(requireNonNull(MAKERS.get(kind)));
    Set<Kind> others = EnumSet.complementOf(EnumSet.of(kind));
    long before = digest();

    List<Reply> replies =
        Stream.concat(
                others.stream().flatMap(ObjectsTest::changes).map(store::execute),
                others.stream().flatMap(ObjectsTest::queries).map(store::ask))
            .toList();

    assertTrue(replies.size() >= 13, replies::toString);
    assertEquals(Set.of(new Reply.WrongKind("n", kind)), Set.copyOf(replies));
    assertEquals(before, digest());
  }

  @Test
  void free_a_name_only_by_deleting_a_register() {
    apply(new Change.Put("n", "v"));
    apply(new Change.Delete("n"));

    assertEquals(amount(1), apply(new Counter.Add("n", 1)));
    assertEquals(new Reply.WrongKind("n", Kind.COUNTER), apply(new Change.Delete("n")));
    assertEquals(amount(1), ask(new Counter.Read("n")));
  }

  @Test
  void leave_nothing_behind_where_there_was_nothing_to_do() {
    long empty = digest();

    apply(new Change.CompareAndSet("a", "", "x"));
    apply(new Change.Delete("b"));
    apply(new TextSet.Remove("c", "e"));
    apply(new Lock.Release("d", "o"));
    ask(new TextList.Read("e"));

    assertEquals(empty, digest());
  }

  @Test
  void digest_everything_that_an_object_holds() {
    Set<Long> digests = new HashSet<>();
    List<Change> changes =
        List.of(
            new Change.Put("r", "1"),
            new Change.Put("r", "2"),
            new Counter.Add("c", 1),
            new Counter.Add("c", 1),
            new TextSet.Add("s", "a"),
            new TextSet.Add("s", "b"),
            new TextList.Append("l", "a"),
            new TextList.Append("l", "a"),
            new Queue.Create("q"),
            new Queue.Create("p"),
            new Queue.Push(1, "a"),
            new Queue.Push(1, "b"),
            new Queue.Pop(1),
            new Lock.Acquire("m", "anna"),
            new Lock.Release("m", "anna"),
            new Lock.Acquire("m", "anna"));

    digests.add(digest());
    for (Change change : changes) {
      apply(change);
      digests.add(digest());
    }

    assertEquals(changes.size() + 1, digests.size());
  }

  @Test
  void digest_kinds_and_names_apart() {
    assertNotEquals(
        digestAfter(new TextSet.Add("n", "e")), digestAfter(new TextList.Append("n", "e")));
    assertNotEquals(digestAfter(new Counter.Add("n", 1)), digestAfter(new Counter.Add("m", 1)));
    assertEquals(digestAfter(new Counter.Add("n", 1)), digestAfter(new Counter.Add("n", 1)));
  }

  private static long digestAfter(Change change) {
    Store store = new Store();
    store.execute(change);
    return digest(store);
  }

  private long digest() {
    return digest(store);
  }

  private static long digest(Store store) {
    return Digest.of(store, new Sessions(1, 1));
  }

  private Reply apply(Change change) {
    return store.execute(change);
  }

  private Reply ask(Query query) {
    return store.ask(query);
  }

  private static Reply amount(long amount) {
    return new Reply.Amount(amount);
  }

  private static Reply value(String value) {
    return new Reply.Value(Optional.of(value));
  }

  private static Reply values(String... values) {
    return new Reply.Values(List.of(values));
  }

  private static Reply queue(long id) {
    return new Reply.QueueId(OptionalLong.of(id));
  }
}
