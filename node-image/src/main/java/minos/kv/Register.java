package minos.kv;

import java.util.Optional;
import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;
import org.jspecify.annotations.Nullable;

/** One value, which may be absent; a key of the key-value store. */
public final class Register implements Stored {
  /** Null where it is absent: of a million registers each wrapper would cost 16 MB. */
  private @Nullable String value;

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
    return store.on(query.key(), new Register(), register -> new Reply.Value(register.value()));
  }

  private Reply put(String next) {
    value = next;
    return new Reply.Done();
  }

  private Reply replace(String expected, String next) {
    boolean matched = expected.equals(value);
    if (matched) {
      value = next;
    }
    return new Reply.Swapped(matched);
  }

  private Optional<String> value() {
    return Optional.ofNullable(value);
  }

  @Override
  public Kind kind() {
    return Kind.REGISTER;
  }

  @Override
  public void encode(Encoder to) {
    to.optionalText(value());
  }

  static Register decode(Decoder from) throws Malformed {
    Register register = new Register();
    register.value = from.optionalText().orElse(null);
    return register;
  }
}
