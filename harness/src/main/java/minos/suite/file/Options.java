package minos.suite.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minos.suite.Block;
import minos.suite.Case;

/**
 * Options of runs as a suite names them: those of {@code minos run} without their dashes.
 *
 * @param usual the value of each where neither a block nor the file's defaults say anything
 */
record Options(Map<String, List<String>> usual) {
  private static final String FAULTS = "faults";
  private static final String SCRIPT = "fault-script";
  private static final String EXPECT = "expect";
  private static final String IF_AVAILABLE = "if-available";
  private static final String EXCLUDE = "exclude";
  private static final String INCLUDE = "include";

  private static final Set<String> NAMES =
      new LinkedHashSet<>(
          List.of(
              Case.SYSTEM,
              Case.WORKLOAD,
              Case.WORLD,
              FAULTS,
              SCRIPT,
              "fault-schedule",
              "fault-interval",
              "nodes",
              Case.TIME,
              "concurrency",
              "rate",
              "keys",
              "flaw",
              "image",
              "swarm",
              "program",
              "latency",
              "check-budget",
              "check-memory",
              Case.SEED));

  private static final Pattern RANGE = Pattern.compile("(\\d{1,18})\\.\\.(\\d{1,18})");
  private static final long SEEDS_MAX = 100_000;

  static Options of(Fields root, Map<String, String> usual) throws SuiteMalformed {
    Map<String, List<String>> values = new LinkedHashMap<>();
    usual.forEach((option, value) -> values.put(option, List.of(value)));
    for (Fields defaults : root.parts("defaults")) {
      defaults.allow(NAMES);
      values.putAll(given(defaults));
    }
    return new Options(values);
  }

  /** With a name of its own; one case for each of its seeds. */
  List<Case> scenario(Fields part, String suite) throws SuiteMalformed {
    part.allow(with(List.of("name", EXPECT, IF_AVAILABLE)));
    String name = part.required("name", "'stale reads of a deposed leader'");
    Map<String, List<String>> values = all(given(part));
    for (Map.Entry<String, List<String>> option : values.entrySet()) {
      if (option.getValue().size() > 1 && !option.getKey().equals(Case.SEED)) {
        throw part.wrong(
            option.getKey(), "has several values; a scenario has one of each, a matrix several");
      }
    }
    List<Case> cases = new ArrayList<>();
    for (Map<String, String> options : blockOf(part, values).combinations()) {
      cases.add(
          new Case(
              suite,
              name + " [seed " + options.get(Case.SEED) + "]",
              options,
              expectation(part),
              part.flag(IF_AVAILABLE),
              where(part)));
    }
    return cases;
  }

  Block block(Fields part) throws SuiteMalformed {
    part.allow(with(List.of(EXPECT, IF_AVAILABLE, EXCLUDE, INCLUDE)));
    Map<String, List<String>> values = all(given(part));
    Block plain = blockOf(part, values);
    List<Map<String, List<String>>> excludes = new ArrayList<>();
    for (Fields exclude : part.parts(EXCLUDE)) {
      exclude.allow(NAMES);
      excludes.add(hitting(exclude, values));
    }
    List<Map<String, List<String>>> includes = new ArrayList<>();
    for (Fields include : part.parts(INCLUDE)) {
      include.allow(NAMES);
      Map<String, List<String>> more = firsts(values);
      more.putAll(given(include));
      includes.add(ordered(more));
    }
    return new Block(
        values, excludes, includes, plain.expects(), plain.ifAvailable(), plain.where());
  }

  /**
   * An exclusion that hits nothing is a mistake: something runs that somebody meant to leave out.
   */
  private static Map<String, List<String>> hitting(Fields exclude, Map<String, List<String>> values)
      throws SuiteMalformed {
    Map<String, List<String>> given = given(exclude);
    for (Map.Entry<String, List<String>> option : given.entrySet()) {
      List<String> here = values.getOrDefault(option.getKey(), List.of());
      for (String value : option.getValue()) {
        if (!here.contains(value)) {
          throw exclude.wrong(
              option.getKey(),
              "is '%s', which this matrix does not have; it has: %s"
                  .formatted(value, String.join("; ", here)));
        }
      }
    }
    return given;
  }

  private Block blockOf(Fields part, Map<String, List<String>> values) throws SuiteMalformed {
    return new Block(
        values, List.of(), List.of(), expectation(part), part.flag(IF_AVAILABLE), where(part));
  }

  private Map<String, List<String>> all(Map<String, List<String>> given) {
    Map<String, List<String>> values = new LinkedHashMap<>(usual);
    values.putAll(given);
    if (given.containsKey(SCRIPT)) {
      values.remove(FAULTS);
    }
    return ordered(values);
  }

  /** Of what a matrix has several of, an inclusion that says nothing takes the first. */
  private static Map<String, List<String>> firsts(Map<String, List<String>> values) {
    Map<String, List<String>> firsts = new LinkedHashMap<>();
    values.forEach((option, all) -> firsts.put(option, List.of(all.getFirst())));
    return firsts;
  }

  private static Map<String, List<String>> ordered(Map<String, List<String>> values) {
    List<String> order = List.copyOf(NAMES);
    Map<String, List<String>> ordered =
        new TreeMap<>(java.util.Comparator.comparingInt(order::indexOf));
    ordered.putAll(values);
    return new LinkedHashMap<>(ordered);
  }

  private static Map<String, List<String>> given(Fields part) throws SuiteMalformed {
    Map<String, List<String>> given = new LinkedHashMap<>();
    for (String option : part.mapping().keys().keySet()) {
      if (!NAMES.contains(option)) {
        continue;
      }
      List<String> texts = part.texts(option);
      if (option.equals(Case.SEED)) {
        given.put(option, seeds(part, texts));
      } else if (option.equals(SCRIPT)) {
        given.put(option, texts.stream().map(file -> beside(part.file(), file)).toList());
      } else {
        given.put(option, texts);
      }
    }
    return given;
  }

  private static List<String> seeds(Fields part, List<String> texts) throws SuiteMalformed {
    List<String> seeds = new ArrayList<>();
    for (String text : texts) {
      Matcher range = RANGE.matcher(text);
      if (range.matches()) {
        long first = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        if (last < first || last - first >= SEEDS_MAX) {
          throw part.wrong(
              Case.SEED, "is " + text + "; from the lower to the higher, at most " + SEEDS_MAX);
        }
        for (long seed = first; seed <= last; seed++) {
          seeds.add(Long.toString(seed));
        }
      } else if (text.matches("-?\\d{1,18}")) {
        seeds.add(text);
      } else {
        throw part.wrong(
            Case.SEED, "is '" + text + "'; a number, a range like 1..20, or a list of both");
      }
    }
    return seeds;
  }

  private static Case.Expectation expectation(Fields part) throws SuiteMalformed {
    String text = part.text(EXPECT).orElse("valid");
    return switch (text) {
      case "valid" -> Case.Expectation.VALID;
      case "invalid" -> Case.Expectation.INVALID;
      default ->
          throw part.wrong(EXPECT, "is '" + text + "'; valid, or invalid for a planted flaw");
    };
  }

  private static List<String> with(List<String> more) {
    List<String> known = new ArrayList<>(NAMES);
    known.addAll(more);
    return known;
  }

  /** A file that a suite names, as seen from where Minos runs. */
  static String beside(String suite, String file) {
    int slash = suite.lastIndexOf('/');
    return file.startsWith("/") || slash < 0 ? file : suite.substring(0, slash + 1) + file;
  }

  static String where(Fields part) {
    return part.file() + ":" + part.mapping().line();
  }
}
