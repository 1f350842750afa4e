package minos.node.cs3700;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a replica of the course was started: options of ours, then {@code --cs3700}, then what the
 * course's simulator adds.
 *
 * @param port where the network listens, on the loopback
 * @param others ids of the other replicas
 * @param flaw id of the rule to break
 */
public record CourseOptions(
    int port,
    String id,
    List<String> others,
    Optional<String> flaw,
    Duration electionTimeout,
    Duration heartbeat) {
  /** What makes this server a replica of the course. */
  public static final String FLAG = "--cs3700";

  private static final int PORT_MAX = 65_535;
  private static final long ELECTION_TIMEOUT_MS = 300;
  private static final long HEARTBEAT_MS = 100;

  /**
   * @throws IllegalArgumentException with one line for the user
   */
  public static CourseOptions parse(List<String> arguments) {
    int at = arguments.indexOf(FLAG);
    List<String> given = arguments.subList(at + 1, arguments.size());
    if (given.size() < 2) {
      throw new IllegalArgumentException(
          FLAG
              + " takes a port, an id and the ids of the others: "
              + FLAG
              + " 8000 0001 0002 0003");
    }
    List<String> options = new ArrayList<>(arguments.subList(0, at));
    Optional<String> flaw = take(options, "--flaw");
    Duration timeout =
        Duration.ofMillis(
            take(options, "--election-timeout-ms")
                .map(CourseOptions::number)
                .orElse(ELECTION_TIMEOUT_MS));
    Duration heartbeat =
        Duration.ofMillis(
            take(options, "--heartbeat-ms").map(CourseOptions::number).orElse(HEARTBEAT_MS));
    if (!options.isEmpty()) {
      throw new IllegalArgumentException(
          options.getFirst()
              + ": before "
              + FLAG
              + " there are only --flaw, --election-timeout-ms and --heartbeat-ms");
    }
    if (heartbeat.compareTo(timeout) >= 0) {
      throw new IllegalArgumentException("--heartbeat-ms must be less than --election-timeout-ms");
    }
    long port = number(given.getFirst());
    if (port > PORT_MAX) {
      throw new IllegalArgumentException(FLAG + " " + port + ": no port");
    }
    return new CourseOptions(
        (int) port,
        given.get(1),
        List.copyOf(given.subList(2, given.size())),
        flaw,
        timeout,
        heartbeat);
  }

  private static Optional<String> take(List<String> options, String name) {
    int at = options.indexOf(name);
    if (at < 0) {
      return Optional.empty();
    }
    if (at + 1 == options.size()) {
      throw new IllegalArgumentException(name + " takes a value");
    }
    options.remove(at);
    return Optional.of(options.remove(at));
  }

  private static long number(String text) {
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException(text + ": a whole number above 0 is needed");
    }
    return Long.parseLong(text);
  }
}
