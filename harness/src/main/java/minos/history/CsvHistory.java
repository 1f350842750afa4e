package minos.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import minos.history.CsvRows.Cell;
import org.jspecify.annotations.Nullable;

/**
 * Histories as tables: a row of names, then one event a row. {@code process}, {@code type} and
 * {@code f} must be there; {@code index}, {@code time}, {@code key} and {@code value} may be; any
 * other column is kept as a further field.
 *
 * <p>Values are as in JSON ({@code 3}, {@code "3"}, {@code [1,2]}, {@code true}, {@code null}), but
 * that plain words need no quotes, and that an empty cell is null.
 */
final class CsvHistory {
  private static final List<String> REQUIRED = List.of("process", "type", "f");
  private static final char[] SEPARATORS = {',', ';', '\t'};
  private static final int INDEX = CsvCells.COLUMNS.indexOf("index");
  private static final int TIME = CsvCells.COLUMNS.indexOf("time");
  private static final int PROCESS = CsvCells.COLUMNS.indexOf("process");
  private static final int TYPE = CsvCells.COLUMNS.indexOf("type");
  private static final int F = CsvCells.COLUMNS.indexOf("f");
  private static final int KEY = CsvCells.COLUMNS.indexOf("key");
  private static final int VALUE = CsvCells.COLUMNS.indexOf("value");
  private static final int NOWHERE = -1;

  private final ColumnsBuilder columns = new ColumnsBuilder();
  private final Problems problems;
  private final CsvRows rows;

  /** Where each known column stands. */
  private final int[] places = new int[CsvCells.COLUMNS.size()];

  private final Map<String, Integer> further = new TreeMap<>();

  private CsvHistory(InputStream in, char separator, Problems problems) {
    this.problems = problems;
    this.rows = new CsvRows(new TextInput(in), separator, problems.file());
    Arrays.fill(places, NOWHERE);
  }

  /** Whether the first line of a file names the columns of a history. */
  static boolean isHeader(String line) {
    List<String> names =
        Arrays.stream(line.toLowerCase(Locale.ROOT).split("[" + separator(line) + "]"))
            .map(name -> name.replace('"', ' ').strip())
            .toList();
    return names.containsAll(REQUIRED);
  }

  private static char separator(String header) {
    for (char separator : SEPARATORS) {
      if (header.indexOf(separator) >= 0) {
        return separator;
      }
    }
    return SEPARATORS[0];
  }

  /**
   * @param header the first line
   */
  static Columns load(InputStream in, String header, Problems problems)
      throws IOException, HistoryMalformed {
    CsvHistory history = new CsvHistory(in, separator(header), problems);
    history.readAll();
    return history.columns.columns();
  }

  private void readAll() throws IOException, HistoryMalformed {
    List<Cell> names = rows.next();
    for (int place = 0; place < names.size(); place++) {
      String name = names.get(place).text().strip();
      String known = name.toLowerCase(Locale.ROOT);
      int column = CsvCells.COLUMNS.indexOf(known);
      boolean twice = column >= 0 ? places[column] != NOWHERE : further.put(name, place) != null;
      if (column >= 0) {
        places[column] = place;
      }
      if (twice || name.isEmpty()) {
        throw new HistoryMalformed(
            problems.file(),
            rows.line(),
            names.get(place).column(),
            name.isEmpty()
                ? "a column without a name"
                : "column " + name + " stands twice, expected it once");
      }
    }
    for (boolean more = true; more; ) {
      more = readOne(names.size());
    }
  }

