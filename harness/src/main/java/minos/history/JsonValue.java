package minos.history;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One form for each value that JSON can say, so that value equality means what it should. */
final class JsonValue {
  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private JsonValue() {}

  /**
   * @throws IllegalArgumentException if JSON cannot say it
   */
  static @Nullable Object canonical(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Long number -> number;
      case String text -> text;
      case Boolean truth -> truth;
      case Integer number -> (long) number;
      case Short number -> (long) number;
      case Byte number -> (long) number;
      case Double number when Double.isFinite(number) -> number;
      case BigInteger number -> narrowed(number);
      case List<?> list -> canonicalList(list);
      case Map<?, ?> map -> map.isEmpty() ? Map.of() : canonicalMap(map);
      default ->
          throw new IllegalArgumentException(
              value.getClass().getName() + " is not what a history can hold: " + value);
    };
  }

  static Map<String, Object> canonicalFields(Map<String, Object> fields) {
    return fields.isEmpty() ? Map.of() : canonicalMap(fields);
  }

  private static Object narrowed(BigInteger number) {
    boolean fits = number.compareTo(LONG_MIN) >= 0 && number.compareTo(LONG_MAX) <= 0;
    return fits ? (Object) number.longValueExact() : number;
  }

  private static List<@Nullable Object> canonicalList(List<?> list) {
    List<@Nullable Object> copy = new ArrayList<>(list.size());
    for (Object element : list) {
      copy.add(canonical(element));
    }
    return Collections.unmodifiableList(copy);
  }

  @SuppressWarnings("NullAway") // JSON has null as a value; the port says Object
  private static Map<String, Object> canonicalMap(Map<?, ?> map) {
    Map<String, Object> copy = new TreeMap<>();
    map.forEach((key, value) -> {
      if (!(key instanceof String name)) {
        throw new IllegalArgumentException("a map in a history needs names as keys, not " + key);
      }
      copy.put(name, canonical(value));
    });
    return Collections.unmodifiableMap(copy);
  }
}
