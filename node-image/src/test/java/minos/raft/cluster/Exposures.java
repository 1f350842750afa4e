package minos.raft.cluster;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** Which weather exposes which flaw, and which properties may be the first to be seen broken. */
final class Exposures {
  private static final String STALE_READS = "Reads|Reads only where a majority has answered since";
  private static final String VOTES = "Votes only for logs as good as its own|Leader Completeness";
  private static final String COMMITS = "Commits what a majority has";
  private static final String QUORUM = "Commit on a durable quorum";

  /** A clock that was set back stands still for its server, and so do all of its timers. */
  private static final String BY_THE_CLOCK =
      "Campaigns in time|Heartbeats|A leader that nobody answers steps down";

  private static final String PROMISE = "Campaigns only with a majority's promise";

  private Exposures() {}

  /**
   * How one flaw shows.
   *
   * @param weather by seed
   * @param properties with {@code |} between: any may be the first
   */
  record Exposure(String flaw, LongFunction<Weather> weather, String properties) {}

  static Stream<Exposure> all() {
    return Stream.of(
            clients(), commitment(), elections(), members(), reads(), replication(), states())
        .flatMap(List::stream);
  }

  private static Weather islands(long seed) {
    return Weather.islands();
  }

  private static Weather shortReigns(long seed) {
    return Weather.shortReigns();
  }

  private static Weather echoes(long seed) {
    return Weather.echoes(threeOrFive(seed));
  }

  private static Weather absences(long seed) {
    return Weather.longAbsences(threeOrFive(seed));
  }

  private static Weather slowDisks(long seed) {
    return Weather.slowDisks();
  }

  private static Weather upheaval(long seed) {
    return Weather.upheaval(3 + (int) (seed % 3));
  }

  private static Weather leases(long seed) {
    return Weather.leases();
  }

  private static Weather stops(long seed) {
    return Weather.stops();
  }

  private static Weather handovers(long seed) {
    return Weather.handovers();
  }

  private static int threeOrFive(long seed) {
    return 3 + 2 * (int) (seed % 2);
  }

  /** What clients are told, and once only. */
  private static List<Exposure> clients() {
    return List.of(
        new Exposure("CL01", Weather::of, "Exactly once"),
        new Exposure("CL03", Exposures::stops, "Equal states|Exactly once"),
        new Exposure("CL04", Exposures::stops, "Exactly once"),
        new Exposure("CL06", Exposures::echoes, "Outcomes"),
        new Exposure("CL07", Exposures::echoes, "Outcomes"),
        new Exposure("CL08", Weather::of, "Answers"),
        new Exposure("CL09", Weather::of, "Exactly once"),
        new Exposure("CL10", Weather::of, "Exactly once"),
        new Exposure("CL12", Weather::of, "Questions of many clients"));
  }

  /** What is committed, and when. */
  private static List<Exposure> commitment() {
    return List.of(
        new Exposure("CM01", Exposures::shortReigns, "Leader Completeness"),
        new Exposure("CM03", Weather::of, QUORUM),
        new Exposure("CM04", Weather::of, QUORUM),
        new Exposure("CM05", Exposures::upheaval, COMMITS + "|" + QUORUM),
        new Exposure("CM07", Exposures::echoes, "Outcomes"),
        new Exposure("CM08", Weather::of, QUORUM),
        new Exposure("CM10", Weather::of, COMMITS));
  }

