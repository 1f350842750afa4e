package minos.history;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import minos.history.EdnReader.Word;
import org.jspecify.annotations.Nullable;

/**
 * The log of a Jepsen run, as porcupine's tests have it: {@code INFO jepsen.util - 3 :invoke :write
 * 4}, one event a line, without a clock. A value that is a keyword, such as {@code :timed-out}, is
 * an excuse and no result.
 */
final class JepsenLog implements Lines.Taker {
  private static final List<Object> PREFIX =
      List.of(new Word("INFO"), new Word("jepsen.util"), new Word("-"));
  private static final List<String> TYPES = List.of("invoke", "ok", "fail", "info");
  private static final int PARTS = 4;

  private final ColumnsBuilder columns = new ColumnsBuilder();
  private final Problems problems;
  private long line;

  private JepsenLog(Problems problems) {
    this.problems = problems;
  }

  static Columns load(InputStream in, Problems problems, List<String> notes)
      throws IOException, HistoryMalformed {
    JepsenLog log = new JepsenLog(problems);
    Lines.each(in, log);
    if (log.columns.takeTuplesApart()) {
      notes.add(ColumnsBuilder.TUPLES_TAKEN_APART);
    }
    return log.columns.columns();
  }

  @Override
  public void last(byte[] bytes, int from, int length) throws IOException, HistoryMalformed {
    whole(bytes, from, length);
  }

  @Override
  public void whole(byte[] bytes, int from, int length) throws IOException, HistoryMalformed {
    line++;
    List<Part> parts = new ArrayList<>();
    try {
      parts.addAll(parts(new TextInput(bytes, from, length, line, 1)));
    } catch (HistoryMalformed e) {
      problems.found(e);
      return;
    }
    if (parts.isEmpty()) {
      return;
    }
    if (parts.size() > PARTS) {
      problems.found(
          line, parts.get(PARTS).column(), "more than one value, expected the line's end");
      return;
    }
    Optional<Op> op = op(parts);
    Optional<String> objection =
        op.isPresent()
            ? columns.add(op.get())
            : Optional.of("expected an event, such as \"INFO  jepsen.util - 0 :invoke :read nil\"");
    if (objection.isPresent()) {
      problems.found(line, 1, objection.get());
    }
  }

  private record Part(long column, @Nullable Object form) {}

  /** Each is a form of EDN. */
  private List<Part> parts(TextInput text) throws IOException, HistoryMalformed {
    EdnReader edn = new EdnReader(text, problems.file());
    List<Part> parts = new ArrayList<>();
    while (edn.more()) {
      long column = text.column();
      try {
        parts.add(new Part(column, edn.form()));
      } catch (HistoryMalformed e) {
        throw edn.malformedAt(line, column, "expected a number, a text, a word or a list of them");
      }
    }
    boolean prefixed = parts.stream().limit(3).map(Part::form).toList().equals(PREFIX);
    return prefixed ? parts.subList(PREFIX.size(), parts.size()) : parts;
  }

  private Optional<Op> op(List<Part> parts) {
    if (parts.size() < PARTS
        || !(parts.get(1).form() instanceof Word type)
        || !(parts.get(2).form() instanceof Word f)
        || !TYPES.contains(type.name())) {
      return Optional.empty();
    }
    Object value = parts.get(3).form();
    return process(parts.getFirst().form())
        .filter(process -> value instanceof Word || isPlain(value))
        .map(process ->
            new Op(
                columns.nextIndex(),
                columns.timeFrom(ColumnsBuilder.UNTOLD),
                process,
                Op.Type.valueOf(type.name().toUpperCase(Locale.ROOT)),
                f.name(),
                null,
                value instanceof Word ? null : value,
                Map.of()));
  }

  private static Optional<Integer> process(@Nullable Object form) {
    if (new Word("nemesis").equals(form)) {
      return Optional.of(Op.NEMESIS);
    }
    return form instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE
        ? Optional.of(number.intValue())
        : Optional.empty();
  }

  private static boolean isPlain(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().allMatch(JepsenLog::isPlain)
        : !(value instanceof Map || value instanceof Word);
  }
}
