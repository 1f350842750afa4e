package minos.history;

import java.io.IOException;
import java.util.Optional;
import minos.history.PlainBytes.Outcome;

/**
 * One map of EDN straight into columns, if it is an op written as plainly as Jepsen writes most:
 * without further keys, and with numbers, strings and lists of two as values. All else is left to
 * {@link EdnHistory}.
 */
final class EdnOpParser {
  private static final int INDEX = 1;
  private static final int TIME = 2;
  private static final int PROCESS = 4;
  private static final int TYPE = 8;
  private static final int F = 16;
  private static final int KEY = 32;
  private static final int VALUE = 64;
  private static final int REQUIRED = PROCESS | TYPE | F;
  private static final int DEPTH_MAX = 2;

  private final ColumnsBuilder columns;
  private final Spellings spellings;
  private final PlainBytes map;
  private Optional<String> objection = Optional.empty();
  private int present;

  EdnOpParser(ColumnsBuilder columns, Spellings spellings) {
    this.columns = columns;
    this.spellings = spellings;
    this.map = new PlainBytes(columns.values);
  }

  /** Why the last op was out of place. */
  String objection() {
    return objection.orElseThrow();
  }

  /** Whether the last op names its object. */
  boolean hasKey() {
    return (present & KEY) != 0;
  }

  /** Nothing is taken from the input unless there is an op. */
  Outcome parse(TextInput in) throws IOException {
    in.show(map);
    Outcome outcome = fields();
    if (outcome != Outcome.NOT_PLAIN) {
      in.takeUpTo(map.at);
    }
    return outcome;
  }

  private Outcome fields() {
    long index = columns.nextIndex();
    long time = ColumnsBuilder.UNTOLD;
    long process = 0;
    Op.Type type = Op.Type.INVOKE;
    int f = Values.NIL;
    int key = Values.NIL;
    int value = Values.NIL;
    present = 0;
    map.take('{');
    blanks();
    while (map.plain && !map.is('}')) {
      int field = field();
      map.plain &= (present & field) == 0;
      present |= field;
      switch (field) {
        case INDEX -> index = whole();
        case TIME -> time = whole();
        case PROCESS -> process = whole();
        case TYPE -> type = type();
        case F -> f = word();
        case KEY -> key = value(0);
        case VALUE -> value = value(0);
        default -> map.plain = false;
      }
      blanks();
    }
    map.take('}');
    if (!map.plain || (present & REQUIRED) != REQUIRED || process > Integer.MAX_VALUE) {
      return Outcome.NOT_PLAIN;
    }
    objection =
        columns.add(index, columns.timeFrom(time), (int) process, type, f, key, value, Values.NIL);
    return objection.isPresent() ? Outcome.OUT_OF_PLACE : Outcome.ADDED;
  }

  private void blanks() {
    while (map.at < map.end && isBlank(map.bytes[map.at])) {
      map.at++;
    }
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == ',' || c == '\n' || c == '\r' || c == '\t';
  }

  /** A number or word is over only where something else begins. */
  private void ends() {
    map.plain &=
        map.at < map.end
            && (isBlank(map.bytes[map.at]) || map.bytes[map.at] == '}' || map.bytes[map.at] == ']');
  }

  /** The bit of the key that is next, and passes the blanks behind it; 0 for any other. */
  private int field() {
    map.take(':');
    if (map.at + 2 >= map.end) {
      return 0;
    }
    int field =
        switch (map.bytes[map.at]) {
          case 'i' -> named("index", INDEX);
          case 't' -> map.bytes[map.at + 1] == 'i' ? named("time", TIME) : named("type", TYPE);
          case 'p' -> named("process", PROCESS);
          case 'f' -> named("f", F);
          case 'k' -> named("key", KEY);
          case 'v' -> named("value", VALUE);
          default -> 0;
        };
    map.plain &= map.at < map.end && isBlank(map.bytes[map.at]);
    blanks();
    return field;
  }

  private int named(String name, int bit) {
    return map.taken(name) ? bit : 0;
  }

  private long whole() {
    long number = map.natural();
    ends();
    return number;
  }

  private Op.Type type() {
    Op.Type type =
        map.taken(":invoke")
            ? Op.Type.INVOKE
            : map.taken(":ok") ? Op.Type.OK : map.taken(":info") ? Op.Type.INFO : Op.Type.FAIL;
    map.plain &= type != Op.Type.FAIL || map.taken(":fail");
    ends();
    return type;
  }

  /** A keyword's name. */
  private int word() {
    map.take(':');
    int begin = map.at;
    while (map.at < map.end && isOfWord(map.bytes[map.at])) {
      map.at++;
    }
    map.plain &= map.at > begin;
    ends();
    return map.text(begin, map.at - begin);
  }

  private static boolean isOfWord(byte c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  }

  private int value(int depth) {
    if (map.at >= map.end) {
      map.plain = false;
      return PlainBytes.NOT_PLAIN;
    }
    return switch (map.bytes[map.at]) {
      case '"' -> string();
      case '[' -> pair(depth);
      case 'n' -> ended(map.literal("nil", Values.NIL));
      case 't' -> ended(map.literal("true", columns.values.of(true)));
      case 'f' -> ended(map.literal("false", columns.values.of(false)));
      default -> ended(map.number());
    };
  }

  private int ended(int value) {
    ends();
    return value;
  }

  private int string() {
    int text = map.string();
    map.plain &= text >= 0 && spellings.objection(text, false).isEmpty();
    return text;
  }

  private int pair(int depth) {
    map.plain &= depth < DEPTH_MAX;
    if (!map.plain) {
      return PlainBytes.NOT_PLAIN;
    }
    map.take('[');
    blanks();
    int first = value(depth + 1);
    blanks();
    int second = value(depth + 1);
    blanks();
    map.take(']');
    return map.plain ? columns.values.ofPair(first, second) : PlainBytes.NOT_PLAIN;
  }
}
