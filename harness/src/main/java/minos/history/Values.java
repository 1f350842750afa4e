package minos.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for the values of a history: equal values have one number, nil has {@link #NIL}. Whole
 * numbers and lists of two are held without objects; what is left is rare, or repeats.
 */
public final class Values {
  public static final int NIL = 0;

  /** For a value that is no list of two. */
  public static final int NONE = -1;

  private static final int CAPACITY_MIN = 64;
  private static final byte NUMBER = 1;
  private static final byte PAIR = 2;
  private static final byte OTHER = 3;

  private byte[] forms = new byte[CAPACITY_MIN];

  /** The whole number; the numbers of the two; or a place among the others. */
  private long[] contents = new long[CAPACITY_MIN];

  private int size = 1;
  private int[] table = new int[2 * CAPACITY_MIN];
  private final List<Object> others = new ArrayList<>();
  private final Map<Object, Integer> otherNumbers = new HashMap<>();

  Values() {}

  /** One more than the greatest number. */
  public int size() {
    return size;
  }

  public @Nullable Object get(int value) {
    return switch (forms[value]) {
      case NUMBER -> contents[value];
      case PAIR -> Arrays.asList(get(first(value)), get(second(value)));
      case OTHER -> others.get((int) contents[value]);
      default -> null;
    };
  }

  /** Of a list of two; {@link #NONE} for any other value. */
  public int first(int value) {
    return forms[value] == PAIR ? (int) (contents[value] >>> 32) : NONE;
  }

  /** Of a list of two; {@link #NONE} for any other value. */
  public int second(int value) {
    return forms[value] == PAIR ? (int) contents[value] : NONE;
  }

  int ofNumber(long number) {
    return of(NUMBER, number);
  }

  int ofPair(int first, int second) {
    return of(PAIR, ((long) first << 32) | second);
  }

  /**
   * @param value in the one form that {@link Op} gives it
   */
  int of(@Nullable Object value) {
    return switch (value) {
      case null -> NIL;
      case Long number -> ofNumber(number);
      case List<?> pair when pair.size() == 2 -> ofPair(of(pair.get(0)), of(pair.get(1)));
      default -> ofOther(value);
    };
  }

  /** The number of a value that is there; {@link #NONE} if it is not. */
  public int find(@Nullable Object value) {
    return switch (value) {
      case null -> NIL;
      case Long number -> found(NUMBER, number);
      case List<?> pair when pair.size() == 2 -> {
        int first = find(pair.get(0));
        int second = find(pair.get(1));
        yield first == NONE || second == NONE ? NONE : found(PAIR, ((long) first << 32) | second);
      }
      default -> otherNumbers.getOrDefault(value, NONE);
    };
  }

  private int found(byte form, long content) {
    int value = table[slot(form, content)];
    return value == NIL ? NONE : value;
  }

  private int ofOther(Object value) {
    Integer known = otherNumbers.get(value);
    if (known != null) {
      return known;
    }
    int number = append(OTHER, others.size());
    others.add(Objects.requireNonNull(value));
    otherNumbers.put(value, number);
    return number;
  }

  private int of(byte form, long content) {
    int slot = slot(form, content);
    if (table[slot] != NIL) {
      return table[slot];
    }
    if (2 * (size + 1) > table.length) {
      enlargeTable();
      slot = slot(form, content);
    }
    int number = append(form, content);
    table[slot] = number;
    return number;
  }

  private int append(byte form, long content) {
    if (size == forms.length) {
      int longer = size + (size >> 1);
      forms = Arrays.copyOf(forms, longer);
      contents = Arrays.copyOf(contents, longer);
    }
    forms[size] = form;
    contents[size] = content;
    return size++;
  }

  private int slot(byte form, long content) {
    int mask = table.length - 1;
    int slot = Numbering.hash(content + form) & mask;
    while (table[slot] != NIL && (contents[table[slot]] != content || forms[table[slot]] != form)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void enlargeTable() {
    table = new int[2 * table.length];
    for (int value = 1; value < size; value++) {
      if (forms[value] != OTHER) {
        table[slot(forms[value], contents[value])] = value;
      }
    }
  }
}
