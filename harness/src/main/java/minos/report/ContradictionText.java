package minos.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The smallest contradiction as a table for a terminal and for {@code counterexample.txt}. */
final class ContradictionText {
  private static final String STEP = "  - ";

  private ContradictionText() {}

  /** With the faults around it, where they are known. */
  static List<String> of(Contradiction found, List<String> faults, Paint paint, int columns) {
    List<String> lines = of(found, paint);
    String around =
        faults.isEmpty()
            ? "no fault was active"
            : "faults meanwhile: " + Paint.harmless(String.join("; ", faults));
    lines.addAll(Wrapping.of(around, columns));
    return lines;
  }

  static List<String> of(Contradiction found, Paint paint) {
    List<String> lines = new ArrayList<>();
    lines.add("the smallest contradiction" + (found.key() == null ? "" : ", key " + found.key()));
    List<List<String>> rows = new ArrayList<>();
    boolean nodes = found.core().stream().anyMatch(span -> !span.node().isEmpty());
    rows.add(
        row(
            "from",
            "to",
            "process",
            nodes ? Optional.of("node") : Optional.empty(),
            "op",
            "result"));
    found.core().forEach(span -> rows.add(row(span, nodes)));
    int[] widths = widths(rows);
    for (int i = 0; i < rows.size(); i++) {
      boolean refused = i > 0 && found.refused().orElse(-1) == found.core().get(i - 1).index();
      String line = padded(rows.get(i), widths);
      lines.add(
          i == 0
              ? paint.quiet(line)
              : refused ? paint.refused(line + "   <- fits no order") : line);
    }
    return lines;
  }

  /** Step by step why it cannot be. */
  static List<String> explained(Contradiction found, int columns) {
    List<String> lines = new ArrayList<>(List.of("why this cannot be"));
    for (String sentence : found.explanation().get()) {
      List<String> wrapped = Wrapping.of(Paint.harmless(sentence), columns - STEP.length());
      for (int i = 0; i < wrapped.size(); i++) {
        lines.add((i == 0 ? STEP : " ".repeat(STEP.length())) + wrapped.get(i));
      }
    }
    return lines;
  }

  private static List<String> row(Span span, boolean nodes) {
    return row(
        RunReport.seconds(span.from()),
        span.to() == Long.MAX_VALUE ? "open" : RunReport.seconds(span.to()),
        Integer.toString(span.process()),
        nodes ? Optional.of(Paint.harmless(span.node())) : Optional.empty(),
        Paint.harmless(span.call()),
        Paint.harmless(span.result()));
  }

  private static List<String> row(
      String from, String to, String process, Optional<String> node, String op, String result) {
    List<String> row = new ArrayList<>(List.of(from, to, process, op, result));
    node.ifPresent(name -> row.add(3, name));
    return row;
  }

  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return widths;
  }

  private static String padded(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      line.append("  ").append(cell).append(" ".repeat(widths[column] - cell.length()));
    }
    return line.toString().stripTrailing();
  }
}
