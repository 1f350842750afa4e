package minos.check.knossos;

import clojure.java.api.Clojure;
import clojure.lang.IFn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The other side of {@link Knossos}, in its own JVM: reads a request a line and answers each with
 * one. A request is {@code {:model [name argument...], :history [op...], :time-limit ms}}; an
 * answer {@code valid}, {@code invalid OP} or {@code unknown WHY}. The first line of all is {@code
 * ready}, or {@code missing WHY}.
 */
final class KnossosMain {
  private static final String MODEL = "knossos.model";
  private static final String SEARCH = "knossos.competition";

  private KnossosMain() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream answers = System.out;
    // Knossos logs; only answers belong on standard output.
    System.setOut(System.err);
    try {
      require("clojure.edn");
      require(MODEL);
      require(SEARCH);
    } catch (RuntimeException | LinkageError e) {
      say(answers, "missing " + e);
      return;
    }
    say(answers, "ready");
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      say(answers, answer(line));
    }
    // Searches that were given up may still run.
    System.exit(0);
  }

  private static void require(String namespace) {
    Clojure.var("clojure.core", "require").invoke(Clojure.read(namespace));
  }

  private static void say(PrintStream answers, String answer) {
    answers.println(answer.replace('\n', ' '));
    answers.flush();
  }

  private static String answer(String line) {
    try {
      Map<?, ?> request =
          (Map<?, ?>)
              Objects.requireNonNull(Clojure.var("clojure.edn", "read-string").invoke(line));
      List<?> said = (List<?>) Objects.requireNonNull(get(request, "model"));
      Object model = model(said);
      Object options = Clojure.read("{:time-limit " + get(request, "time-limit") + "}");
      IFn analysis = Clojure.var(SEARCH, "analysis");
      Map<?, ?> result =
          (Map<?, ?>)
              Objects.requireNonNull(analysis.invoke(model, get(request, "history"), options));
      Object valid = get(result, "valid?");
      if (Boolean.TRUE.equals(valid)) {
        return "valid";
      }
      return Boolean.FALSE.equals(valid)
          ? "invalid " + print(get(result, "op"))
          : "unknown " + print(get(result, "cause"));
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      return "unknown it broke: " + e;
    }
  }

  private static Object model(List<?> said) {
    IFn make = Clojure.var(MODEL, String.valueOf(said.getFirst()));
    return said.size() == 1 ? make.invoke() : make.invoke(said.get(1));
  }

  private static @Nullable Object get(Map<?, ?> map, String key) {
    return map.get(Clojure.read(":" + key));
  }

  private static String print(@Nullable Object value) {
    return String.valueOf(Clojure.var("clojure.core", "pr-str").invoke(value));
  }
}
