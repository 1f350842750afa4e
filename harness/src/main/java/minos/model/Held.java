package minos.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the models have in common that hold elements and give them back one by one. */
final class Held {
  private Held() {}

  /** The argument, which is an element. */
  static Object element(Model<?> model, Call call) {
    if (call.argument() == null) {
      throw new IllegalArgumentException(
          "%s of %s takes a value, not null".formatted(call.f(), model.name()));
    }
    return call.argument();
  }

  /** What is left without the element at the place; a call that found none finds them empty. */
  static Optional<List<Object>> take(List<Object> elements, int at, Call call) {
    if (elements.isEmpty()) {
      return call.known() && call.result() != null ? Optional.empty() : Optional.of(elements);
    }
    if (call.known() && !elements.get(at).equals(call.result())) {
      return Optional.empty();
    }
    List<Object> fewer = new ArrayList<>(elements);
    fewer.remove(at);
    return Optional.of(List.copyOf(fewer));
  }

  /** Whether the call is known to have found nothing to take. */
  static boolean foundNone(String f, Call call) {
    return call.f().equals(f) && call.known() && call.result() == null;
  }

  static IllegalArgumentException unknown(Model<?> model, String known, Call call) {
    return new IllegalArgumentException(
        "%s has %s, not %s".formatted(model.name(), known, call.f()));
  }
}
