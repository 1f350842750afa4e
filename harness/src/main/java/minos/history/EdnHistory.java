package minos.history;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import minos.history.EdnReader.Word;
import minos.history.PlainBytes.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Histories as Jepsen, Knossos and porcupine's tests write them: maps {@code {:process 0, :type
 * :invoke, :f :write, :value 3}} with any further keys, one after another or in one vector or list,
 * with or without a tag. Keywords become texts.
 */
final class EdnHistory {
  private static final List<String> NAMES =
      List.of("index", "time", "process", "type", "f", "key", "value");

  private final TextInput in;
  private final EdnReader edn;
  private final Problems problems;
  private final ColumnsBuilder columns = new ColumnsBuilder();
  private final Spellings spellings = new Spellings(columns.values);
  private final EdnOpParser plain = new EdnOpParser(columns, spellings);
  private boolean hasKeys;
  private long words;

  private EdnHistory(InputStream in, Problems problems) {
    this.in = new TextInput(in);
    this.edn = new EdnReader(this.in, problems.file());
    this.problems = problems;
  }

  /**
   * @param notes is told what was read as something else
   */
  static Columns load(InputStream in, Problems problems, List<String> notes)
      throws IOException, HistoryMalformed {
    EdnHistory history = new EdnHistory(in, problems);
    history.readAll();
    if (history.words > 0) {
      notes.add("%,d keywords in values were read as texts".formatted(history.words));
    }
    if (!history.hasKeys && history.columns.takeTuplesApart()) {
      notes.add(ColumnsBuilder.TUPLES_TAKEN_APART);
    }
    return history.columns.columns();
  }

  private void readAll() throws IOException, HistoryMalformed {
    char close = edn.enter();
    if (close == 0) {
      while (more()) {
        readOne();
      }
      return;
    }
    while (!isLeft(close)) {
      readOne();
    }
    if (more()) {
      problems.found(
          in.line(),
          in.column(),
          "more follows the vector of operations, expected the end of the file");
    }
  }

  /** A file that ends before its vector does is malformed, and yet at its end. */
  private boolean isLeft(char close) throws IOException, HistoryMalformed {
    if (!more()) {
      problems.endsEarly(in.line(), in.column(), "the file ends, expected " + close);
      return true;
    }
    return edn.leave(close);
  }

  private void readOne() throws IOException, HistoryMalformed {
    long line = in.line();
    long column = in.column();
    Outcome outcome = plain.parse(in);
    switch (outcome) {
      case ADDED -> hasKeys |= plain.hasKey();
      case OUT_OF_PLACE -> problems.found(line, column, plain.objection());
      case NOT_PLAIN -> {
        try {
          add(line, column);
        } catch (HistoryMalformed e) {
          goOnAfter(e);
        }
      }
    }
  }

  private void goOnAfter(HistoryMalformed malformed) throws IOException, HistoryMalformed {
    problems.found(malformed);
    edn.surface();
    in.skipToLikelyForm();
  }

  private boolean more() throws IOException, HistoryMalformed {
    while (true) {
      try {
        return edn.more();
      } catch (HistoryMalformed e) {
        goOnAfter(e);
      }
    }
  }

  /** Whatever is wrong with an op stands at its beginning; what is no EDN, where it is. */
  private void add(long line, long column) throws IOException, HistoryMalformed {
    Object form = edn.form();
    Optional<String> objection;
    try {
      if (!(form instanceof Map<?, ?> map)) {
        throw new IllegalArgumentException(
            "expected an operation, such as {:process 0, :type :invoke, :f :read, :value nil}");
      }
      objection = columns.add(op(map));
    } catch (IllegalArgumentException e) {
      objection = Optional.of(String.valueOf(e.getMessage()));
    }
    if (objection.isPresent()) {
      problems.found(line, column, objection.get());
    }
  }

