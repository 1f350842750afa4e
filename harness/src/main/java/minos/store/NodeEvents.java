package minos.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import minos.cluster.Traced;
import minos.cluster.World;

/**
 * What the nodes of a run in containers wrote into their {@code events.jsonl}, in the run's time.
 * They share the clock of their host, so times agree to about a millisecond; a node whose clock was
 * set writes what it showed.
 */
public final class NodeEvents {
  /** In run.json's description of the cluster: when the run's time began. */
  static final String BEGAN = "began";

  private static final String FILE = "events.jsonl";
  private static final long NANOS_PER_MILLI = 1_000_000;

  private NodeEvents() {}

  /**
   * @throws StoreFailed if the run does not say when its time began, or a file is unreadable
   */
  public static List<Traced> in(Recorded run) throws StoreFailed {
    String began = run.info().cluster().get(BEGAN);
    if (began == null) {
      throw new StoreFailed(
          run.folder().runJson() + " does not say when the run began: an older Minos made it");
    }
    List<Traced> events = new ArrayList<>();
    for (String node : run.info().test().nodeNames()) {
      Path file = run.folder().nodes().resolve(node).resolve(FILE);
      if (Files.exists(file)) {
        addAll(file, node, Instant.parse(began).toEpochMilli(), events);
      }
    }
    return events;
  }

  /**
   * Those of a few kinds, of a run in any world; a line that a killed node left half written is
   * none.
   *
   * @param kinds such as {@code election-won}
   * @return none where nobody knows when the run's time began
   */
  public static List<Traced> of(RunFolder folder, RunInfo info, Set<String> kinds)
      throws StoreFailed {
    List<Traced> events = new ArrayList<>();
    OptionalLong began = began(info);
    for (String node : began.isPresent() ? info.test().nodeNames() : List.<String>of()) {
      Path file = folder.nodes().resolve(node).resolve(FILE);
      if (Files.exists(file)) {
        read(file, kinds, node, began.getAsLong(), events);
      }
    }
    return events;
  }

  private static void read(
      Path file, Set<String> kinds, String node, long beganMillis, List<Traced> events)
      throws StoreFailed {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String event = line;
        if (kinds.stream().anyMatch(kind -> event.contains(quoted(kind)))) {
          addIfWhole(line, node, beganMillis, events);
        }
      }
    } catch (IOException e) {
      throw StoreFailed.reading(file, e);
    }
  }

  private static String quoted(String kind) {
    return "\"event\":\"" + kind + "\"";
  }

  private static void addIfWhole(String line, String node, long beganMillis, List<Traced> events) {
    try {
      events.add(noted(line, node, beganMillis));
    } catch (JsonProcessingException e) {
      // The node was killed while it wrote this line.
    }
  }

  /**
   * In milliseconds since 1970; in the simulation, whose nodes count from there, 0.
   *
   * @return empty if the run does not say
   */
  static OptionalLong began(RunInfo info) {
    String began = info.cluster().get(BEGAN);
    if (info.test().world() == World.SIM) {
      return OptionalLong.of(0);
    }
    return began == null
        ? OptionalLong.empty()
        : OptionalLong.of(Instant.parse(began).toEpochMilli());
  }

  private static Traced noted(String line, String node, long beganMillis)
      throws JsonProcessingException {
    JsonNode event = Json.parse(line);
    long nanos = (event.path("time").asLong() - beganMillis) * NANOS_PER_MILLI;
    return new Traced.Noted(nanos, node, line);
  }

  private static void addAll(Path file, String node, long beganMillis, List<Traced> events)
      throws StoreFailed {
    try {
      for (String line : Files.readAllLines(file)) {
        events.add(noted(line, node, beganMillis));
      }
    } catch (JsonProcessingException e) {
      throw new StoreFailed(file + " holds a line that is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw StoreFailed.reading(file, e);
    }
  }
}
