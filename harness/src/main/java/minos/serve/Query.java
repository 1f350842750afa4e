package minos.serve;

import java.util.LinkedHashMap;
import java.util.Map;

/** What stands after the question mark of an address. */
record Query(Map<String, String> values) {
  /**
   * @param raw still encoded; null is nothing, and what cannot be decoded is left out
   */
  static Query of(@org.jspecify.annotations.Nullable String raw) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        Walls.decoded(pair.substring(equals + 1).replace('+', ' '))
            .ifPresent(value -> values.put(pair.substring(0, equals), value));
      }
    }
    return new Query(values);
  }

  String text(String name) {
    return values.getOrDefault(name, "");
  }

  /** A whole number from 0 on; 0 for anything else. */
  int number(String name) {
    return text(name).matches("\\d{1,6}") ? Integer.parseInt(text(name)) : 0;
  }

  /** An address with one value put in place of another; the rest as it was. */
  String with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(name, value);
    StringBuilder address = new StringBuilder("?");
    changed.forEach((key, each) ->
        address
            .append(address.length() == 1 ? "" : "&")
            .append(Walls.encoded(key))
            .append('=')
            .append(Walls.encoded(each).replace("/", "%2F")));
    return address.toString();
  }
}
