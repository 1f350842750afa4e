package minos.check.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.history.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Why no order explains the operations on an object: a few of them that contradict each other, and
 * the rule by which they do. {@link CertificateCheck} confirms it.
 */
public sealed interface Certificate {

  /** The operations that contradict each other. */
  List<Operation> operations();

  /** The rule that is broken, in two or three words. */
  String rule();

  /**
   * One found what nobody had put there by then.
   *
   * @param value what it found, or one thing of all that it found; null is nil
   * @param puts operations that put it there, all of which began too late, or failed; may be empty
   */
  record Unfounded(Operation finder, @Nullable Object value, List<Operation> puts)
      implements Certificate {
    @Override
    public List<Operation> operations() {
      return joined(puts, finder);
    }

    @Override
    public String rule() {
      return "a value out of nowhere";
    }
  }

  /**
   * One found a value that had certainly gone.
   *
   * @param sources all that may have put the value there; empty if it was there at first
   * @param since one that left or found another value, after all sources and before the finder
   */
  record Overwritten(
      Operation finder,
      @Nullable Object value,
      List<Operation> sources,
      Operation since,
      Evidence evidence)
      implements Certificate {
    /** What showed that the value had gone. */
    public enum Evidence {
      /** A write of another value, and somebody saw it. */
      SEEN_WRITE,
      /** A write of another value that nobody ever saw. */
      UNSEEN_WRITE,
      /** A read of another value. */
      READ
    }

    @Override
    public List<Operation> operations() {
      return joined(sources, since, finder);
    }

    @Override
    public String rule() {
      return switch (finder.f()) {
        case "acquire" -> "a lock held twice";
        case "release" -> "a lock released that was free";
        default -> "stale read";
      };
    }
  }

  /**
   * More took a value away than had put it there.
   *
   * @param sources all that may have put it there
   * @param takers that are known to have taken it
   */
  record TakenTwice(@Nullable Object value, List<Operation> sources, List<Operation> takers)
      implements Certificate {
    @Override
    public List<Operation> operations() {
      return joined(sources, takers.toArray(Operation[]::new));
    }

    @Override
    public String rule() {
      return takers.getLast().f().equals("acquire") ? "a lock held twice" : "taken twice";
    }
  }

  /**
   * A value came out of a queue before others that had certainly been put in before it.
   *
   * @param enqueue that put the value in
   * @param dequeue that took it
   * @param ahead enqueues that had returned before that one began, of values that nobody is known
   *     to have taken when the dequeue returned
   * @param open dequeues that may have taken some of those by then: fewer than there are ahead
   * @param later the dequeue that took the value ahead only later, if one is known
   */
  record Overtaken(
      Operation enqueue,
      Operation dequeue,
      List<Operation> ahead,
      List<Operation> open,
      Optional<Operation> later)
      implements Certificate {
    @Override
    public List<Operation> operations() {
      List<Operation> others = new ArrayList<>(joined(ahead, open.toArray(Operation[]::new)));
      later.ifPresent(others::add);
      return joined(others, enqueue, dequeue);
    }

    @Override
    public String rule() {
      return "first in, first out";
    }
  }

  /**
   * A dequeue found nothing while at each of its moments some value was certainly in the queue.
   *
   * @param inside enqueues and dequeues of these values
   */
  record NeverEmpty(Operation dequeue, List<Operation> inside) implements Certificate {
    @Override
    public List<Operation> operations() {
      return joined(inside, dequeue);
    }

    @Override
    public String rule() {
      return "an empty queue that was not";
    }
  }

  /** A lock was acquired twice, and not released in between. */
  record HeldTwice(Operation first, Operation second) implements Certificate {
    @Override
    public List<Operation> operations() {
      return List.of(first, second);
    }

    @Override
    public String rule() {
      return "a lock held twice";
    }
  }

  /** A lock's token is not greater than, or not as great as, one that was seen before. */
  record TokenFell(Operation earlier, Operation later) implements Certificate {
    @Override
    public List<Operation> operations() {
      return List.of(earlier, later);
    }

    @Override
    public String rule() {
      return "a token that does not grow";
    }
  }

  /**
   * One did not find what had been put in before it began, and what nobody can have removed since.
   *
   * @param read a read of all, or one that looked for it in its own way
   */
  record Lost(Operation add, Operation read) implements Certificate {
    @Override
    public List<Operation> operations() {
      return joined(List.of(add), read);
    }

    @Override
    public String rule() {
      return "lost element";
    }
  }

  /** Two reads of what only grows, neither of which can have been first. */
  record Apart(Operation one, Operation other, List<Operation> puts) implements Certificate {
    @Override
    public List<Operation> operations() {
      return joined(puts, one, other);
    }

    @Override
    public String rule() {
      return "reads that exclude each other";
    }
  }

  /** A read lacks what another one had found before it began. */
  record Shrunk(Operation earlier, Operation later) implements Certificate {
    @Override
    public List<Operation> operations() {
      return joined(List.of(earlier), later);
    }

    @Override
    public String rule() {
      return "a read that goes back";
    }
  }

  /**
   * A read shows a second value without the first, or before it, although the first had been put in
   * before the second began.
   */
  record Misordered(Operation first, Operation second, Operation read) implements Certificate {
    @Override
    public List<Operation> operations() {
      return joined(List.of(first), second, read);
    }

    @Override
    public String rule() {
      return "wrong order";
    }
  }

  /**
   * A read of a counter found more or less than the additions allow.
   *
   * @param since an earlier read from which is counted; empty for the beginning
   * @param count how many additions there certainly were, or could be at most; -1 if no number
   *     leads there
   * @param isTooMany whether it found more than there could be; else fewer than there were
   * @param additions some of them
   */
  record Miscounted(
      Operation read,
      Optional<Operation> since,
      long count,
      boolean isTooMany,
      List<Operation> additions)
      implements Certificate {
    @Override
    public List<Operation> operations() {
      List<Operation> others = new ArrayList<>(additions);
      since.ifPresent(others::add);
      return joined(others, read);
    }

    @Override
    public String rule() {
      return isTooMany ? "more than was added" : "lost additions";
    }
  }

  /**
   * None of the orders of some operations is one that the model and real time allow, and what else
   * happened cannot help: all that may have mattered to them is among them.
   *
   * @param refused the one that returned last; what had not returned by then may have happened
   * @param possible states in which the object could have been then, in words
   * @param moreIsPossible whether it could have been in others that explain nothing either
   */
  record NoOrder(
      List<Operation> operations, Operation refused, List<String> possible, boolean moreIsPossible)
      implements Certificate {
    @Override
    public String rule() {
      return "no order";
    }
  }

  /**
   * A contradiction that is not one object's, such as a cycle of transactions, as its finder tells
   * it.
   *
   * @param sentence whole
   */
  record Told(String rule, List<Operation> operations, String sentence) implements Certificate {}

  private static List<Operation> joined(List<Operation> some, Operation... more) {
    List<Operation> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return all;
  }
}
