package minos.node.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a strict reader of Prometheus' text format (0.0.4) makes of a text. */
public record Scrape(Map<String, String> types, Map<String, Double> samples) {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final Pattern HEAD = Pattern.compile("# (HELP|TYPE) (" + NAME + ") (.+)");
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"";
  private static final Pattern SAMPLE =
      Pattern.compile("(" + NAME + ")(\\{" + LABEL + "(?:," + LABEL + ")*\\})? (\\S+)");
  private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram");

  /** Fails the test where a line is not as the format wants it. */
  public static Scrape of(String text) {
    assertTrue(text.endsWith("\n"), "the last line ends");
    Map<String, String> types = new LinkedHashMap<>();
    Map<String, Double> samples = new LinkedHashMap<>();
    String helped = "";
    String family = "";
    for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
      Matcher head = HEAD.matcher(line);
      if (head.matches() && head.group(1).equals("HELP")) {
        helped = head.group(2);
      } else if (head.matches()) {
        family = head.group(2);
        assertEquals(helped, family, "HELP comes before TYPE, of the same name");
        assertTrue(TYPES.contains(head.group(3)), line);
        assertEquals(null, types.put(family, head.group(3)), "one TYPE a name: " + line);
      } else {
        Matcher sample = SAMPLE.matcher(line);
        assertTrue(sample.matches(), () -> "neither head nor sample: " + line);
        String name = Objects.requireNonNull(sample.group(1));
        assertTrue(belongs(name, family, Objects.requireNonNull(types.get(family))), line);
        double value = Double.parseDouble(sample.group(3));
        String key = line.substring(0, line.lastIndexOf(' '));
        assertEquals(null, samples.put(key, value), "each sample once: " + line);
      }
    }
    Scrape scrape = new Scrape(types, samples);
    types.forEach((name, type) -> scrape.check(name, type));
    return scrape;
  }

  private static boolean belongs(String sample, String family, String type) {
    return type.equals("histogram")
        ? List.of("_bucket", "_sum", "_count").stream().anyMatch(s -> sample.equals(family + s))
        : sample.equals(family);
  }

  private void check(String name, String type) {
    List<String> own = new ArrayList<>();
    samples.keySet().stream().filter(key -> key.matches(name + "([_{].*)?")).forEach(own::add);
    assertFalse(own.isEmpty(), name + " has samples");
    if (type.equals("counter")) {
      assertTrue(name.endsWith("_total"), name);
    } else {
      assertFalse(name.endsWith("_total"), name);
    }
    if (type.equals("histogram")) {
      checkHistogram(name);
    }
  }

  private void checkHistogram(String name) {
    double below = 0;
    double bound = Double.NEGATIVE_INFINITY;
    for (String key : samples.keySet()) {
      if (key.startsWith(name + "_bucket{le=\"")) {
        String le = key.substring(key.indexOf('"') + 1, key.lastIndexOf('"'));
        double next = le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
        assertTrue(next > bound, key + " rises");
        assertTrue(value(key) >= below, key + " is cumulative");
        below = value(key);
        bound = next;
      }
    }
    assertEquals(Double.POSITIVE_INFINITY, bound, "the last bucket holds all");
    assertEquals(value(name + "_count"), below, name);
    assertNotEquals(Double.NaN, value(name + "_sum"));
  }

  /** The value of a sample, by its name and labels. */
  public double value(String sample) {
    return Objects.requireNonNull(samples.get(sample), () -> sample + " is not in " + samples);
  }
}
