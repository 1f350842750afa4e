package minos.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One run that a suite asks for.
 *
 * @param suite the name of the suite
 * @param name no other case of the suite has it
 * @param options of {@code minos run}, by name without dashes; the seed is always among them
 * @param expects what the run must come to
 * @param ifAvailable whether it may be left out where its world is not to be had
 * @param where file and line that asked for it: {@code smoke.yaml:12}
 */
public record Case(
    String suite,
    String name,
    Map<String, String> options,
    Expectation expects,
    boolean ifAvailable,
    String where) {
  public static final String SYSTEM = "system";
  public static final String WORKLOAD = "workload";
  public static final String WORLD = "in";
  public static final String TIME = "time";
  public static final String SEED = "seed";

  private static final String SWARM = "swarm";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
  private static final Pattern SEED_IN_NAME = Pattern.compile(" ?\\[seed -?\\d+]$");

  /** What a run must come to, or the suite is red. */
  public enum Expectation {
    VALID,
    /** A flaw is planted, and must be seen: who sees no flaw has no right to say valid. */
    INVALID
  }

  /** {@code <suite>.<system>.<workload>}. */
  public String classname() {
    return suite + "." + options.get(SYSTEM) + "." + options.get(WORKLOAD);
  }

  /** What it has in common with itself under other seeds. */
  public String group() {
    return nameWithoutSeed(name);
  }

  static String nameWithoutSeed(String name) {
    return SEED_IN_NAME.matcher(name).replaceFirst("");
  }

  public String option(String name) {
    return options.getOrDefault(name, "");
  }

  /** Whether virtual time passes in it. */
  public boolean isSimulated() {
    return option(WORLD).equals("sim");
  }

  /** As {@code minos run} takes them, one word each. */
  public List<String> arguments() {
    List<String> words = new ArrayList<>();
    options.forEach((option, value) -> {
      if (option.equals(SWARM)) {
        if (Boolean.parseBoolean(value)) {
          words.add("--" + SWARM);
        }
      } else if (option.equals("flaw")) {
        for (String flaw : value.split(",", -1)) {
          words.addAll(List.of("--flaw", flaw));
        }
      } else {
        words.addAll(List.of("--" + option, value));
      }
    });
    return words;
  }

  /** The command that runs it alone. */
  public String command() {
    StringBuilder command = new StringBuilder("./minos run");
    for (String word : arguments()) {
      boolean plain = PLAIN.matcher(word).matches();
      command.append(' ').append(plain ? word : "'" + word.replace("'", "'\\''") + "'");
    }
    return command.toString();
  }
}
