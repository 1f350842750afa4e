package minos.shell.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import minos.kv.Command.Change;
import minos.kv.Counter;
import minos.kv.Lock;
import minos.kv.Query;
import minos.kv.Queue;
import minos.kv.TextList;
import minos.kv.TextSet;
import minos.kv.Transaction;

/** What can be done to the store's objects. */
final class ObjectVerbs {
  private static final String OWNER = "shell";

  private ObjectVerbs() {}

  static List<Verb> all() {
    List<Verb> verbs = new ArrayList<>();
    verbs.addAll(registers());
    verbs.addAll(countersAndSets());
    verbs.addAll(listsAndTransactions());
    verbs.addAll(queues());
    verbs.addAll(locks());
    return verbs;
  }

  private static List<Verb> registers() {
    return List.of(
        change("put KEY VALUE", "sets a key's value", a -> new Change.Put(a.get(0), a.get(1))),
        query("get KEY", "reads a key's value", a -> new Query.Get(a.get(0))),
        change(
            "cas KEY EXPECTED VALUE",
            "sets a key's value if it is the expected one",
            a -> new Change.CompareAndSet(a.get(0), a.get(1), a.get(2))),
        change("delete KEY", "removes a key", a -> new Change.Delete(a.get(0))));
  }

  private static List<Verb> countersAndSets() {
    return List.of(
        change(
            "add COUNTER AMOUNT",
            "adds to a counter, which begins at 0, and says the sum",
            a -> new Counter.Add(a.get(0), Words.number(a.get(1)))),
        query("sum COUNTER", "reads a counter", a -> new Counter.Read(a.get(0))),
        change(
            "sadd SET ELEMENT",
            "puts an element into a set",
            a -> new TextSet.Add(a.get(0), a.get(1))),
        change(
            "srem SET ELEMENT",
            "takes an element out of a set",
            a -> new TextSet.Remove(a.get(0), a.get(1))),
        query(
            "scontains SET ELEMENT",
            "whether an element is in a set",
            a -> new TextSet.Contains(a.get(0), a.get(1))),
        query("smembers SET", "all elements of a set", a -> new TextSet.Read(a.get(0))));
  }

  private static List<Verb> listsAndTransactions() {
    return List.of(
        change(
            "append LIST ELEMENT",
            "puts an element at the end of a list, and says the length",
            a -> new TextList.Append(a.get(0), a.get(1))),
        query("list LIST", "all elements of a list", a -> new TextList.Read(a.get(0))),
        change(
            "txn STEP...",
            "steps over several lists at once: append LIST ELEMENT, or read LIST",
            ObjectVerbs::transaction));
  }

  private static List<Verb> queues() {
    return List.of(
        change(
            "create_queue LABEL",
            "makes a queue unless there is one, and says its number, the QID",
            a -> new Queue.Create(a.get(0))),
        query("get_qid LABEL", "the number of a queue", a -> new Queue.IdOf(a.get(0))),
        change(
            "push QID ITEM",
            "puts an item at the end of a queue",
            a -> new Queue.Push(Words.number(a.get(0)), a.get(1))),
        change(
            "pop QID",
            "takes the oldest item out of a queue",
            a -> new Queue.Pop(Words.number(a.get(0)))),
        query(
            "top QID", "the oldest item, which stays", a -> new Queue.Top(Words.number(a.get(0)))),
        query(
            "qsize QID", "how many items there are", a -> new Queue.Size(Words.number(a.get(0)))));
  }

  private static List<Verb> locks() {
    return List.of(
        change(
            "lock LOCK [OWNER]",
            "takes a lock if it is free (owner: " + OWNER + ")",
            a -> new Lock.Acquire(a.get(0), a.size() > 1 ? a.get(1) : OWNER)),
        change(
            "unlock LOCK [OWNER]",
            "frees a lock if this owner holds it",
            a -> new Lock.Release(a.get(0), a.size() > 1 ? a.get(1) : OWNER)),
        query("holder LOCK", "who holds a lock", a -> new Lock.Look(a.get(0))));
  }

  private static Transaction transaction(List<String> words) {
    List<Transaction.Step> steps = new ArrayList<>();
    int at = 0;
    while (at < words.size()) {
      if (words.get(at).equals("append") && at + 2 < words.size()) {
        steps.add(new Transaction.Append(words.get(at + 1), words.get(at + 2)));
        at += 3;
      } else if (words.get(at).equals("read") && at + 1 < words.size()) {
        steps.add(new Transaction.Read(words.get(at + 1)));
        at += 2;
      } else {
        throw new IllegalArgumentException(
            "a step is append LIST ELEMENT or read LIST, not: "
                + String.join(" ", words.subList(at, words.size())));
      }
    }
    return new Transaction(steps);
  }

  private static Verb change(String usage, String help, Function<List<String>, Change> change) {
    return Verb.of(
        usage,
        help,
        (session, arguments) -> {
          Change wanted = change.apply(arguments);
          session.remember(arguments.getFirst());
          return Replies.result(session.change(wanted));
        });
  }

  private static Verb query(String usage, String help, Function<List<String>, Query> query) {
    return Verb.of(
        usage,
        help,
        (session, arguments) -> {
          Query wanted = query.apply(arguments);
          session.remember(arguments.getFirst());
          return Replies.result(session.ask(wanted));
        });
  }
}