  /** Elections, leadership, and the clocks behind them. */
  private static List<Exposure> elections() {
    return List.of(
        new Exposure("EL01", Weather::of, "Votes are durable"),
        new Exposure("EL03", Weather::of, "One vote a term"),
        new Exposure("EL04", Exposures::shortReigns, "One vote a term"),
        new Exposure("EL06", Exposures::shortReigns, VOTES),
        new Exposure("EL07", Exposures::echoes, VOTES),
        new Exposure("EL08", Weather::of, "Liveness"),
        new Exposure("EL09", Weather::of, QUORUM + "|" + PROMISE),
        new Exposure("EL10", Exposures::echoes, PROMISE + "|Election Safety|Leader Completeness"),
        new Exposure("EL12", Exposures::shortReigns, "Yields"),
        new Exposure("EL13", Weather::of, "Timeouts are drawn by chance"),
        new Exposure("EL14", Weather::of, PROMISE),
        new Exposure("EL16", Exposures::echoes, "Loyalty"),
        new Exposure("EL17", Exposures::echoes, "A leader that nobody answers steps down"),
        new Exposure("EL18", Weather::of, QUORUM + "|State Machine Safety"),
        new Exposure("EL19", Exposures::echoes, "Newer terms are taken over"),
        new Exposure("EL20", Exposures::echoes, "one leader a term (§5.2)"),
        new Exposure("EL21", Exposures::upheaval, "Learners do not campaign"),
        new Exposure("LT01", Exposures::handovers, "Leaders take commands"),
        new Exposure("TM01", Exposures::echoes, "Campaigns in time"),
        new Exposure("TM02", Exposures::stops, "A pause is no silence"),
        new Exposure("TM03", Exposures::slowDisks, "Heartbeats"));
  }

  /** Changes of membership. */
  private static List<Exposure> members() {
    return List.of(
        new Exposure("MB02", Exposures::upheaval, "One change after the other"),
        new Exposure("MB03", Exposures::upheaval, "The latest members in its log|" + QUORUM),
        new Exposure("MB04", Exposures::upheaval, QUORUM),
        new Exposure("MB06", Exposures::upheaval, "New voters have caught up"));
  }

  /** Reads without a log entry. */
  private static List<Exposure> reads() {
    return List.of(
        new Exposure(
            "RD01", Exposures::islands, STALE_READS + "|A leader that nobody answers steps down"),
        new Exposure("RD02", Exposures::shortReigns, "Reads"),
        new Exposure("RD04", Exposures::echoes, STALE_READS),
        new Exposure("RD06", Weather::of, STALE_READS + "|A leader that nobody answers steps down"),
        new Exposure("RD07", Weather::of, "Reads"),
        new Exposure("RD08", Exposures::leases, STALE_READS),
        new Exposure("RD10", Exposures::leases, STALE_READS),
        new Exposure("RD11", Exposures::stops, BY_THE_CLOCK + "|" + STALE_READS),
        new Exposure("RD12", Weather::of, "Reads"));
  }

  /** The log and its copies. */
  private static List<Exposure> replication() {
    return List.of(
        new Exposure("RP01", Weather::of, QUORUM),
        new Exposure(
            "RP02",
            Exposures::shortReigns,
            "Log Matching|State Machine Safety|terms never fall|" + QUORUM),
        new Exposure("RP03", Weather::of, "a committed entry stays|Durability|" + QUORUM),
        new Exposure("RP04", Weather::of, "Liveness"),
        new Exposure("RP05", Weather::of, "State Machine Safety"),
        new Exposure("RP06", Weather::of, "commits never go back"),
        new Exposure("RP08", Weather::of, COMMITS),
        new Exposure("RP09", Weather::of, "a probe starts after match"),
        new Exposure("RP11", Weather::of, "Liveness|" + QUORUM),
        new Exposure("RP12", Weather::of, "entry follows the last"),
        new Exposure("RP13", Weather::of, "Liveness"),
        new Exposure("RP16", Exposures::echoes, "one leader a term (§5.2)|Campaigns in time"));
  }

  /** The state machine, its snapshots, and the disk. */
  private static List<Exposure> states() {
    return List.of(
        new Exposure("SM01", Weather::of, "Exactly once"),
        new Exposure("SN01", Exposures::absences, "Equal states|Exactly once"),
        new Exposure("SN02", Exposures::absences, "Snapshots"),
        new Exposure("SN05", Exposures::absences, "Compaction"),
        new Exposure("SN07", Exposures::upheaval, "The latest members in its log"),
        new Exposure("SN09", Exposures::absences, "What is forgotten is durable"),
        new Exposure("SN10", Weather::of, "Effects"),
        new Exposure("SN11", Exposures::absences, "Liveness"),
        new Exposure("ST01", Weather::of, "Acknowledgements are durable"));
  }
}
