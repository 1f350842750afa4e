package minos.history.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import minos.history.Columns;
import minos.history.CsvCells;
import minos.history.JsonLines;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/** A row of names, then an event a row; a further column for each further field. */
final class CsvWriter implements OpWriter {

  private final List<String> further;

  CsvWriter(Columns columns) {
    TreeSet<String> names = new TreeSet<>();
    columns.<RuntimeException>forEachOp(op -> names.addAll(op.extra().keySet()));
    further = List.copyOf(names);
  }

  @Override
  public String head() {
    List<String> names = new ArrayList<>(CsvCells.COLUMNS);
    names.addAll(further);
    return row(names.stream().map(CsvWriter::quoted).toList());
  }

  @Override
  public String line(Op op) throws CannotHold {
    for (String name : op.extra().keySet()) {
      String read = name.strip();
      if (read.isEmpty()
          || !read.equals(name)
          || CsvCells.COLUMNS.contains(name.toLowerCase(Locale.ROOT))) {
        throw new CannotHold(op, "CSV cannot hold a column of the name '" + name + "'");
      }
    }
    if (!op.f().strip().equals(op.f())) {
      throw new CannotHold(op, "CSV cannot hold the blanks around the operation " + op.f());
    }
    List<String> cells = new ArrayList<>();
    cells.add(String.valueOf(op.index()));
    cells.add(String.valueOf(op.time()));
    cells.add(op.isByNemesis() ? "nemesis" : String.valueOf(op.process()));
    cells.add(op.type().name().toLowerCase(Locale.ROOT));
    cells.add(quoted(op.f()));
    cells.add(cell(op.key()));
    cells.add(cell(op.value()));
    further.forEach(name -> cells.add(cell(op.extra().get(name))));
    return row(cells);
  }

  private static String row(List<String> cells) {
    return String.join(",", cells) + "\n";
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    boolean plain = value instanceof String text && !CsvCells.means(text);
    return quoted(plain ? String.valueOf(value) : JsonLines.value(value));
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> ",\"\n\r".indexOf(c) >= 0);
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
