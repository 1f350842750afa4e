package minos.store;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import minos.fault.FaultTiming;
import minos.fault.Rhythm;
import minos.run.Test;
import minos.time.Durations;

/**
 * The command that repeats a run, short enough to be typed: what is as by default is left out. With
 * another Minos the defaults may be others; {@code run.json} holds every option in full.
 */
public final class RepeatCommand {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private RepeatCommand() {}

  /** Repeats what a folder's run.json holds. */
  static String ofFolder(String folder) {
    return "./minos replay " + quoted(folder);
  }

  public static String of(Test test, boolean failFast) {
    List<String> words = new ArrayList<>(List.of("./minos", "run"));
    add(words, "--in", test.world().label());
    addUnless(Defaults.SYSTEM, words, "--system", test.system());
    addUnless(Defaults.WORKLOAD, words, "--workload", test.workload());
    addUnless(Defaults.NODES, words, "--nodes", Integer.toString(test.nodes()));
    addFaults(words, test);
    addUnless(Defaults.TIME, words, "--time", Durations.label(test.time()));
    addUnless(Defaults.CONCURRENCY, words, "--concurrency", Integer.toString(test.concurrency()));
    addUnless(Defaults.RATE, words, "--rate", rate(test.rate()));
    addUnless(Defaults.KEYS, words, "--keys", Integer.toString(test.keys()));
    add(words, "--seed", Long.toString(test.seed()));
    test.flaws().forEach(flaw -> add(words, "--flaw", flaw));
    if (!test.image().isEmpty()) {
      add(words, "--image", test.image());
    }
    if (!test.program().isEmpty()) {
      String command =
          test.program().stream().map(RepeatCommand::quoted).collect(Collectors.joining(" "));
      add(words, "--program", command);
    }
    test.latency().ifPresent(latency -> add(words, "--latency", latency.label()));
    if (test.swarm()) {
      words.add("--swarm");
    }
    if (failFast) {
      words.add("--fail-fast");
    }
    return String.join(" ", words);
  }

  private static void addFaults(List<String> words, Test test) {
    if (test.script().isPresent()) {
      add(words, "--fault-script", test.script().get().source());
    } else {
      addTiming(words, test.timing());
    }
    if (test.script().isEmpty() && test.timing().rhythm().faults().isEmpty()) {
      String faults = test.faults().isEmpty() ? "none" : String.join(",", test.faults());
      // What is usual for a program of somebody's own depends on what it speaks.
      addUnless(test.program().isEmpty() ? Defaults.FAULTS : "", words, "--faults", faults);
    }
  }

  private static void addTiming(List<String> words, FaultTiming timing) {
    addUnless(Rhythm.TURNS.label(), words, "--fault-schedule", timing.rhythm().label());
    timing.interval().ifPresent(each -> add(words, "--fault-interval", Durations.label(each)));
  }

  private static void addUnless(String usual, List<String> words, String option, String value) {
    if (!value.equals(usual)) {
      add(words, option, value);
    }
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
