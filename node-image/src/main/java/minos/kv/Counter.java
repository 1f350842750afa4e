package minos.kv;

import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;

/** A whole number that starts at 0 and that clients add to; it wraps around at 64 bits. */
public final class Counter implements Stored {
  private long sum;

  Counter() {}

  /** Adds; the reply is {@link Reply.Amount}, the sum after it. */
  public record Add(String name, long amount) implements Command.Change {}

  /** Reads the sum; the reply is {@link Reply.Amount}. */
  public record Read(String name) implements Query {}

  static Reply execute(Add add, Store store) {
    return store.change(
        add.name(),
        Counter::new,
        counter -> {
          counter.sum += add.amount();
          return new Reply.Amount(counter.sum);
        });
  }

  static Reply ask(Read read, Store store) {
    return store.on(read.name(), new Counter(), counter -> new Reply.Amount(counter.sum));
  }

  @Override
  public Kind kind() {
    return Kind.COUNTER;
  }

  @Override
  public void encode(Encoder to) {
    to.number(sum);
  }

  static Counter decode(Decoder from) throws Malformed {
    Counter counter = new Counter();
    counter.sum = from.number();
    return counter;
  }
}
