package minos.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Histories as JSON lines, one op a line: {@code
 * {"index":0,"time":1203441,"process":0,"type":"invoke","f":"write","key":"x","value":3}}. Written
 * always in this order of fields, then further ones by name; read in any order.
 */
public final class JsonLines {
  private static final int CHUNK_BYTES = 1 << 16;

  private JsonLines() {}

  /**
   * What a file held.
   *
   * @param warnings what was left out and why, as {@code file:line: what}; a last line cut short by
   *     a crash is all that ever is
   */
  public record Reading(History history, List<String> warnings) {}

  public static void write(Iterable<Op> ops, OutputStream out) throws IOException {
    OpPrinter printer = new OpPrinter();
    for (Op op : ops) {
      printer.print(op, out);
    }
  }

  /** One op as it stands in a file, without the newline. */
  public static String line(Op op) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new OpPrinter().print(op, out);
      return out.toString(StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written to", e);
    }
  }

  /** Reads a whole file; an empty one is an empty history. */
  public static Reading read(Path file) throws IOException, HistoryMalformed {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    }
  }

  /**
   * @param name for messages
   */
  public static Reading read(InputStream in, String name) throws IOException, HistoryMalformed {
    List<Op> ops = new ArrayList<>();
    List<String> warnings = stream(in, name, ops::add);
    return new Reading(new History(ops), warnings);
  }

  /**
   * The same, straight into columns.
   *
   * @param name for messages
   */
  static Loaded load(InputStream in, String name) throws IOException, HistoryMalformed {
    ColumnsBuilder columns = new ColumnsBuilder();
    List<String> warnings =
        read(in, new Lines(name, columns::add, Optional.of(new LineParser(columns))));
    return new Loaded(columns.columns(), warnings);
  }

  /**
   * Hands over op after op, holding none: each is well formed with those before it.
   *
   * @return warnings, as in {@link Reading}
   */
  public static List<String> stream(InputStream in, String name, Consumer<Op> ops)
      throws IOException, HistoryMalformed {
    WellFormed rules = new WellFormed();
    Function<Op, Optional<String>> keep =
        op -> {
          Optional<String> objection = rules.objection(op);
          if (objection.isEmpty()) {
            ops.accept(op);
          }
          return objection;
        };
    return read(in, new Lines(name, keep, Optional.empty()));
  }

  private static List<String> read(InputStream in, Lines lines)
      throws IOException, HistoryMalformed {
    byte[] buffer = new byte[CHUNK_BYTES];
    int filled = 0;
    for (int read = in.read(buffer); read >= 0; ) {
      int end = filled + read;
      int start = 0;
      for (int i = filled; i < end; i++) {
        if (buffer[i] == '\n') {
          lines.whole(buffer, start, i - start);
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
    return filled == 0 ? List.of() : lines.last(buffer, filled);
  }

  /** Counts lines, so that each objection names one. */
  private static final class Lines {
    private final String name;
    private final Function<Op, Optional<String>> keep;
    private final OpParser parser = new OpParser();
    private final Optional<LineParser> quick;
    private long line;

    /**
     * @param keep says what is wrong with an op, and keeps it if nothing is
     * @param quick keeps plain lines by itself
     */
    Lines(String name, Function<Op, Optional<String>> keep, Optional<LineParser> quick) {
      this.name = name;
      this.keep = keep;
      this.quick = quick;
    }

    void whole(byte[] bytes, int from, int length) throws IOException, HistoryMalformed {
      line++;
      try {
        if (quick.isPresent() && isKept(quick.get(), bytes, from, length)) {
          return;
        }
        accept(parser.parse(bytes, from, length));
      } catch (JsonProcessingException e) {
        throw notJson(e);
      } catch (IllegalArgumentException e) {
        throw malformed(parser.column(), String.valueOf(e.getMessage()));
      }
    }

    /** A line without its newline: whoever wrote it may have been killed at it. */
    List<String> last(byte[] bytes, int length) throws IOException, HistoryMalformed {
      line++;
      try {
        accept(parser.parse(bytes, 0, length));
        return List.of();
      } catch (JsonProcessingException e) {
        return List.of(name + ":" + line + ": the last line was cut short and is left out");
      } catch (IllegalArgumentException e) {
        throw malformed(parser.column(), String.valueOf(e.getMessage()));
      }
    }

    private boolean isKept(LineParser plain, byte[] bytes, int from, int length)
        throws HistoryMalformed {
      return switch (plain.parse(bytes, from, length)) {
        case ADDED -> true;
        case NOT_PLAIN -> false;
        case OUT_OF_PLACE -> throw malformed(1, plain.objection());
      };
    }

    private void accept(Op op) throws HistoryMalformed {
      Optional<String> objection = keep.apply(op);
      if (objection.isPresent()) {
        throw malformed(1, objection.get());
      }
    }

    private HistoryMalformed malformed(long column, String what) {
      return new HistoryMalformed(name, line, column, what);
    }

    private HistoryMalformed notJson(JsonProcessingException e) {
      String why = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      String place = e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
      return new HistoryMalformed(name, line, "not JSON" + place + ": " + why);
    }
  }
}
