package minos.history;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A file line by line, as bytes, without copies. */
final class Lines {
  private static final int CHUNK_BYTES = 1 << 16;

  private Lines() {}

  /** Takes the lines of a file in their order, without their newlines. */
  interface Taker {
    /** A line that ends with a newline, which is not part of it. */
    void whole(byte[] bytes, int from, int length) throws IOException, HistoryMalformed;

    /** What stands behind the last newline: whoever wrote it may have been killed at it. */
    void last(byte[] bytes, int from, int length) throws IOException, HistoryMalformed;
  }

  static void each(InputStream in, Taker taker) throws IOException, HistoryMalformed {
    byte[] buffer = new byte[CHUNK_BYTES];
    int filled = 0;
    for (int read = in.read(buffer); read >= 0; ) {
      int end = filled + read;
      int start = 0;
      for (int i = filled; i < end; i++) {
        if (buffer[i] == '\n') {
          taker.whole(buffer, start, i - start);
          start = i + 1;
        }
      }
      filled = end - start;
      System.arraycopy(buffer, start, buffer, 0, filled);
      if (filled == buffer.length) {
        buffer = Arrays.copyOf(buffer, 2 * buffer.length);
      }
      read = in.read(buffer, filled, buffer.length - filled);
    }
    if (filled > 0) {
      taker.last(buffer, 0, filled);
    }
  }
}
