package minos.check.tally;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import minos.history.History;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * A history as a test tells it, one line an event: {@code 0 add 1} begins, {@code 0 ok}, {@code 0
 * ok [1, 2]}, {@code 0 fail}, {@code 0 info} end; a value that is left out is that of the
 * beginning.
 */
final class Told {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Told() {}

  static History history(String... lines) {
    List<Op> ops = new ArrayList<>();
    Map<Integer, Op> open = new HashMap<>();
    for (String line : lines) {
      String[] words = line.split(" ", 3);
      int process = Integer.parseInt(words[0]);
      boolean ends = List.of("ok", "fail", "info").contains(words[1]);
      Op begun = ends ? Objects.requireNonNull(open.remove(process)) : null;
      Object value = words.length == 3 ? value(words[2]) : begun == null ? null : begun.value();
      Map<String, Object> extra = Map.of();
      if (ends && value instanceof Map<?, ?> fields && fields.containsKey("extra")) {
        extra =
            Map.of(String.valueOf(fields.get("extra")), Objects.requireNonNull(fields.get("is")));
        value = null;
      }
      Op op =
          new Op(
              ops.size(),
              ops.size(),
              process,
              ends ? Op.Type.valueOf(words[1].toUpperCase(Locale.ROOT)) : Op.Type.INVOKE,
              begun == null ? words[1] : begun.f(),
              null,
              value,
              extra);
      if (!ends) {
        open.put(process, op);
      }
      ops.add(op);
    }
    return new History(ops);
  }

  private static @Nullable Object value(String json) {
    try {
      return JSON.readValue(json, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
