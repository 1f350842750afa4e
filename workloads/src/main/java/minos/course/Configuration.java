package minos.course;

import java.util.List;
import java.util.Map;

/**
 * A test as the course's configuration files have it.
 *
 * @param lifetime of the whole test, in seconds
 * @param requests of all clients together, evenly from {@code startWait} to {@code endWait} before
 *     the end
 * @param mix share of them that read
 * @param drops share of the messages between replicas that are lost
 * @param maxGetFail share of gets that may be left without an answer; the same of puts
 * @param maxGenerationFail share of requests that clients may never come to
 * @param benchmarks those that it has limits for
 */
record Configuration(
    String name,
    double lifetime,
    int replicas,
    int requests,
    long seed,
    double mix,
    double startWait,
    double endWait,
    double drops,
    List<Event> events,
    double maxGetFail,
    double maxPutFail,
    double maxGenerationFail,
    Map<Measure, Limits> benchmarks) {
  Configuration {
    events = List.copyOf(events);
  }

  /** Something that breaks, or heals, at a time in seconds. */
  record Event(Kind kind, double time) {}

  /** What can happen; as configurations write it, in capitals. */
  enum Kind {
    KILL_LEADER,
    KILL_NON_LEADER,
    /** The leader keeps a majority. */
    PART_EASY,
    /** The leader loses it. */
    PART_HARD,
    PART_END;

    boolean isKill() {
      return this == KILL_LEADER || this == KILL_NON_LEADER;
    }
  }
}
