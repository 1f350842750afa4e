package minos.history.convert;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/** A line an event, without index, time and further fields. */
record LogWriter(Keys keys, Losses losses) implements OpWriter {

  @Override
  public String line(Op op) throws CannotHold {
    boolean client = !op.isByNemesis();
    if (keys == Keys.FIELDS) {
      throw new CannotHold(op, "Jepsen's log cannot say which object this is about");
    }
    if (!EdnText.isKeyword(op.f())) {
      throw new CannotHold(op, "Jepsen's log cannot hold the operation " + op.f());
    }
    Object value = client && keys == Keys.TUPLES ? Arrays.asList(op.key(), op.value()) : op.value();
    if (holdsMap(value)) {
      throw new CannotHold(op, "Jepsen's log cannot hold the value " + value);
    }
    losses.add("has no index and no time");
    op.extra().keySet().forEach(name -> losses.add("has no field " + name));
    return "INFO  jepsen.util - %s\t:%s\t:%s\t%s\n"
        .formatted(
            client ? String.valueOf(op.process()) : ":nemesis",
            op.type().name().toLowerCase(Locale.ROOT),
            op.f(),
            EdnText.value(value));
  }

  private static boolean holdsMap(@Nullable Object value) {
    return value instanceof Map
        || (value instanceof List<?> list && list.stream().anyMatch(LogWriter::holdsMap));
  }
}
