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
 * @param operators who changes the members, and hands the leadership over
 * @param clocks how time goes by
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
    Compaction compaction,
    Operators operators,
    Clocks clocks) {
  private static final long MILLISECOND = 1_000_000;

  /** Among members that stay, by clocks that run alike. */
  private Weather(
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
    this(
        servers,
        loss,
        duplication,
        delayNanos,
        fsyncNanos,
        faultNanos,
        crashes,
        batchBytes,
        clients,
        compaction,
        Operators.NOBODY,
        Clocks.ALIKE);
  }

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
        compaction(random),
        operators(random),
        clocks(random));
  }

  private static Operators operators(SplittableRandom random) {
    return random.nextBoolean()
        ? Operators.NOBODY
        : new Operators(
            1 + random.nextInt(3),
            1 + random.nextInt(3),
            (100L << random.nextInt(4)) * MILLISECOND,
            random.nextBoolean());
  }

  private static Clocks clocks(SplittableRandom random) {
    return random.nextInt(3) == 0
        ? Clocks.ALIKE
        : new Clocks(random.nextInt(3) * 0.25, random.nextBoolean(), random.nextBoolean());
  }

  private Weather with(Operators others, Clocks other) {
    return new Weather(
        servers,
        loss,
        duplication,
        delayNanos,
        fsyncNanos,
        faultNanos,
        crashes,
        batchBytes,
        clients,
        compaction,
        others,
        other);
  }

  /** Members come and go all the time, some with new disks, and the network is cut meanwhile. */
  public static Weather upheaval(int servers) {
    return new Weather(
            servers,
            0.02,
            0.05,
            4 * MILLISECOND,
            2 * MILLISECOND,
            400 * MILLISECOND,
            0.3,
            1 << 12,
            4,
            new Compaction(2048, 256, 64))
        .with(new Operators(3, 3, 50 * MILLISECOND, true), Clocks.ALIKE);
  }

  /**
   * The leader is cut off again and again, for about as long as its lease lasts, and its clock may
   * be slow.
   */
  public static Weather leases() {
    return new Weather(
            3,
            0,
            0.1,
            2 * MILLISECOND,
            MILLISECOND,
            900 * MILLISECOND,
            0.1,
            1 << 12,
            8,
            Compaction.USUAL)
        .with(new Operators(2, 0, 100 * MILLISECOND, false), new Clocks(0.9, true, false));
  }

  /** Servers stop and go on, clocks are set, and clients rest for longer than a session lives. */
  public static Weather stops() {
    return new Weather(
            5,
            0.02,
            0.05,
            4 * MILLISECOND,
            2 * MILLISECOND,
            400 * MILLISECOND,
            0.2,
            1 << 12,
            5,
            Compaction.USUAL)
        .with(Operators.NOBODY, new Clocks(0.25, true, true));
  }

  /** Leaders hand over again and again, and are cut off in the midst of it. */
  public static Weather handovers() {
    return new Weather(
            3,
            0.1,
            0.05,
            30 * MILLISECOND,
            2 * MILLISECOND,
            300 * MILLISECOND,
            0.1,
            1 << 12,
            4,
            Compaction.USUAL)
        .with(new Operators(2, 1, 50 * MILLISECOND, false), Clocks.ALIKE);
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
            servers, 0, 0, 2 * MILLISECOND, MILLISECOND, 0, 0, batchBytes, clients, compaction)
        .with(new Operators(0, operators.spares(), 1, false), clocks);
  }
}
