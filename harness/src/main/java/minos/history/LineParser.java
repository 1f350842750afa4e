package minos.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * One JSON line straight into columns, if it is written as plainly as Minos writes it: without
 * escapes, fractions, nested lists or further fields. All else is left to {@link OpParser}, which
 * takes every line that this one does, with the same meaning, and knows what to object to.
 */
final class LineParser {
  private static final int NOT_PLAIN = -1;
  private static final int DIGITS_MAX = 18;
  private static final int ALL = 0b11111;
  private static final int KEY = 32;
  private static final int VALUE = 64;

  private final ColumnsBuilder columns;
  private final Texts texts;
  private byte[] bytes = {};
  private int at;
  private int end;
  private boolean plain;

  LineParser(ColumnsBuilder columns) {
    this.columns = columns;
    this.texts = new Texts(columns.values);
  }

  /** What came of a line. */
  enum Outcome {
    ADDED,
    /** It may be an op or not: nothing was done. */
    NOT_PLAIN,
    /** It is an op, but stands in the wrong place: see {@link #objection()}. */
    OUT_OF_PLACE
  }

  private Optional<String> objection = Optional.empty();

  /** Why the last op was out of place. */
  String objection() {
    return objection.orElseThrow();
  }

  Outcome parse(byte[] line, int from, int length) {
    bytes = line;
    at = from;
    end = from + length;
    plain = true;
    if (end > from && bytes[end - 1] == '\r') {
      end--;
    }
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
    take('{');
    do {
      int field = field();
      plain &= (present & field) == 0;
      present |= field;
      switch (field) {
        case 1 -> index = natural();
        case 2 -> time = natural();
        case 4 -> process = at < end && bytes[at] == '"' ? nemesis() : natural();
        case 8 -> type = type();
        case 16 -> f = text();
        case KEY -> key = value(true);
        case VALUE -> value = value(true);
        default -> plain = false;
      }
    } while (plain && more());
    plain &= at == end && (present & ALL) == ALL && process <= Integer.MAX_VALUE;
    if (!plain) {
      return Outcome.NOT_PLAIN;
    }
    objection =
        process == Op.NEMESIS
            ? columns.nemesis(index, time)
            : columns.add(index, time, (int) process, type, f, key, value, Values.NIL);
    return objection.isPresent() ? Outcome.OUT_OF_PLACE : Outcome.ADDED;
  }

  private void take(char expected) {
    plain &= at < end && bytes[at] == expected;
    at++;
  }

  private boolean more() {
    boolean more = at < end && bytes[at] == ',';
    if (more) {
      at++;
    } else {
      take('}');
    }
    return more;
  }

  /** The bit of the field whose name is next, and passes its colon; 0 for any other. */
  private int field() {
    take('"');
    if (at + 2 >= end) {
      return 0;
    }
    int field =
        switch (bytes[at]) {
          case 'i' -> named("index", 1);
          case 't' -> bytes[at + 1] == 'i' ? named("time", 2) : named("type", 8);
          case 'p' -> named("process", 4);
          case 'f' -> named("f", 16);
          case 'k' -> named("key", KEY);
          case 'v' -> named("value", VALUE);
          default -> 0;
        };
    take('"');
    take(':');
    return field;
  }

  private int named(String name, int bit) {
    return taken(name) ? bit : 0;
  }

  private boolean taken(String word) {
    int length = word.length();
    if (at + length > end) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return false;
      }
    }
    at += length;
    return true;
  }

  private long natural() {
    int begin = at;
    long number = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      number = 10 * number + (bytes[at++] - '0');
    }
    int digits = at - begin;
    plain &= digits > 0 && digits <= DIGITS_MAX && (digits == 1 || bytes[begin] != '0');
    return number;
  }

  private long nemesis() {
    plain &= taken("\"nemesis\"");
    return Op.NEMESIS;
  }

  private Op.Type type() {
    take('"');
    if (taken("invoke\"")) {
      return Op.Type.INVOKE;
    } else if (taken("ok\"")) {
      return Op.Type.OK;
    } else if (taken("info\"")) {
      return Op.Type.INFO;
    }
    plain &= taken("fail\"");
    return Op.Type.FAIL;
  }

  private int value(boolean mayBePair) {
    if (at >= end) {
      plain = false;
      return NOT_PLAIN;
    }
    return switch (bytes[at]) {
      case '"' -> string();
      case 'n' -> literal("null", Values.NIL);
      case 't' -> literal("true", columns.values.of(true));
      case 'f' -> literal("false", columns.values.of(false));
      case '-' -> negative();
      case '[' -> pair(mayBePair);
      default -> columns.values.ofNumber(natural());
    };
  }

  private int literal(String word, int value) {
    plain &= taken(word);
    return value;
  }

  private int negative() {
    at++;
    long number = natural();
    plain &= number > 0;
    return columns.values.ofNumber(-number);
  }

  private int pair(boolean mayBe) {
    plain &= mayBe;
    if (!plain) {
      return NOT_PLAIN;
    }
    take('[');
    int first = value(false);
    take(',');
    int second = value(false);
    take(']');
    return plain ? columns.values.ofPair(first, second) : NOT_PLAIN;
  }

  /** A text that is not empty. */
  private int text() {
    int begin = at;
    int text = string();
    plain &= at > begin + 2;
    return text;
  }

  private int string() {
    take('"');
    int begin = at;
    while (at < end && bytes[at] != '"') {
      plain &= bytes[at] >= ' ' && bytes[at] != '\\';
      at++;
    }
    int length = at - begin;
    take('"');
    return plain ? texts.of(bytes, begin, length) : NOT_PLAIN;
  }

  /** Numbers of texts, found again by their bytes. */
  private static final class Texts {
    private static final int CAPACITY = 1 << 10;

    private final Values values;
    private final byte[][] known = new byte[CAPACITY][];
    private final int[] numbers = new int[CAPACITY];

    Texts(Values values) {
      this.values = values;
    }

    /** Remembers the last text of each slot only, so that texts without end cost no memory. */
    int of(byte[] from, int begin, int length) {
      int hash = length;
      for (int i = begin; i < begin + length; i++) {
        hash = 31 * hash + from[i];
      }
      int slot = (hash ^ (hash >>> 10)) & (CAPACITY - 1);
      byte[] here = known[slot];
      if (here != null && Arrays.equals(here, 0, here.length, from, begin, begin + length)) {
        return numbers[slot];
      }
      known[slot] = Arrays.copyOfRange(from, begin, begin + length);
      numbers[slot] = values.of(new String(known[slot], StandardCharsets.US_ASCII));
      return numbers[slot];
    }
  }
}
