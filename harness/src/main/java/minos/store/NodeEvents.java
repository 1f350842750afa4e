package minos.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import minos.cluster.Traced;

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

  private static void addAll(Path file, String node, long beganMillis, List<Traced> events)
      throws StoreFailed {
    try {
      for (String line : Files.readAllLines(file)) {
        JsonNode event = Json.parse(line);
        long nanos = (event.path("time").asLong() - beganMillis) * NANOS_PER_MILLI;
        events.add(new Traced.Noted(nanos, node, line));
      }
    } catch (JsonProcessingException e) {
      throw new StoreFailed(file + " holds a line that is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw StoreFailed.reading(file, e);
    }
  }
}
