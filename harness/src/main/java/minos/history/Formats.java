package minos.history;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Histories in every format that Minos reads, told apart by what they hold, not by their names:
 * JSON lines; EDN of Jepsen, Knossos and porcupine's tests; Jepsen's log. Each may be compressed
 * with gzip. An empty file is an empty history.
 */
public final class Formats {
  private static final int PEEK_BYTES = 1 << 16;

  private enum Format {
    JSON_LINES,
    EDN,
    JEPSEN_LOG
  }

  private Formats() {}

  /** Reads a whole file. */
  public static JsonLines.Reading read(Path file) throws IOException, HistoryMalformed {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    }
  }

  /**
   * Reads to the end; does not close.
   *
   * @param name for messages
   */
  public static JsonLines.Reading read(InputStream in, String name)
      throws IOException, HistoryMalformed {
    return read(in, name, Formats::readPlain);
  }

  /** Reads a whole file into columns. */
  public static Loaded load(Path file) throws IOException, HistoryMalformed {
    try (InputStream in = Files.newInputStream(file)) {
      return load(in, file.toString());
    }
  }

  /**
   * Reads to the end, into columns; does not close.
   *
   * @param name for messages
   */
  public static Loaded load(InputStream in, String name) throws IOException, HistoryMalformed {
    return read(in, name, Formats::loadPlain);
  }

  private interface Plain<T> {
    T read(BufferedInputStream in, String name) throws IOException, HistoryMalformed;
  }

  private static <T> T read(InputStream in, String name, Plain<T> plain)
      throws IOException, HistoryMalformed {
    BufferedInputStream raw = new BufferedInputStream(in, PEEK_BYTES);
    byte[] magic = peek(raw, 2);
    boolean zipped = magic.length == 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b;
    try {
      return plain.read(
          zipped ? new BufferedInputStream(new GZIPInputStream(raw), PEEK_BYTES) : raw, name);
    } catch (MalformedInputException e) {
      throw new IOException(name + ": not UTF-8, expected a history as text", e);
    } catch (ZipException e) {
      throw new IOException(name + ": damaged gzip: " + e.getMessage(), e);
    }
  }

  private static JsonLines.Reading readPlain(BufferedInputStream in, String name)
      throws IOException, HistoryMalformed {
    Format format = format(peek(in, PEEK_BYTES), name);
    return format == Format.JSON_LINES
        ? JsonLines.read(in, name)
        : new JsonLines.Reading(readText(in, name, format), List.of());
  }

  private static Loaded loadPlain(BufferedInputStream in, String name)
      throws IOException, HistoryMalformed {
    Format format = format(peek(in, PEEK_BYTES), name);
    return format == Format.JSON_LINES
        ? JsonLines.load(in, name)
        : new Loaded(Columns.of(readText(in, name, format)), List.of());
  }

  private static History readText(BufferedInputStream in, String name, Format format)
      throws IOException, HistoryMalformed {
    Reader text = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
    return format == Format.EDN ? EdnHistory.read(text, name) : JepsenLog.read(text, name);
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
    if (first == 'I' || first == ':' || Character.isDigit(first)) {
      return Format.JEPSEN_LOG;
    }
    throw new HistoryMalformed(
        name,
        line,
        at - lineStart + 1,
        "no known format; expected JSON lines, EDN of Jepsen or Knossos, or Jepsen's log");
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
