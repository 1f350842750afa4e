package minos.history;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Histories in every {@link Format} that Minos reads, told apart by what they hold, not by their
 * names. Each may be compressed with gzip. An empty file is an empty history.
 */
public final class Formats {
  private static final int PEEK_BYTES = 1 << 16;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private Formats() {}

  /** Reads a whole file as ops. */
  public static JsonLines.Reading read(Path file) throws IOException, HistoryMalformed {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    }
  }

  /**
   * Reads to the end, as ops; does not close.
   *
   * @param name for messages
   * @throws HistoryTooLong if it does not fit in memory
   */
  public static JsonLines.Reading read(InputStream in, String name)
      throws IOException, HistoryMalformed {
    Loaded loaded = load(in, name, false);
    try {
      return new JsonLines.Reading(loaded.columns().history(), loaded.warnings());
    } catch (OutOfMemoryError e) {
      throw new HistoryTooLong(name, e);
    }
  }

  /** Reads a whole file into columns. */
  public static Loaded load(Path file) throws IOException, HistoryMalformed {
    return load(file, false);
  }

  /**
   * Reads a whole file into columns.
   *
   * @param lenient whether what is malformed is left out
   */
  public static Loaded load(Path file, boolean lenient) throws IOException, HistoryMalformed {
    try (InputStream in = Files.newInputStream(file)) {
      return load(in, file.toString(), lenient);
    }
  }

  /**
   * Reads to the end, into columns; does not close.
   *
   * @param name for messages
   * @param lenient whether what is malformed is left out
   */
  public static Loaded load(InputStream in, String name, boolean lenient)
      throws IOException, HistoryMalformed {
    BufferedInputStream raw = new BufferedInputStream(in, PEEK_BYTES);
    byte[] magic = peek(raw, 2);
    boolean zipped = magic.length == 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b;
    try {
      return loadPlain(
          zipped ? new BufferedInputStream(new GZIPInputStream(raw), PEEK_BYTES) : raw,
          new Problems(name, lenient));
    } catch (ZipException e) {
      throw new IOException(name + ": damaged gzip: " + e.getMessage(), e);
    } catch (EOFException e) {
      throw new IOException(name + ": damaged gzip: it ends too early", e);
    } catch (OutOfMemoryError e) {
      throw new HistoryTooLong(name, e);
    }
  }

  private static Loaded loadPlain(BufferedInputStream in, Problems problems)
      throws IOException, HistoryMalformed {
    if (Arrays.equals(peek(in, BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
      in.skipNBytes(BYTE_ORDER_MARK.length);
    }
    byte[] begin = peek(in, PEEK_BYTES);
    Format format = format(begin, problems.file());
    List<String> notes = new ArrayList<>();
    Columns columns =
        switch (format) {
          case JSON_LINES -> JsonLines.load(in, problems);
          case EDN, KV -> EdnHistory.load(in, problems, notes);
          case JEPSEN_LOG -> JepsenLog.load(in, problems, notes);
          case CSV -> CsvHistory.load(in, firstLine(begin), problems);
        };
    return new Loaded(columns, format, problems.warnings(), problems.skipped(), List.copyOf(notes));
  }

  /** Judges by the first thing that is neither blank nor a comment. */
  private static Format format(byte[] begin, String name) throws HistoryMalformed {
    long line = 1;
    int lineStart = 0;
    int at = 0;
    while (at < begin.length && (begin[at] <= ' ' || begin[at] == ',') && begin[at] >= 0) {
      if (begin[at++] == '\n') {
        line++;
        lineStart = at;
      }
    }
    if (at == begin.length) {
      return begin.length == 0 ? Format.JSON_LINES : Format.EDN;
    }
    char first = (char) begin[at];
    if (first == '{') {
      return isJson(begin, at + 1) ? Format.JSON_LINES : Format.EDN;
    }
    if ("[(;#".indexOf(first) >= 0) {
      return Format.EDN;
    }
    if (at == 0 && CsvHistory.isHeader(firstLine(begin))) {
      return Format.CSV;
    }
    if (first == 'I' || first == ':' || Character.isDigit(first)) {
      return Format.JEPSEN_LOG;
    }
    throw new HistoryMalformed(
        name,
        line,
        at - lineStart + 1,
        "no known format; expected JSON lines, EDN of Jepsen or Knossos, Jepsen's log, or a table"
            + " with columns process, type and f");
  }

  private static String firstLine(byte[] begin) {
    int end = 0;
    while (end < begin.length && begin[end] != '\n') {
      end++;
    }
    return new String(begin, 0, end, StandardCharsets.UTF_8);
  }

  /** In JSON, the first name of a map stands in quotes; in EDN they are keywords. */
  private static boolean isJson(byte[] begin, int after) {
    int at = after;
    while (at < begin.length && begin[at] <= ' ' && begin[at] >= 0) {
      at++;
    }
    return at == begin.length || begin[at] == '"' || begin[at] == '}';
  }

  private static byte[] peek(BufferedInputStream in, int bytes) throws IOException {
    in.mark(bytes);
    byte[] begin = in.readNBytes(bytes);
    in.reset();
    return begin;
  }
}
