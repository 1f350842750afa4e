package minos.cli;

import java.util.Locale;

/** An amount of memory as people write it: {@code 256m}, {@code 2g}, {@code 512k}. */
record MemorySize(long bytes) {

  /**
   * @throws IllegalArgumentException if it is none; says what was expected
   */
  static MemorySize parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!lower.matches("[1-9][0-9]{0,8}[kmg]")) {
      throw new IllegalArgumentException(
          "'" + text + "' is no amount of memory, such as 256m or 2g");
    }
    long number = Long.parseLong(lower.substring(0, lower.length() - 1));
    return new MemorySize(
        switch (lower.charAt(lower.length() - 1)) {
          case 'k' -> number << 10;
          case 'm' -> number << 20;
          default -> number << 30;
        });
  }
}
