package minos.suite.file;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import minos.suite.Block;
import minos.suite.Case;
import minos.suite.Quarantine;
import minos.suite.Suite;
import minos.time.Durations;

/** Reads a suite. What its options mean, and whether they can be, is for {@code run} to say. */
public final class SuiteFile {
  private static final String ALSO = "also";
  private static final List<String> KEYS =
      List.of(
          "suite",
          "about",
          ALSO,
          "budget",
          "retries",
          "tolerance",
          "defaults",
          "scenarios",
          "matrix",
          "quarantine");
  private static final int CASES_MAX = 100_000;
  private static final int RETRIES_MAX = 10;

  private final Map<String, String> usual;
  private final BiFunction<String, Collection<String>, String> unknown;
  private final Neighbours neighbours;

  /** Reads another file that a suite names, relative to it. */
  public interface Neighbours {
    String read(String file) throws Missing;

    /** There is no such file; the message says which and why. */
    final class Missing extends Exception {
      public Missing(String message) {
        super(message);
      }
    }
  }

  /** All that one file says of its cases. */
  private record Content(List<Case> scenarios, List<Block> blocks, List<Quarantine> quarantine) {}

  /**
   * @param usual the value of each option that every run has, where a file says nothing
   * @param unknown what to say of a word that is none of the known ones
   */
  public SuiteFile(
      Map<String, String> usual,
      BiFunction<String, Collection<String>, String> unknown,
      Neighbours neighbours) {
    this.usual = usual;
    this.unknown = unknown;
    this.neighbours = neighbours;
  }

  /**
   * @param file as the user named it, for errors
   */
  public Suite read(String file, String text) throws SuiteMalformed {
    Fields root = root(file, text);
    String name = root.required("suite", "nightly");
    if (!name.matches("[A-Za-z0-9_-]+")) {
      throw root.wrong("suite", "is '" + name + "'; letters, digits, - and _ make a name");
    }
    Content content = content(root, name);
    List<Case> scenarios = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    List<Quarantine> quarantine = new ArrayList<>();
    for (String other : root.texts(ALSO)) {
      Content more = also(root, name, other);
      scenarios.addAll(more.scenarios());
      blocks.addAll(more.blocks());
      quarantine.addAll(more.quarantine());
    }
    scenarios.addAll(content.scenarios());
    blocks.addAll(content.blocks());
    quarantine.addAll(content.quarantine());
    if (scenarios.isEmpty() && blocks.isEmpty()) {
      throw new SuiteMalformed(
          file, 1, "nothing to run; give it scenarios, a matrix, or name another suite in 'also'");
    }
    return new Suite(
        name,
        scenarios,
        blocks,
        duration(root, "budget"),
        retries(root),
        TolerancePart.of(root),
        quarantine);
  }

  private Fields root(String file, String text) throws SuiteMalformed {
    Fields root = Fields.of(file, Yaml.read(file, text), "the file", unknown);
    root.allow(KEYS);
    return root;
  }

  private Content also(Fields root, String suite, String other) throws SuiteMalformed {
    String file = Options.beside(root.file(), other);
    try {
      Fields content = root(file, neighbours.read(file));
      if (content.node(ALSO).isPresent()) {
        throw content.wrong(ALSO, "is for suites that no other names; name these there, too");
      }
      return content(content, suite);
    } catch (Neighbours.Missing e) {
      throw root.wrong(ALSO, "names " + other + ": " + e.getMessage());
    }
  }

  private Content content(Fields root, String suite) throws SuiteMalformed {
    Options options = Options.of(root, usual);
    List<Case> scenarios = new ArrayList<>();
    for (Fields part : root.parts("scenarios")) {
      scenarios.addAll(options.scenario(part, suite));
    }
    List<Block> blocks = new ArrayList<>();
    for (Fields part : root.parts("matrix")) {
      Block block = options.block(part);
      if (Block.size(block.options()) > CASES_MAX) {
        throw new SuiteMalformed(
            root.file(),
            part.mapping().line(),
            "a matrix of more than " + CASES_MAX + " runs; give it fewer seeds or values");
      }
      blocks.add(block);
    }
    List<Quarantine> quarantine = new ArrayList<>();
    for (Fields part : root.parts("quarantine")) {
      quarantine.add(quarantine(part));
    }
    return new Content(scenarios, blocks, quarantine);
  }

  private static Quarantine quarantine(Fields part) throws SuiteMalformed {
    part.allow(List.of("cases", "owner", "reason", "expires"));
    String expires = part.required("expires", "2027-01-31");
    try {
      return new Quarantine(
          part.required("cases", "'*.lock *'"),
          part.required("owner", "anna"),
          part.required("reason", "'#123: leases'"),
          LocalDate.parse(expires),
          Options.where(part));
    } catch (DateTimeParseException e) {
      throw part.wrong("expires", "is '" + expires + "'; write a day like 2027-01-31");
    }
  }

  private static int retries(Fields root) throws SuiteMalformed {
    Optional<String> text = root.text("retries");
    if (text.isPresent()
        && (!text.get().matches("\\d{1,3}") || Integer.parseInt(text.get()) > RETRIES_MAX)) {
      throw root.wrong("retries", "is '" + text.get() + "'; a number from 0 to " + RETRIES_MAX);
    }
    return text.map(Integer::parseInt).orElse(1);
  }

  private static Optional<Duration> duration(Fields root, String key) throws SuiteMalformed {
    Optional<String> text = root.text(key);
    try {
      return text.map(Durations::parse);
    } catch (IllegalArgumentException e) {
      throw root.wrong(key, "is '" + text.orElse("") + "'; write a time like 30m or 6h");
    }
  }
}
