package minos.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table's rows, cell by cell (RFC 4180): quotes may hold separators, newlines and quotes. */
final class CsvRows {
  private final TextInput in;
  private final char separator;
  private final String file;
  private byte[] text = new byte[64];
  private int length;
  private boolean ascii;
  private long line = 1;

  /**
   * @param file for messages
   */
  CsvRows(TextInput in, char separator, String file) {
    this.in = in;
    this.separator = separator;
    this.file = file;
  }

  /**
   * One cell.
   *
   * @param column where it begins in its line, from 1
   * @param quoted whether it stood between quotes
   */
  record Cell(String text, long column, boolean quoted) {
    static final Cell NONE = new Cell("", 1, false);

    boolean isBlank() {
      return !quoted && text.isBlank();
    }
  }

  /** The line at which the last row began, from 1. */
  long line() {
    return line;
  }

  /** The next row, of one cell where the line is empty; of none at the end. */
  List<Cell> next() throws IOException, HistoryMalformed {
    line = in.line();
    if (in.peek() == TextInput.END) {
      return List.of();
    }
    List<Cell> row = new ArrayList<>();
    do {
      row.add(cell());
    } while (isSeparated());
    return row;
  }

  void skipLine() throws IOException {
    int c = in.take();
    while (c != '\n' && c != TextInput.END) {
      c = in.take();
    }
  }

  /** Passes the separator, if one is next, or the line's end. */
  private boolean isSeparated() throws IOException, HistoryMalformed {
    if (in.peek() == '\r' && in.peekSecond() == '\n') {
      in.take();
    }
    int c = in.peek();
    if (c != separator && c != '\n' && c != TextInput.END) {
      throw malformed("text behind a quote, expected the end of the cell");
    }
    return in.take() == separator;
  }

  private Cell cell() throws IOException, HistoryMalformed {
    long column = in.column();
    length = 0;
    ascii = true;
    boolean quoted = in.peek() == '"';
    if (quoted) {
      in.take();
      quoted();
    } else {
      for (int c = in.peek(); c != separator && c != '\n' && c != TextInput.END; c = in.peek()) {
        append(in.take());
      }
      boolean carriageReturn = length > 0 && text[length - 1] == '\r';
      length -= carriageReturn ? 1 : 0;
    }
    return new Cell(decoded(), column, quoted);
  }

  private void quoted() throws IOException, HistoryMalformed {
    while (true) {
      int c = in.take();
      if (c == TextInput.END) {
        throw malformed("the file ends within quotes");
      }
      if (c == '"') {
        if (in.peek() != '"') {
          return;
        }
        in.take();
      }
      append(c);
    }
  }

  private void append(int c) {
    if (length == text.length) {
      text = Arrays.copyOf(text, 2 * length);
    }
    ascii &= c < 0x80;
    text[length++] = (byte) c;
  }

  private String decoded() throws HistoryMalformed {
    if (ascii) {
      return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(text, 0, length);
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw malformed("not UTF-8, expected text");
    }
  }

  private HistoryMalformed malformed(String what) {
    return new HistoryMalformed(file, in.line(), in.column(), what);
  }
}
