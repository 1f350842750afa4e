package minos.store;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import minos.run.Test;
import minos.time.Durations;

/** The command that repeats a run: every option in full, so that later defaults change nothing. */
public final class RepeatCommand {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private RepeatCommand() {}

  public static String of(Test test) {
    List<String> words = new ArrayList<>(List.of("./minos", "run"));
    add(words, "--in", test.world().label());
    add(words, "--system", test.system());
    add(words, "--workload", test.workload());
    add(words, "--nodes", Integer.toString(test.nodes()));
    add(words, "--faults", test.faults().isEmpty() ? "none" : String.join(",", test.faults()));
    add(words, "--time", Durations.label(test.time()));
    add(words, "--concurrency", Integer.toString(test.concurrency()));
    add(words, "--rate", rate(test.rate()));
    add(words, "--keys", Integer.toString(test.keys()));
    add(words, "--seed", Long.toString(test.seed()));
    test.flaws().forEach(flaw -> add(words, "--flaw", flaw));
    if (!test.image().isEmpty()) {
      add(words, "--image", test.image());
    }
    return String.join(" ", words);
  }

  private static void add(List<String> words, String option, String value) {
    words.add(option);
    words.add(quoted(value));
  }

  private static String rate(double rate) {
    return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
  }

  private static String quoted(String value) {
    return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
  }
}
