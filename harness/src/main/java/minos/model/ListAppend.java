package minos.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list: {@code append} of a value at its end, and {@code read} of the whole. A read that returns
 * null says nothing.
 */
public record ListAppend() implements Model<List<Object>> {

  @Override
  public String name() {
    return "list-append";
  }

  @Override
  public List<Object> initial() {
    return List.of();
  }

  @Override
  public Optional<List<Object>> step(List<Object> list, Call call) {
    return switch (call.f()) {
      case "append" -> {
        List<Object> longer = new ArrayList<>(list);
        longer.add(Held.element(this, call));
        yield Optional.of(List.copyOf(longer));
      }
      case "read" -> read(list, call);
      default -> throw Held.unknown(this, "append and read", call);
    };
  }

  private static Optional<List<Object>> read(List<Object> list, Call call) {
    if (!call.known() || call.result() == null) {
      return Optional.of(list);
    }
    if (!(call.result() instanceof List<?> found)) {
      throw new IllegalArgumentException("a list is read as a list, not " + call.result());
    }
    return found.equals(list) ? Optional.of(list) : Optional.empty();
  }

  @Override
  public boolean onlyReads(Call call) {
    return call.f().equals("read");
  }

  @Override
  public String describe(List<Object> list) {
    return list.toString();
  }
}