  private boolean readOne(int width) throws IOException, HistoryMalformed {
    List<Cell> row;
    try {
      row = rows.next();
    } catch (HistoryMalformed e) {
      problems.found(e);
      rows.skipLine();
      return true;
    }
    if (row.isEmpty()) {
      return false;
    }
    if (row.size() == 1 && row.getFirst().isBlank()) {
      return true;
    }
    if (row.size() != width) {
      problems.found(
          rows.line(), 1, "%d cells, expected %d as in the first row".formatted(row.size(), width));
      return true;
    }
    try {
      Optional<String> objection = columns.add(op(row));
      if (objection.isPresent()) {
        problems.found(rows.line(), 1, objection.get());
      }
    } catch (CellMalformed e) {
      problems.found(rows.line(), e.column, String.valueOf(e.getMessage()));
    }
    return true;
  }

  private Op op(List<Cell> row) throws CellMalformed {
    Map<String, Object> extra = Map.of();
    for (Map.Entry<String, Integer> field : further.entrySet()) {
      Object value = value(row.get(field.getValue()), field.getKey());
      if (value != null) {
        extra = extra.isEmpty() ? new TreeMap<>() : extra;
        extra.put(field.getKey(), value);
      }
    }
    Cell index = cell(row, INDEX);
    Cell time = cell(row, TIME);
    return new Op(
        index.isBlank() ? columns.nextIndex() : natural(index, "index"),
        time.isBlank() ? columns.timeFrom(ColumnsBuilder.UNTOLD) : natural(time, "time"),
        process(cell(row, PROCESS)),
        type(cell(row, TYPE)),
        f(cell(row, F)),
        value(cell(row, KEY), "key"),
        value(cell(row, VALUE), "value"),
        extra);
  }

  private Cell cell(List<Cell> row, int column) {
    return places[column] == NOWHERE ? Cell.NONE : row.get(places[column]);
  }

  private static long natural(Cell cell, String name) throws CellMalformed {
    String text = cell.text().strip();
    if (text.length() < 19 && !text.startsWith("-") && CsvCells.isWholeNumber(text)) {
      return Long.parseLong(text);
    }
    throw unexpected(cell, name, "a whole number from 0");
  }

  private static int process(Cell cell) throws CellMalformed {
    if (cell.text().strip().equals("nemesis")) {
      return Op.NEMESIS;
    }
    long number = natural(cell, "process");
    if (number > Integer.MAX_VALUE) {
      throw unexpected(cell, "process", "a whole number from 0, or nemesis");
    }
    return (int) number;
  }

  private static Op.Type type(Cell cell) throws CellMalformed {
    return switch (cell.text().strip()) {
      case "invoke" -> Op.Type.INVOKE;
      case "ok" -> Op.Type.OK;
      case "fail" -> Op.Type.FAIL;
      case "info" -> Op.Type.INFO;
      default -> throw unexpected(cell, "type", "invoke, ok, fail or info");
    };
  }

  private static String f(Cell cell) throws CellMalformed {
    String name = cell.text().strip();
    if (name.isEmpty()) {
      throw unexpected(cell, "f", "the name of an operation, such as read");
    }
    return name;
  }

  /** A word that means nothing else stands for itself. */
  private static @Nullable Object value(Cell cell, String name) throws CellMalformed {
    String text = cell.text();
    if (text.isEmpty()) {
      return cell.quoted() ? text : null;
    }
    if (CsvCells.isWholeNumber(text)) {
      return text.length() < 19 ? (Object) Long.parseLong(text) : new java.math.BigInteger(text);
    }
    if (!CsvCells.isJson(text)) {
      return text.equals("nil") ? null : text;
    }
    try {
      return OpParser.value(text);
    } catch (JsonProcessingException e) {
      throw unexpected(cell, name, "JSON, or a text that begins like none");
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be read", e);
    }
  }

  private static CellMalformed unexpected(Cell cell, String name, String expected) {
    return new CellMalformed(
        cell.column(), "column " + name + " is " + cell.text() + ", expected " + expected);
  }

  /** A cell holds what its column cannot. */
  private static final class CellMalformed extends Exception {
    private final long column;

    CellMalformed(long column, String what) {
      super(what);
      this.column = column;
    }
  }
}
