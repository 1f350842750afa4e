package minos.raft.cluster;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** Which weather exposes which flaw, and which properties may be the first to be seen broken. */
final class Exposures {
  private static final LongFunction<Weather> ANY = Weather::of;
  private static final LongFunction<Weather> ISLANDS = seed -> Weather.islands();
  private static final LongFunction<Weather> SHORT_REIGNS = seed -> Weather.shortReigns();
  private static final LongFunction<Weather> ECHOES = seed -> Weather.echoes(threeOrFive(seed));
  private static final LongFunction<Weather> ABSENCES =
      seed -> Weather.longAbsences(threeOrFive(seed));
  private static final LongFunction<Weather> SLOW_DISKS = seed -> Weather.slowDisks();
  private static final LongFunction<Weather> UPHEAVAL =
      seed -> Weather.upheaval(3 + (int) (seed % 3));
  private static final LongFunction<Weather> LEASES = seed -> Weather.leases();
  private static final LongFunction<Weather> STOPS = seed -> Weather.stops();
  private static final LongFunction<Weather> HANDOVERS = seed -> Weather.handovers();

  private static final String STALE_READS = "Reads|Reads only where a majority has answered since";
  private static final String VOTES =
      "Votes only for logs as good as its own|Leader Completeness";
  private static final String COMMITS = "Commits what a majority has";
  private static final String QUORUM = "Commit on a durable quorum";
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

  private static int threeOrFive(long seed) {
    return 3 + 2 * (int) (seed % 2);
  }

  /** What clients are told, and once only. */
  private static List<Exposure> clients() {
    return List.of(
        new Exposure("CL01", ANY, "Exactly once"),
        new Exposure("CL03", STOPS, "Equal states|Exactly once"),
        new Exposure("CL04", STOPS, "Exactly once"),
        new Exposure("CL06", ECHOES, "Outcomes"),
        new Exposure("CL07", ECHOES, "Outcomes"),
        new Exposure("CL08", ANY, "Answers"),
        new Exposure("CL09", ANY, "Exactly once"),
        new Exposure("CL10", ANY, "Exactly once"),
        new Exposure("CL12", ANY, "Questions of many clients"));
  }

  /** What is committed, and when. */
  private static List<Exposure> commitment() {
    return List.of(
        new Exposure("CM01", SHORT_REIGNS, "Leader Completeness"),
        new Exposure("CM03", ANY, QUORUM),
        new Exposure("CM04", ANY, QUORUM),
        new Exposure("CM05", UPHEAVAL, COMMITS + "|" + QUORUM),
        new Exposure("CM07", ECHOES, "Outcomes"),
        new Exposure("CM08", ANY, QUORUM),
        new Exposure("CM10", ANY, COMMITS));
  }

  /** Elections, leadership, and the clocks behind them. */
  private static List<Exposure> elections() {
    return List.of(
        new Exposure("EL01", ANY, "Votes are durable"),
        new Exposure("EL03", ANY, "One vote a term"),
        new Exposure("EL04", SHORT_REIGNS, "One vote a term"),
        new Exposure("EL06", SHORT_REIGNS, VOTES),
        new Exposure("EL07", ECHOES, VOTES),
        new Exposure("EL08", ANY, "Liveness"),
        new Exposure("EL09", ANY, QUORUM + "|" + PROMISE),
        new Exposure("EL10", ECHOES, PROMISE + "|Election Safety|Leader Completeness"),
        new Exposure("EL12", SHORT_REIGNS, "Yields"),
        new Exposure("EL13", ANY, "Timeouts are drawn by chance"),
        new Exposure("EL14", ANY, PROMISE),
        new Exposure("EL16", ECHOES, "Loyalty"),
        new Exposure("EL17", ECHOES, "A leader that nobody answers steps down"),
        new Exposure("EL18", ANY, QUORUM + "|State Machine Safety"),
        new Exposure("EL19", ECHOES, "Newer terms are taken over"),
        new Exposure("EL20", ECHOES, "one leader a term (§5.2)"),
        new Exposure("EL21", UPHEAVAL, "Learners do not campaign"),
        new Exposure("LT01", HANDOVERS, "Leaders take commands"),
        new Exposure("TM01", ECHOES, "Campaigns in time"),
        new Exposure("TM02", STOPS, "A pause is no silence"),
        new Exposure("TM03", SLOW_DISKS, "Heartbeats"));
  }

  /** Changes of membership. */
  private static List<Exposure> members() {
    return List.of(
        new Exposure("MB02", UPHEAVAL, "One change after the other"),
        new Exposure("MB03", UPHEAVAL, "The latest members in its log|" + QUORUM),
        new Exposure("MB04", UPHEAVAL, QUORUM),
        new Exposure("MB06", UPHEAVAL, "New voters have caught up"));
  }

  /** Reads without a log entry. */
  private static List<Exposure> reads() {
    return List.of(
        new Exposure("RD01", ISLANDS, STALE_READS + "|A leader that nobody answers steps down"),
        new Exposure("RD02", SHORT_REIGNS, "Reads"),
        new Exposure("RD04", ECHOES, STALE_READS),
        new Exposure("RD06", ANY, STALE_READS + "|A leader that nobody answers steps down"),
        new Exposure("RD07", ANY, "Reads"),
        new Exposure("RD08", LEASES, STALE_READS),
        new Exposure("RD10", LEASES, STALE_READS),
        new Exposure("RD11", STOPS, "Campaigns in time|Heartbeats|" + STALE_READS),
        new Exposure("RD12", ANY, "Reads"));
  }

  /** The log and its copies. */
  private static List<Exposure> replication() {
    return List.of(
        new Exposure("RP01", ANY, QUORUM),
        new Exposure("RP02", SHORT_REIGNS, "Log Matching|State Machine Safety|terms never fall|" + QUORUM),
        new Exposure("RP03", ANY, "a committed entry stays|Durability|" + QUORUM),
        new Exposure("RP04", ANY, "Liveness"),
        new Exposure("RP05", ANY, "State Machine Safety"),
        new Exposure("RP06", ANY, "commits never go back"),
        new Exposure("RP08", ANY, COMMITS),
        new Exposure("RP09", ANY, "a probe starts after match"),
        new Exposure("RP11", ANY, "Liveness|" + QUORUM),
        new Exposure("RP12", ANY, "entry follows the last"),
        new Exposure("RP13", ANY, "Liveness"),
        new Exposure("RP16", ECHOES, "one leader a term (§5.2)"));
  }

  /** The state machine, its snapshots, and the disk. */
  private static List<Exposure> states() {
    return List.of(
        new Exposure("SM01", ANY, "Exactly once"),
        new Exposure("SN01", ABSENCES, "Equal states|Exactly once"),
        new Exposure("SN02", ABSENCES, "Snapshots"),
        new Exposure("SN05", ABSENCES, "Compaction"),
        new Exposure("SN07", UPHEAVAL, "The latest members in its log"),
        new Exposure("SN09", ABSENCES, "What is forgotten is durable"),
        new Exposure("SN10", ANY, "Effects"),
        new Exposure("SN11", ABSENCES, "Liveness"),
        new Exposure("ST01", ANY, "Acknowledgements are durable"));
  }
}