  private Op op(Map<?, ?> map) {
    int process = process(field(map, "process"));
    boolean exact = process != Op.NEMESIS;
    Map<String, Object> extra = new TreeMap<>();
    map.forEach((key, value) -> {
      String name = key instanceof Word word ? word.name() : String.valueOf(key);
      Object plain = NAMES.contains(name) ? null : plain(value, false);
      if (plain != null) {
        extra.put(name, plain);
      }
    });
    Word key = new Word("key");
    hasKeys |= map.containsKey(key);
    return new Op(
        index(map.get(new Word("index"))),
        columns.timeFrom(time(map.get(new Word("time")))),
        process,
        type(field(map, "type")),
        f(field(map, "f")),
        plain(map.get(key), exact),
        plain(map.get(new Word("value")), exact),
        extra);
  }

  private static @Nullable Object field(Map<?, ?> map, String name) {
    Word key = new Word(name);
    if (!map.containsKey(key)) {
      throw new IllegalArgumentException("key :" + name + " is missing");
    }
    return map.get(key);
  }

  /** Knossos writes -1 where there is none. */
  private long index(@Nullable Object value) {
    boolean none = value == null || value.equals(-1L);
    return none ? columns.nextIndex() : natural("index", value);
  }

  private static long time(@Nullable Object value) {
    return value == null ? ColumnsBuilder.UNTOLD : natural("time", value);
  }

  private static long natural(String name, @Nullable Object value) {
    if (value instanceof Long number && number >= 0) {
      return number;
    }
    throw unexpected(name, value, "a whole number from 0");
  }

  private static int process(@Nullable Object value) {
    if (value instanceof Word word && word.name().equals("nemesis")) {
      return Op.NEMESIS;
    }
    if (value instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
      return number.intValue();
    }
    throw unexpected("process", value, "a whole number from 0, or :nemesis");
  }

  private static Op.Type type(@Nullable Object value) {
    String name = value instanceof Word word ? word.name() : String.valueOf(value);
    return switch (name) {
      case "invoke", "ok", "fail", "info" -> Op.Type.valueOf(name.toUpperCase(Locale.ROOT));
      default -> throw unexpected("type", value, ":invoke, :ok, :fail or :info");
    };
  }

  private static String f(@Nullable Object value) {
    String name = value instanceof Word word ? word.name() : value instanceof String s ? s : "";
    if (name.isEmpty()) {
      throw unexpected("f", value, "the name of an operation, such as :read");
    }
    return name;
  }

  private static IllegalArgumentException unexpected(
      String name, @Nullable Object value, String expected) {
    String found =
        value instanceof Word word ? ":" + word.name() : value == null ? "nil" : value.toString();
    return new IllegalArgumentException("key :" + name + " is " + found + ", expected " + expected);
  }

  /**
   * As an op can hold it.
   *
   * @param exact whether values that differ must stay so; it is refused where they would not
   */
  private @Nullable Object plain(@Nullable Object form, boolean exact) {
    return switch (form) {
      case Word word -> text(word.name(), true, exact);
      case String text -> text(text, false, exact);
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        list.forEach(element -> copy.add(plain(element, exact)));
        yield copy;
      }
      case Map<?, ?> map -> plainMap(map, exact);
      case null, default -> form;
    };
  }

  private Map<String, @Nullable Object> plainMap(Map<?, ?> map, boolean exact) {
    Map<String, @Nullable Object> copy = new TreeMap<>();
    map.forEach((key, value) -> {
      String name = String.valueOf(plain(key, exact));
      if (copy.containsKey(name) && exact) {
        throw new IllegalArgumentException("key " + name + " stands twice in a map");
      }
      copy.put(name, plain(value, exact));
    });
    return copy;
  }

  private String text(String text, boolean word, boolean exact) {
    words += word ? 1 : 0;
    if (exact) {
      spellings
          .objection(columns.values.of(text), word)
          .ifPresent(objection -> {
            throw new IllegalArgumentException(objection);
          });
    }
    return text;
  }
}
