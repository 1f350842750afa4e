package minos.kv;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import minos.bytes.Malformed;
import minos.kv.Command.Change;

/** The objects by name. A name stands for one object, of one kind, until that is removed. */
final class Store {
  private final NavigableMap<String, Stored> objects;
  private final Queue.Numbered queues = new Queue.Numbered();

  Store() {
    this.objects = new TreeMap<>();
  }

  /**
   * As a snapshot has it.
   *
   * @param objects the store's own from now on
   */
  Store(NavigableMap<String, Stored> objects) throws Malformed {
    this.objects = objects;
    List<Queue> found = new ArrayList<>();
    for (Stored object : objects.values()) {
      if (object instanceof Queue queue) {
        found.add(queue);
      }
    }
    queues.restore(found);
  }

  Reply execute(Change change) {
    return switch (change) {
      case Register.Change register -> Register.execute(register, this);
      case Counter.Add add -> Counter.execute(add, this);
      case TextSet.Change set -> TextSet.execute(set, this);
      case TextList.Append append -> TextList.execute(append, this);
      case Queue.Change queue -> Queue.execute(queue, this);
      case Lock.Change lock -> Lock.execute(lock, this);
      case Transaction transaction -> Transaction.execute(transaction, this);
    };
  }

  Reply ask(Query query) {
    return switch (query) {
      case Query.Get get -> Register.ask(get, this);
      case Counter.Read read -> Counter.ask(read, this);
      case TextSet.Query set -> TextSet.ask(set, this);
      case TextList.Read read -> TextList.ask(read, this);
      case Queue.Query queue -> Queue.ask(queue, this);
      case Lock.Look look -> Lock.ask(look, this);
    };
  }

  /** What an operation makes of the object of this name, which is made where there is none. */
  <T extends Stored> Reply change(String name, Supplier<T> make, Function<T, Reply> operation) {
    T fresh = make.get();
    return on(
        name,
        fresh,
        object -> {
          objects.putIfAbsent(name, object);
          return operation.apply(object);
        });
  }

  /**
   * What an operation makes of the object of this name.
   *
   * @param absent stands in where there is none, and is forgotten
   */
  <T extends Stored> Reply on(String name, T absent, Function<T, Reply> operation) {
    Stored found = objects.getOrDefault(name, absent);
    Optional<Reply> mismatch = mismatch(name, absent.kind());
    if (mismatch.isPresent()) {
      return mismatch.get();
    }
    @SuppressWarnings("unchecked") // one class for each kind
    T object = (T) found;
    return operation.apply(object);
  }

  /** The answer to whoever takes the object for one of this kind; empty if it is, or is absent. */
  Optional<Reply> mismatch(String name, Kind expected) {
    return Optional.ofNullable(objects.get(name))
        .map(Stored::kind)
        .filter(kind -> kind != expected)
        .map(kind -> new Reply.WrongKind(name, kind));
  }

  Queue.Numbered queues() {
    return queues;
  }

  void remove(String name) {
    objects.remove(name);
  }

  NavigableMap<String, Stored> objects() {
    return Collections.unmodifiableNavigableMap(objects);
  }

  /** The names of the objects that a change may make, change or remove. */
  Stream<String> namesIn(Change change) {
    return switch (change) {
      case Change.Put(String key, String value) -> Stream.of(key);
      case Change.CompareAndSet(String key, String expected, String value) -> Stream.of(key);
      case Change.Delete(String key) -> Stream.of(key);
      case Counter.Add add -> Stream.of(add.name());
      case TextSet.Add add -> Stream.of(add.name());
      case TextSet.Remove remove -> Stream.of(remove.name());
      case TextList.Append append -> Stream.of(append.name());
      case Queue.Create create -> Stream.of(create.label());
      case Queue.Push push -> queues.labelOf(push.id()).stream();
      case Queue.Pop pop -> queues.labelOf(pop.id()).stream();
      case Lock.Acquire acquire -> Stream.of(acquire.name());
      case Lock.Release release -> Stream.of(release.name());
      case Transaction transaction -> transaction.steps().stream().map(Transaction.Step::name);
    };
  }
}
