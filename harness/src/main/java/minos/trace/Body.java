package minos.trace;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a message says, as plain maps, lists, numbers and texts: records by their components. */
final class Body {
  /** Names the record, beside its components. */
  static final String TYPE = "type";

  private Body() {}

  static Object of(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Boolean is -> is;
      case Long number -> number;
      case Integer number -> number.longValue();
      case Optional<?> maybe -> maybe.isPresent() ? of(maybe.get()) : List.of();
      case Map<?, ?> map -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((name, field) -> fields.put(String.valueOf(name), of(field)));
        yield fields;
      }
      case Iterable<?> many -> {
        List<Object> all = new ArrayList<>();
        many.forEach(one -> all.add(of(one)));
        yield all;
      }
      case Record record -> fields(record);
      default -> value.toString();
    };
  }

  private static Map<String, Object> fields(Record record) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(TYPE, record.getClass().getSimpleName());
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      String name = component.getName().equals(TYPE) ? "is" : component.getName();
      fields.put(name, of(component(record, component.getAccessor())));
    }
    return fields;
  }

  private static @Nullable Object component(Record record, Method accessor) {
    try {
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record does not show " + accessor.getName(), e);
    }
  }
}
