package minos.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The log of a Jepsen run, as porcupine's tests have it: {@code INFO jepsen.util - 3 :invoke :write
 * 4}, one event a line, without a clock. A value that is a keyword, such as {@code :timed-out}, is
 * an excuse and no result.
 */
final class JepsenLog {
  private static final Pattern EVENT =
      Pattern.compile(
          "(?:INFO\\s+jepsen\\.util\\s+-\\s+)?(?:(\\d{1,9})|:nemesis)\\s+"
              + ":(invoke|ok|fail|info)\\s+:([^\\s:]+)\\s+(\\S.*?)\\s*");

  private JepsenLog() {}

  static History read(Reader in, String name) throws IOException, HistoryMalformed {
    Recorded recorded = new Recorded();
    BufferedReader lines = new BufferedReader(in);
    long number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        Matcher event = EVENT.matcher(line);
        if (!event.matches()) {
          throw new HistoryMalformed(
              name,
              number,
              1,
              "expected an event, such as \"INFO  jepsen.util - 0 :invoke :read nil\"");
        }
        Optional<String> objection = recorded.add(op(event, recorded, name, number));
        if (objection.isPresent()) {
          throw new HistoryMalformed(name, number, 1, objection.get());
        }
      }
    }
    return recorded.history();
  }

  private static Op op(Matcher event, Recorded recorded, String name, long line)
      throws IOException, HistoryMalformed {
    return new Op(
        recorded.nextIndex(),
        recorded.timeFrom(null),
        event.group(1) == null ? Op.NEMESIS : Integer.parseInt(event.group(1)),
        Op.Type.valueOf(event.group(2).toUpperCase(Locale.ROOT)),
        event.group(3),
        null,
        value(event.group(4), event.start(4) + 1, name, line),
        Map.of());
  }

  private static @Nullable Object value(String text, int column, String name, long line)
      throws IOException, HistoryMalformed {
    EdnReader edn = new EdnReader(new StringReader(text), name);
    Object form;
    try {
      form = edn.form();
    } catch (HistoryMalformed e) {
      throw new HistoryMalformed(name, line, column, "expected a value, not " + text);
    }
    if (edn.more()) {
      throw new HistoryMalformed(
          name, line, column - 1 + edn.column(), "more than one value, expected the line's end");
    }
    if (form instanceof EdnReader.Word) {
      return null;
    }
    if (form instanceof Map
        || (form instanceof List<?> list && !list.stream().allMatch(JepsenLog::isScalar))) {
      throw new HistoryMalformed(name, line, column, "expected a number, a text or a list of them");
    }
    return form;
  }

  private static boolean isScalar(@Nullable Object element) {
    return !(element instanceof Map
        || element instanceof List
        || element instanceof EdnReader.Word);
  }
}
