package minos.history;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a text one after another, with their place for messages. */
final class TextInput {
  static final int END = -1;

  private static final int CHUNK_BYTES = 1 << 16;
  private static final int WINDOW_BYTES = 1 << 12;

  private final InputStream in;
  private byte[] buffer;
  private int filled;
  private int at;
  private boolean ended;

  /** Of the first byte in the buffer, from 0. */
  private long offset;

  private long line = 1;

  /** Where the line would begin if every character took one byte. */
  private long lineBegin;

  TextInput(InputStream in) {
    this.in = in;
    this.buffer = new byte[CHUNK_BYTES];
  }

  /** A part of a line. */
  TextInput(byte[] line, int from, int length, long number, long column) {
    this.in = InputStream.nullInputStream();
    this.buffer = line;
    this.at = from;
    this.filled = from + length;
    this.ended = true;
    this.line = number;
    this.lineBegin = from + 1 - column;
  }

  /** From 1. */
  long line() {
    return line;
  }

  /** From 1. */
  long column() {
    return offset + at - lineBegin + 1;
  }

  int peek() throws IOException {
    return at < filled || fill() ? buffer[at] & 0xff : END;
  }

  int peekSecond() throws IOException {
    return at + 1 < filled || (fill() && at + 1 < filled) ? buffer[at + 1] & 0xff : END;
  }

  int take() throws IOException {
    int c = peek();
    if (c != END) {
      at++;
      if (c == '\n') {
        line++;
        lineBegin = offset + at;
      } else if ((c & 0xc0) == 0x80) {
        lineBegin++;
      }
    }
    return c;
  }

  /**
   * Passes the rest of the line, and all lines that don't begin as a form does: after what is no
   * EDN nobody knows how deep the reader stands in brackets.
   */
  void skipToLikelyForm() throws IOException {
    boolean found = false;
    while (peek() != END && !found) {
      found = take() == '\n' && "{#(".indexOf(peekAfterBlanks()) >= 0;
    }
  }

  private int peekAfterBlanks() throws IOException {
    while (peek() == ' ' || peek() == '\t') {
      take();
    }
    return peek();
  }

  /** Shows the scanner what is next, as far as it can be seen. */
  void show(PlainBytes scanner) throws IOException {
    if (filled - at < WINDOW_BYTES) {
      fill();
    }
    scanner.begin(buffer, at, filled);
  }

  /** Goes on where the scanner, which saw ASCII only, has come to. */
  void takeUpTo(int end) {
    for (int i = at; i < end; i++) {
      if (buffer[i] == '\n') {
        line++;
        lineBegin = offset + i + 1;
      }
    }
    at = end;
  }

  /** Reads on, keeping what was not taken; false if there is no more. */
  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    System.arraycopy(buffer, at, buffer, 0, filled - at);
    filled -= at;
    offset += at;
    at = 0;
    int read = in.read(buffer, filled, buffer.length - filled);
    ended = read < 0;
    filled += Math.max(0, read);
    return read > 0;
  }
}
