package minos.kv;

import java.util.ArrayList;
import java.util.List;
import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;
import minos.kv.Command.Change;

/** Changes as bytes. A kind's number never means another: logs of older versions are read, too. */
final class ChangeCodec {
  private static final int PUT = 1;
  private static final int COMPARE_AND_SET = 2;
  private static final int DELETE = 3;
  private static final int COUNTER_ADD = 4;
  private static final int SET_ADD = 5;
  private static final int SET_REMOVE = 6;
  private static final int LIST_APPEND = 7;
  private static final int QUEUE_CREATE = 8;
  private static final int QUEUE_PUSH = 9;
  private static final int QUEUE_POP = 10;
  private static final int LOCK_ACQUIRE = 11;
  private static final int LOCK_RELEASE = 12;
  private static final int TRANSACTION = 13;

  private static final int STEP_APPEND = 1;
  private static final int STEP_READ = 2;

  private ChangeCodec() {}

  static void encode(Change change, Encoder to) {
    switch (change) {
      case Change.Put(String key, String value) -> to.octet(PUT).text(key).text(value);
      case Change.CompareAndSet(String key, String expected, String value) ->
          to.octet(COMPARE_AND_SET).text(key).text(expected).text(value);
      case Change.Delete(String key) -> to.octet(DELETE).text(key);
      case Counter.Add(String name, long amount) -> to.octet(COUNTER_ADD).text(name).number(amount);
      case TextSet.Add(String name, String element) -> to.octet(SET_ADD).text(name).text(element);
      case TextSet.Remove(String name, String element) ->
          to.octet(SET_REMOVE).text(name).text(element);
      case TextList.Append(String name, String element) ->
          to.octet(LIST_APPEND).text(name).text(element);
      case Queue.Create(String label) -> to.octet(QUEUE_CREATE).text(label);
      case Queue.Push(long id, String element) -> to.octet(QUEUE_PUSH).number(id).text(element);
      case Queue.Pop(long id) -> to.octet(QUEUE_POP).number(id);
      case Lock.Acquire(String name, String owner) -> to.octet(LOCK_ACQUIRE).text(name).text(owner);
      case Lock.Release(String name, String owner) -> to.octet(LOCK_RELEASE).text(name).text(owner);
      case Transaction(List<Transaction.Step> steps) -> {
        to.octet(TRANSACTION).number(steps.size());
        steps.forEach(step -> encode(step, to));
      }
    }
  }

  private static void encode(Transaction.Step step, Encoder to) {
    switch (step) {
      case Transaction.Append(String name, String element) ->
          to.octet(STEP_APPEND).text(name).text(element);
      case Transaction.Read(String name) -> to.octet(STEP_READ).text(name);
    }
  }

  static Change decode(Decoder from) throws Malformed {
    int tag = from.octet();
    return switch (tag) {
      case PUT -> new Change.Put(from.text(), from.text());
      case COMPARE_AND_SET -> new Change.CompareAndSet(from.text(), from.text(), from.text());
      case DELETE -> new Change.Delete(from.text());
      case COUNTER_ADD -> new Counter.Add(from.text(), from.number());
      case SET_ADD -> new TextSet.Add(from.text(), from.text());
      case SET_REMOVE -> new TextSet.Remove(from.text(), from.text());
      case LIST_APPEND -> new TextList.Append(from.text(), from.text());
      case QUEUE_CREATE -> new Queue.Create(from.text());
      case QUEUE_PUSH -> new Queue.Push(from.number(), from.text());
      case QUEUE_POP -> new Queue.Pop(from.number());
      case LOCK_ACQUIRE -> new Lock.Acquire(from.text(), from.text());
      case LOCK_RELEASE -> new Lock.Release(from.text(), from.text());
      case TRANSACTION -> transaction(from);
      default -> throw from.malformed("is a change of unknown kind " + tag);
    };
  }

  private static Transaction transaction(Decoder from) throws Malformed {
    int count = from.count();
    List<Transaction.Step> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      steps.add(step(from));
    }
    return new Transaction(steps);
  }

  private static Transaction.Step step(Decoder from) throws Malformed {
    int tag = from.octet();
    return switch (tag) {
      case STEP_APPEND -> new Transaction.Append(from.text(), from.text());
      case STEP_READ -> new Transaction.Read(from.text());
      default -> throw from.malformed("is a transaction's step of unknown kind " + tag);
    };
  }
}
