package minos.bench;

/** Which keys are asked for: so many, one after the other, and then again. Used by one thread. */
final class Keys {
  private final int count;
  private int last;

  Keys(int count) {
    this.count = count;
  }

  /** One key, always the same. */
  static Keys one() {
    return new Keys(1);
  }

  String next() {
    last = last % count + 1;
    return name(last);
  }

  /** All of one length. */
  static String name(int number) {
    return "key-" + Integer.toString(10_000_000 + number).substring(1);
  }
}
