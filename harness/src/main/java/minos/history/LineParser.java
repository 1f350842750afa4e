package minos.history;

import java.util.Optional;
import minos.history.PlainBytes.Outcome;

/**
 * One JSON line straight into columns, if it is written as plainly as Minos writes it: without
 * escapes, fractions, nested lists or further fields. All else is left to {@link OpParser}.
 */
final class LineParser {
  private static final int ALL = 0b11111;
  private static final int KEY = 32;
  private static final int VALUE = 64;

  private final ColumnsBuilder columns;
  private final PlainBytes line;
  private Optional<String> objection = Optional.empty();

  LineParser(ColumnsBuilder columns) {
    this.columns = columns;
    this.line = new PlainBytes(columns.values);
  }

  /** Why the last op was out of place. */
  String objection() {
    return objection.orElseThrow();
  }

  Outcome parse(byte[] bytes, int from, int length) {
    int end = from + length;
    line.begin(bytes, from, length > 0 && bytes[end - 1] == '\r' ? end - 1 : end);
    return fields();
  }

  private Outcome fields() {
    long index = 0;
    long time = 0;
    long process = 0;
    Op.Type type = Op.Type.INVOKE;
    int f = Values.NIL;
    int key = Values.NIL;
    int value = Values.NIL;
    int present = 0;
    line.take('{');
    do {
      int field = field();
      line.plain &= (present & field) == 0;
      present |= field;
      switch (field) {
        case 1 -> index = line.natural();
        case 2 -> time = line.natural();
        case 4 -> process = line.natural();
        case 8 -> type = type();
        case 16 -> f = text();
        case KEY -> key = value(true);
        case VALUE -> value = value(true);
        default -> line.plain = false;
      }
    } while (line.plain && more());
    boolean whole = line.at == line.end && (present & ALL) == ALL;
    if (!line.plain || !whole || process > Integer.MAX_VALUE) {
      return Outcome.NOT_PLAIN;
    }
    objection = columns.add(index, time, (int) process, type, f, key, value, Values.NIL);
    return objection.isPresent() ? Outcome.OUT_OF_PLACE : Outcome.ADDED;
  }

  private boolean more() {
    boolean more = line.is(',');
    if (more) {
      line.at++;
    } else {
      line.take('}');
    }
    return more;
  }

  /** The bit of the field whose name is next, and passes its colon; 0 for any other. */
  private int field() {
    line.take('"');
    if (line.at + 2 >= line.end) {
      return 0;
    }
    int field =
        switch (line.bytes[line.at]) {
          case 'i' -> named("index", 1);
          case 't' -> line.bytes[line.at + 1] == 'i' ? named("time", 2) : named("type", 8);
          case 'p' -> named("process", 4);
          case 'f' -> named("f", 16);
          case 'k' -> named("key", KEY);
          case 'v' -> named("value", VALUE);
          default -> 0;
        };
    line.take('"');
    line.take(':');
    return field;
  }

  private int named(String name, int bit) {
    return line.taken(name) ? bit : 0;
  }

  private Op.Type type() {
    line.take('"');
    if (line.taken("invoke\"")) {
      return Op.Type.INVOKE;
    } else if (line.taken("ok\"")) {
      return Op.Type.OK;
    } else if (line.taken("info\"")) {
      return Op.Type.INFO;
    }
    line.plain &= line.taken("fail\"");
    return Op.Type.FAIL;
  }

  private int value(boolean mayBePair) {
    if (line.at >= line.end) {
      line.plain = false;
      return PlainBytes.NOT_PLAIN;
    }
    return switch (line.bytes[line.at]) {
      case '"' -> line.string();
      case 'n' -> line.literal("null", Values.NIL);
      case 't' -> line.literal("true", columns.values.of(true));
      case 'f' -> line.literal("false", columns.values.of(false));
      case '[' -> pair(mayBePair);
      default -> line.number();
    };
  }

  private int pair(boolean mayBe) {
    line.plain &= mayBe;
    if (!line.plain) {
      return PlainBytes.NOT_PLAIN;
    }
    line.take('[');
    int first = value(false);
    line.take(',');
    int second = value(false);
    line.take(']');
    return line.plain ? columns.values.ofPair(first, second) : PlainBytes.NOT_PLAIN;
  }

  /** A text that is not empty. */
  private int text() {
    int begin = line.at;
    int text = line.string();
    line.plain &= line.at > begin + 2;
    return text;
  }
}
