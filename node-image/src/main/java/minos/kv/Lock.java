package minos.kv;

import java.util.Optional;
import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;

/**
 * A lock that one owner holds at a time. Every acquisition gets a higher fencing token than all
 * before: whoever guards a resource refuses requests with a lower one than it has seen. A lock does
 * not expire, and its tokens never begin again.
 */
public final class Lock implements Stored {
  private Optional<String> owner = Optional.empty();
  private long token;

  Lock() {}

  /** A change of a lock. */
  public sealed interface Change extends Command.Change {}

  /**
   * Takes the lock if it is free; the reply is {@link Reply.Acquired}, or {@link Reply.Held} with
   * the holder, which may be the same owner: it is not taken twice.
   */
  public record Acquire(String name, String owner) implements Change {}

  /** Frees the lock if this owner holds it; the reply is {@link Reply.Changed}: whether it did. */
  public record Release(String name, String owner) implements Change {}

  /** Who holds it; the reply is {@link Reply.Holder}. */
  public record Look(String name) implements Query {}

  static Reply execute(Change change, Store store) {
    return switch (change) {
      case Acquire(String name, String owner) ->
          store.change(name, Lock::new, lock -> lock.acquire(owner));
      case Release(String name, String owner) ->
          store.on(name, new Lock(), lock -> lock.release(owner));
    };
  }

  static Reply ask(Look look, Store store) {
    return store.on(look.name(), new Lock(), lock -> new Reply.Holder(lock.owner, lock.token));
  }

  private Reply acquire(String by) {
    if (owner.isPresent()) {
      return new Reply.Held(owner.get());
    }
    owner = Optional.of(by);
    token++;
    return new Reply.Acquired(token);
  }

  private Reply release(String by) {
    boolean held = owner.equals(Optional.of(by));
    if (held) {
      owner = Optional.empty();
    }
    return new Reply.Changed(held);
  }

  @Override
  public Kind kind() {
    return Kind.LOCK;
  }

  @Override
  public void encode(Encoder to) {
    to.optionalText(owner).number(token);
  }

  static Lock decode(Decoder from) throws Malformed {
    Lock lock = new Lock();
    lock.owner = from.optionalText();
    lock.token = from.number();
    return lock;
  }
}
