package minos.kv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * First in, first out. Made under a label, which is its name among the objects, and used under its
 * number: queues are numbered from 1 as they are made, and stay.
 */
public final class Queue implements Elements {
  private static final long NONE = 0;

  private final long id;
  private final String label;
  private final TextSequence elements = new TextSequence();

  private Queue(long id, String label) {
    this.id = id;
    this.label = label;
  }

  /** A change of a queue. */
  public sealed interface Change extends Command.Change {}

  /** Makes a queue unless there is one; the reply is {@link Reply.QueueId} of the one or other. */
  public record Create(String label) implements Change {}

  /** Puts an element at the end; the reply is {@link Reply.Done}. */
  public record Push(long id, String element) implements Change {}

  /** Takes the oldest element out; the reply is {@link Reply.Value}, empty where there is none. */
  public record Pop(long id) implements Change {}

  /** A question about a queue. */
  public sealed interface Query extends minos.kv.Query {}

  /** The number of the queue with this label; the reply is {@link Reply.QueueId}. */
  public record IdOf(String label) implements Query {}

  /** The oldest element, which stays; the reply is {@link Reply.Value}. */
  public record Top(long id) implements Query {}

  /** How many elements there are; the reply is {@link Reply.Amount}. */
  public record Size(long id) implements Query {}

  static Reply execute(Change change, Store store) {
    return switch (change) {
      case Create(String label) ->
          store.change(
              label,
              () -> store.queues().next(label),
              queue -> {
                store.queues().keep(queue);
                return queue.number();
              });
      case Push(long id, String element) ->
          store
              .queues()
              .on(
                  id,
                  queue -> {
                    queue.elements.add(element);
                    return new Reply.Done();
                  });
      case Pop(long id) -> store.queues().on(id, queue -> value(queue.elements.poll()));
    };
  }

  static Reply ask(Query query, Store store) {
    return switch (query) {
      case IdOf(String label) -> store.on(label, new Queue(NONE, label), Queue::number);
      case Top(long id) -> store.queues().on(id, queue -> value(queue.elements.peek()));
      case Size(long id) -> store.queues().on(id, queue -> new Reply.Amount(queue.elements.size()));
    };
  }

  private static Reply value(@Nullable String element) {
    return new Reply.Value(Optional.ofNullable(element));
  }

  private Reply number() {
    return new Reply.QueueId(id == NONE ? OptionalLong.empty() : OptionalLong.of(id));
  }

  @Override
  public Kind kind() {
    return Kind.QUEUE;
  }

  @Override
  public void encodeHead(Encoder to) {
    to.number(id);
  }

  @Override
  public Texts texts() {
    return elements;
  }

  static Queue decodeHead(String label, Decoder from) throws Malformed {
    return new Queue(from.number(), label);
  }

  /** The queues by number. */
  static final class Numbered {
    private final List<Queue> queues = new ArrayList<>();

    /** A queue with the next number, which is taken only once it is kept. */
    private Queue next(String label) {
      return new Queue(queues.size() + 1L, label);
    }

    private void keep(Queue queue) {
      if (queue.id > queues.size()) {
        queues.add(queue);
      }
    }

    /** Under which name a queue stands among the objects; empty where no queue has this number. */
    Optional<String> labelOf(long id) {
      return id < 1 || id > queues.size()
          ? Optional.empty()
          : Optional.of(queues.get((int) id - 1).label);
    }

    /** Takes in the queues of a snapshot, which know their numbers, in any order. */
    void restore(List<Queue> restored) throws Malformed {
      restored.stream().sorted(Comparator.comparingLong(queue -> queue.id)).forEach(queues::add);
      for (int i = 0; i < queues.size(); i++) {
        if (queues.get(i).id != i + 1) {
          throw new Malformed("a queue has number " + queues.get(i).id + " and not " + (i + 1));
        }
      }
    }

    private Reply on(long id, Function<Queue, Reply> operation) {
      if (id < 1 || id > queues.size()) {
        return new Reply.NoQueue(id);
      }
      return operation.apply(queues.get((int) id - 1));
    }
  }
}
