package minos.kv;

import java.util.Optional;
import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;

/** One value, which may be absent; a key of the key-value store. */
public final class Register implements Stored {
  private Optional<String> value = Optional.empty();

  Register() {}

  /** {@link Command.Change.Put}, {@code CompareAndSet} and {@code Delete}. */
  public sealed interface Change extends Command.Change
      permits Command.Change.Put, Command.Change.CompareAndSet, Command.Change.Delete {}

  static Reply execute(Change change, Store store) {
    return switch (change) {
      case Command.Change.Put(String key, String value) ->
          store.change(key, Register::new, register -> register.put(value));
      case Command.Change.CompareAndSet(String key, String expected, String value) ->
          store.on(key, new Register(), register -> register.replace(expected, value));
      case Command.Change.Delete(String key) ->
          store.on(
              key,
              new Register(),
              register -> {
                store.remove(key);
                return new Reply.Done();
              });
    };
  }

  static Reply ask(Query.Get query, Store store) {
    return store.on(query.key(), new Register(), register -> new Reply.Value(register.value));
  }

  private Reply put(String next) {
    value = Optional.of(next);
    return new Reply.Done();
  }

  private Reply replace(String expected, String next) {
    boolean matched = value.equals(Optional.of(expected));
    if (matched) {
      value = Optional.of(next);
    }
    return new Reply.Swapped(matched);
  }

  @Override
  public Kind kind() {
    return Kind.REGISTER;
  }

  @Override
  public void encode(Encoder to) {
    to.optionalText(value);
  }

  static Register decode(Decoder from) throws Malformed {
    Register register = new Register();
    register.value = from.optionalText();
    return register;
  }
}
