package minos.course;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minos.course.Configuration.Event;
import minos.course.Configuration.Kind;

/** Reads a configuration of the course, and says everything that is wrong with it at once. */
final class ConfigurationFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> KNOWN =
      Set.of(
          "lifetime",
          "replicas",
          "requests",
          "seed",
          "mix",
          "start_wait",
          "wait",
          "end_wait",
          "drops",
          "max_packets",
          "events",
          "tests",
          // Where the course's own files have it; it is read nowhere, there or here.
          "maximum_get_generation_fail_fraction");
  private static final double LIFETIME_MIN = 5;
  private static final double REPLICAS_MIN = 3;
  private static final double REPLICAS_MAX = 21;
  private static final double REQUESTS_MAX = 1_000_000;
  private static final double DAY = 86_400;

  private final String name;
  private final JsonNode root;
  private final List<String> mistakes = new ArrayList<>();

  /**
   * What a file came to.
   *
   * @param configuration empty if there is any mistake
   * @param mistakes a line each
   */
  record Read(Optional<Configuration> configuration, List<String> mistakes) {}

  private ConfigurationFile(String name, JsonNode root) {
    this.name = name;
    this.root = root;
  }

  /**
   * @param name for people; of the file, or of the test
   */
  static Read read(String name, String text) {
    try {
      JsonNode root = JSON.readTree(text);
      if (!root.isObject()) {
        return new Read(Optional.empty(), List.of(name + ": a configuration is a JSON object"));
      }
      return new ConfigurationFile(name, root).read();
    } catch (JsonProcessingException e) {
      String where =
          "line %d, column %d"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      return new Read(
          Optional.empty(), List.of(name + ": no JSON: " + where + ": " + e.getOriginalMessage()));
    }
  }

  private Read read() {
    root.fieldNames()
        .forEachRemaining(field -> {
          if (!KNOWN.contains(field)) {
            mistake(field, "no such field; known are " + sorted(KNOWN));
          }
        });
    double lifetime = required("lifetime", LIFETIME_MIN, DAY);
    int replicas = whole("replicas", REPLICAS_MIN, REPLICAS_MAX);
    int requests = whole("requests", 1, REQUESTS_MAX);
    double startWait =
        root.has("wait") ? number(root, "wait", 2, 0, DAY) : number(root, "start_wait", 5, 0, DAY);
    double endWait = number(root, "end_wait", 2, 0, DAY);
    if (startWait + endWait >= lifetime) {
      mistake("lifetime", "%s s leave no time between start_wait and end_wait".formatted(lifetime));
    }
    JsonNode tests = root.path("tests");
    Configuration configuration =
        new Configuration(
            name,
            lifetime,
            replicas,
            requests,
            root.path("seed").asLong(0),
            number(root, "mix", 0.8, 0, 1),
            startWait,
            endWait,
            number(root, "drops", 0, 0, 1),
            events(lifetime, replicas),
            number(tests, "maximum_get_fail_fraction", 0.5, 0, 1),
            number(tests, "maximum_put_fail_fraction", 0.5, 0, 1),
            number(tests, "maximum_get_generation_fail_fraction", 0.1, 0, 1),
            benchmarks(tests.path("benchmarks")));
    return new Read(
        mistakes.isEmpty() ? Optional.of(configuration) : Optional.empty(), List.copyOf(mistakes));
  }

  private List<Event> events(double lifetime, int replicas) {
    List<Event> events = new ArrayList<>();
    JsonNode array = root.path("events");
    if (!array.isMissingNode() && !array.isArray()) {
      mistake("events", "a list of objects with type and time is needed, not " + array);
    }
    for (int at = 0; at < array.size(); at++) {
      String field = "events[" + at + "]";
      JsonNode type = array.get(at).path("type");
      JsonNode time = array.get(at).path("time");
      Optional<Kind> kind = kind(type.asText());
      if (kind.isEmpty()) {
        mistake(field + ".type", "%s is none of %s".formatted(type, kinds()));
      }
      if (!time.isNumber() || time.asDouble() < 0 || time.asDouble() > lifetime) {
        mistake(field + ".time", "%s is no time from 0 to %s s".formatted(time, lifetime));
      }
      kind.ifPresent(it -> events.add(new Event(it, time.asDouble())));
    }
    long kills = events.stream().filter(event -> event.kind().isKill()).count();
    if (2 * (replicas - kills) <= replicas) {
      mistake("events", "%d kills of %d replicas leave no majority".formatted(kills, replicas));
    }
    events.sort(Comparator.comparingDouble(Event::time));
    return events;
  }

  private Map<Measure, Limits> benchmarks(JsonNode node) {
    Map<Measure, Limits> benchmarks = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      JsonNode limits = node.path(measure.field());
      if (limits.isMissingNode()) {
        continue;
      }
      boolean three =
          limits.size() == 3
              && limits.get(0).isNumber()
              && limits.get(1).isNumber()
              && limits.get(2).isNumber();
      if (three) {
        benchmarks.put(
            measure,
            new Limits(
                limits.get(0).asDouble(), limits.get(1).asDouble(), limits.get(2).asDouble()));
      } else {
        mistake(
            "tests.benchmarks." + measure.field(),
            "three numbers are needed, bonus, full and partial, not " + limits);
      }
    }
    return benchmarks;
  }

  private double required(String field, double least, double most) {
    if (!root.has(field)) {
      mistake(field, "is missing");
      return most;
    }
    return number(root, field, most, least, most);
  }

  private int whole(String field, double least, double most) {
    double number = required(field, least, most);
    if (number != Math.rint(number)) {
      mistake(field, number + " is no whole number");
    }
    return (int) number;
  }

  private double number(JsonNode node, String field, double usual, double least, double most) {
    JsonNode value = node.path(field);
    if (value.isMissingNode()) {
      return usual;
    }
    if (!value.isNumber() || value.asDouble() < least || value.asDouble() > most) {
      mistake(field, "%s is no number from %s to %s".formatted(value, plain(least), plain(most)));
      return usual;
    }
    return value.asDouble();
  }

  private void mistake(String field, String what) {
    mistakes.add(name + ": " + field + ": " + what);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private static Optional<Kind> kind(String type) {
    return Stream.of(Kind.values()).filter(kind -> label(kind).equals(type)).findFirst();
  }

  private static String label(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String kinds() {
    return Stream.of(Kind.values()).map(ConfigurationFile::label).collect(Collectors.joining(", "));
  }

  private static String sorted(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }
}
