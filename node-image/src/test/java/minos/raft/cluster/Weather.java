package minos.raft.cluster;

import java.util.SplittableRandom;
import minos.raft.Compaction;

/**
 * How rough a run is; drawn from its seed, so that many runs together see every mixture.
 *
 * @param servers cluster size
 * @param loss share of messages that get lost
 * @param duplication share of messages that arrive twice
 * @param delayNanos of a message, at most; any two may overtake one another
 * @param fsyncNanos at most
 * @param faultNanos between two faults, at most; 0 for none
 * @param crashes share of the faults that are power failures; the others cut links, or heal them
 * @param batchBytes of one append; 1 lets only single entries travel
 * @param clients how many, each with one call at a time
 * @param compaction how much log the servers keep
 */
public record Weather(
    int servers,
    double loss,
    double duplication,
    long delayNanos,
    long fsyncNanos,
    long faultNanos,
    double crashes,
    int batchBytes,
    int clients,
    Compaction compaction) {
  private static final long MILLISECOND = 1_000_000;

  public static Weather calm(int servers) {
    return new Weather(
        servers, 0, 0, 2 * MILLISECOND, MILLISECOND, 0, 0, 1 << 16, 3, Compaction.USUAL);
  }

  public static Weather of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Weather(
        1 + random.nextInt(6),
        random.nextInt(4) * 0.05,
        random.nextInt(3) * 0.05,
        (1L << random.nextInt(6)) * MILLISECOND,
        (1L << random.nextInt(6)) * MILLISECOND,
        (200L << random.nextInt(4)) * MILLISECOND,
        random.nextInt(5) * 0.25,
        random.nextBoolean() ? 1 : 1 << 12,
        1 + random.nextInt(5),
        compaction(random));
  }

  /** Few faults, but each cuts the leader or others off, and lasts. */
  public static Weather islands() {
    return new Weather(
        5,
        0,
        0,
        2 * MILLISECOND,
        2 * MILLISECOND,
        3_000 * MILLISECOND,
        0,
        1 << 12,
        5,
        Compaction.USUAL);
  }

  /** Entries travel one by one and slowly, and leaders die before they arrive (figure 8). */
  public static Weather shortReigns() {
    return new Weather(
        5,
        0,
        0,
        100 * MILLISECOND,
        4 * MILLISECOND,
        200 * MILLISECOND,
        0.65,
        1,
        3,
        Compaction.USUAL);
  }

  /**
   * Every other message comes a second time, and much later; the leader is cut off now and then.
   */
  public static Weather echoes(int servers) {
    return new Weather(
        servers,
        0.02,
        0.5,
        60 * MILLISECOND,
        2 * MILLISECOND,
        700 * MILLISECOND,
        0.1,
        1 << 12,
        6,
        Compaction.USUAL);
  }

  /** Everything is well but the disks, which take their time. */
  public static Weather slowDisks() {
    return new Weather(
        3, 0, 0, 2 * MILLISECOND, 600 * MILLISECOND, 0, 0, 1 << 12, 5, Compaction.USUAL);
  }

  private static Compaction compaction(SplittableRandom random) {
    return random.nextInt(3) == 0
        ? Compaction.USUAL
        : new Compaction(
            256L << random.nextInt(5), 300L * random.nextInt(3), 16 << random.nextInt(6));
  }

  /**
   * Servers are away for long, and come back to a leader that has forgotten what they lack; chunks
   * get lost.
   */
  public static Weather longAbsences(int servers) {
    return new Weather(
        servers,
        0.1,
        0.1,
        8 * MILLISECOND,
        4 * MILLISECOND,
        1_500 * MILLISECOND,
        0.3,
        1 << 12,
        4,
        new Compaction(512, 0, 48));
  }

  /** The same, with nothing going wrong any more. */
  Weather clearedUp() {
    return new Weather(
        servers, 0, 0, 2 * MILLISECOND, MILLISECOND, 0, 0, batchBytes, clients, compaction);
  }
}
