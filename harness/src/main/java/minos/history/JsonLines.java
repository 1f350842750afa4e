package minos.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Histories as JSON lines, one op a line: {@code
 * {"index":0,"time":1203441,"process":0,"type":"invoke","f":"write","key":"x","value":3}}. Written
 * always in this order of fields, then further ones by name; read in any order.
 */
public final class JsonLines {
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

  /** A value as JSON. */
  public static String value(@Nullable Object value) {
    return new OpPrinter().text(value);
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
    Problems problems = new Problems(name, false);
    History history = load(in, problems).history();
    return new Reading(history, problems.warnings());
  }

  /** The same, straight into columns. */
  static Columns load(InputStream in, Problems problems) throws IOException, HistoryMalformed {
    ColumnsBuilder columns = new ColumnsBuilder();
    Lines.each(in, new Ops(columns, problems));
    return columns.columns();
  }

  static void notJson(Problems problems, long line, JsonProcessingException e)
      throws HistoryMalformed {
    String why = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    long column = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
    problems.found(line, column, "not JSON, expected one JSON object a line: " + why);
  }

  /** Counts lines, so that each objection names one. */
  private static final class Ops implements Lines.Taker {
    private final ColumnsBuilder columns;
    private final Problems problems;
    private final OpParser parser = new OpParser();
    private final LineParser plain;
    private long line;

    Ops(ColumnsBuilder columns, Problems problems) {
      this.columns = columns;
      this.problems = problems;
      this.plain = new LineParser(columns);
    }

    @Override
    public void whole(byte[] bytes, int from, int length) throws IOException, HistoryMalformed {
      line++;
      switch (plain.parse(bytes, from, length)) {
        case ADDED -> {}
        case OUT_OF_PLACE -> problems.found(line, 1, plain.objection());
        case NOT_PLAIN -> {
          try {
            accept(bytes, from, length);
          } catch (JsonProcessingException e) {
            notJson(problems, line, e);
          }
        }
      }
    }

    @Override
    public void last(byte[] bytes, int from, int length) throws IOException, HistoryMalformed {
      line++;
      try {
        accept(bytes, from, length);
      } catch (JsonProcessingException e) {
        problems.cutShort(line);
      }
    }

    private void accept(byte[] bytes, int from, int length) throws IOException, HistoryMalformed {
      try {
        Optional<String> objection = columns.add(parser.parse(bytes, from, length));
        if (objection.isPresent()) {
          problems.found(line, 1, objection.get());
        }
      } catch (IllegalArgumentException e) {
        problems.found(line, parser.column(), String.valueOf(e.getMessage()));
      }
    }
  }
}
