package minos.history;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import minos.history.EdnReader.Word;
import org.jspecify.annotations.Nullable;

/**
 * Histories as Jepsen, Knossos and porcupine's tests write them: maps {@code {:process 0, :type
 * :invoke, :f :write, :value 3}} with any further keys, one after another or in one vector or list,
 * with or without a tag. Keywords become texts.
 */
final class EdnHistory {
  private static final List<String> NAMES =
      List.of("index", "time", "process", "type", "f", "key", "value");

  private final EdnReader edn;
  private final Recorded recorded = new Recorded();
  private final Map<String, Boolean> isWord = new HashMap<>();

  private EdnHistory(EdnReader edn) {
    this.edn = edn;
  }

  static History read(Reader in, String name) throws IOException, HistoryMalformed {
    EdnHistory history = new EdnHistory(new EdnReader(in, name));
    history.readAll();
    return history.recorded.history();
  }

  private void readAll() throws IOException, HistoryMalformed {
    char close = edn.enter();
    if (close == 0) {
      while (edn.more()) {
        readOne();
      }
      return;
    }
    while (!edn.leave(close)) {
      readOne();
    }
    if (edn.more()) {
      throw edn.malformed("more follows the vector of operations, expected the end of the file");
    }
  }

  private void readOne() throws IOException, HistoryMalformed {
    Where where = new Where(edn.line(), edn.column());
    try {
      if (!(edn.form() instanceof Map<?, ?> map)) {
        throw new IllegalArgumentException(
            "expected an operation, such as {:process 0, :type :invoke, :f :read, :value nil}");
      }
      Optional<String> objection = recorded.add(op(map));
      if (objection.isPresent()) {
        throw new IllegalArgumentException(objection.get());
      }
    } catch (IllegalArgumentException e) {
      throw edn.malformedAt(where.line(), where.column(), String.valueOf(e.getMessage()));
    }
  }

  private record Where(long line, long column) {}

  private Op op(Map<?, ?> map) {
    int process = process(field(map, "process"));
    boolean exact = process != Op.NEMESIS;
    Map<String, Object> extra = new TreeMap<>();
    map.forEach((key, value) -> {
      String name = key instanceof Word word ? word.name() : String.valueOf(key);
      Object plain = plain(value, false);
      if (plain != null && !NAMES.contains(name)) {
        extra.put(name, plain);
      }
    });
    return new Op(
        index(map.get(new Word("index"))),
        recorded.timeFrom(time(map.get(new Word("time")))),
        process,
        type(field(map, "type")),
        f(field(map, "f")),
        plain(map.get(new Word("key")), exact),
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

  private long index(@Nullable Object value) {
    if (value == null) {
      return recorded.nextIndex();
    }
    return natural("index", value);
  }

  private static @Nullable Long time(@Nullable Object value) {
    return value == null ? null : (Long) natural("time", value);
  }

  private static long natural(String name, Object value) {
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
    Boolean before = exact ? isWord.putIfAbsent(text, word) : null;
    if (before != null && before != word) {
      throw new IllegalArgumentException(
          ":%s and \"%s\" would become one value, expected either keywords or strings"
              .formatted(text, text));
    }
    return text;
  }
}
