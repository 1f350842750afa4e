package minos.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An op in bytes, taken from the left as long as it is written as plainly as programs write it:
 * ASCII without escapes, whole numbers of up to 18 digits. What is not leaves {@link #plain} false;
 * a slower reader, which takes all that this one does with the same meaning, then knows what to
 * object to, if anything.
 */
final class PlainBytes {
  /** In place of a value; only where {@link #plain} is false. */
  static final int NOT_PLAIN = -1;

  private static final int DIGITS_MAX = 18;

  /** What came of an op. */
  enum Outcome {
    ADDED,
    /** It may be an op or not: nothing was done. */
    NOT_PLAIN,
    /** It is an op, but stands in the wrong place. */
    OUT_OF_PLACE
  }

  final Values values;
  private final Texts texts;
  byte[] bytes = {};
  int at;
  int end;
  boolean plain;

  PlainBytes(Values values) {
    this.values = values;
    this.texts = new Texts(values);
  }

  void begin(byte[] from, int first, int last) {
    bytes = from;
    at = first;
    end = last;
    plain = true;
  }

  /** Whether the byte is next. */
  boolean is(char expected) {
    return at < end && bytes[at] == expected;
  }

  void take(char expected) {
    plain &= is(expected);
    at++;
  }

  /** Takes the word if it is next. */
  boolean taken(String word) {
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

  int literal(String word, int value) {
    plain &= taken(word);
    return value;
  }

  long natural() {
    int begin = at;
    long number = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      number = 10 * number + (bytes[at++] - '0');
    }
    int digits = at - begin;
    plain &= digits > 0 && digits <= DIGITS_MAX && (digits == 1 || bytes[begin] != '0');
    return number;
  }

  /** A whole number, which may be below 0. */
  int number() {
    if (!is('-')) {
      return values.ofNumber(natural());
    }
    at++;
    long number = natural();
    plain &= number > 0;
    return values.ofNumber(-number);
  }

  /** A text between quotes. */
  int string() {
    take('"');
    int begin = at;
    while (at < end && bytes[at] != '"') {
      plain &= bytes[at] >= ' ' && bytes[at] != '\\';
      at++;
    }
    int length = at - begin;
    take('"');
    return text(begin, length);
  }

  /** The text that stands there. */
  int text(int begin, int length) {
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
