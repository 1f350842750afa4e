package minos.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import minos.raft.NodeId;

/**
 * What it costs to hold many keys: how long puts take while snapshots of them are written, how long
 * a killed leader takes to come back, and how much memory a server needs.
 */
final class ManyKeys {
  private static final int OUTSTANDING = 64;
  private static final Load PUTS =
      new Load(Load.Kind.PUT, OUTSTANDING, Duration.ZERO, Duration.ZERO);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** So long each of the two, at least. */
  private static final Duration WORTH_A_FIGURE = Duration.ofSeconds(10);

  private static final double NANOS_PER_SECOND = 1e9;

  private final RaftServers servers;
  private final LongSupplier clock;
  private final Consumer<String> say;

  ManyKeys(RaftServers servers, LongSupplier clock, Consumer<String> say) {
    this.servers = servers;
    this.clock = clock;
    this.say = say;
  }

  void run(int count) throws IOException {
    List<Lane> lanes = new RaftSystem(servers, clock).open(PUTS.connections(), new Keys(count));
    try (SnapshotWatch watch = new SnapshotWatch(servers, clock)) {
      ClosedLoop loop = new ClosedLoop(clock, () -> 0);
      Samples written = new Samples();
      long begun = clock.getAsLong();
      measure(
          String.format(Locale.ROOT, "while %,d keys were written", count),
          () -> loop.run(lanes, PUTS, () -> written.size() < count, () -> written));
      say.accept(
          String.format(
              Locale.ROOT,
              "%,d keys of 256 bytes written in %.1f s",
              count,
              seconds(clock.getAsLong() - begun)));
      measure("while snapshots were taken", () -> reportSnapshots(loop, lanes, watch));
    } finally {
      RaftSystem.close(lanes);
    }
    reportRestart(count);
  }

  private interface Measurement {
    void take() throws IOException;
  }

  /** What breaks a measurement off says in which it was. */
  private static void measure(String when, Measurement measurement) throws IOException {
    try {
      measurement.take();
    } catch (IOException e) {
      throw new IOException(when + ": " + e.getMessage(), e);
    }
  }

  /** The same load, told apart by whether a server is busy with a snapshot at the answer. */
  private void reportSnapshots(ClosedLoop loop, List<Lane> lanes, SnapshotWatch watch)
      throws IOException {
    Samples quiet = new Samples();
    Samples busy = new Samples();
    Samples between = new Samples();
    long end = clock.getAsLong() + PATIENCE.toNanos();
    watch.start();
    loop.run(
        lanes,
        PUTS,
        () -> !isEnough(watch) && clock.getAsLong() < end,
        () ->
            switch (watch.now()) {
              case QUIET -> quiet;
              case SNAPSHOT -> busy;
              case UNKNOWN -> between;
            });
    say.accept(compared(quiet, busy));
  }

  private static String compared(Samples quiet, Samples busy) {
    if (quiet.size() == 0 || busy.size() == 0) {
      String what = busy.size() == 0 ? "no snapshot" : "one snapshot after the other";
      return String.format(
          Locale.ROOT, "nothing to compare: for %d s servers took %s", PATIENCE.toSeconds(), what);
    }
    double quietMillis = quiet.percentile(99) / 1e6;
    double busyMillis = busy.percentile(99) / 1e6;
    return String.format(
        Locale.ROOT,
        "puts over all keys, %d under way: p99 %.1f ms; while a snapshot is taken %.1f ms,"
            + " %.1f times that; %,d and %,d puts",
        OUTSTANDING,
        quietMillis,
        busyMillis,
        busyMillis / quietMillis,
        quiet.size(),
        busy.size());
  }

  private static boolean isEnough(SnapshotWatch watch) {
    return watch.quietNanos() >= WORTH_A_FIGURE.toNanos()
        && watch.busyNanos() >= WORTH_A_FIGURE.toNanos();
  }

  private void reportRestart(int count) throws IOException {
    long peak = servers.peakBytes();
    NodeId leader = servers.leader();
    try {
      servers.kill(leader);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    Pause pause = new Pause(clock);
    NodeId next = pause.until("a leader", PATIENCE, servers::leader);
    long term = servers.term(next);
    long begun = clock.getAsLong();
    servers.start(leader);
    long ignored =
        pause.until(leader + " level with " + next, PATIENCE, () -> servers.levelled(leader));
    say.accept(
        String.format(
            Locale.ROOT,
            "a killed server with %,d keys is level with the others %.1f s after its start; peak"
                + " memory of a server %,d MB (heap at most %s)",
            count,
            seconds(clock.getAsLong() - begun),
            Math.max(peak, servers.peakBytes()) >> 20,
            RaftServers.MAX_HEAP));
    if (servers.term(next) != term) {
      say.accept(next + " lost its office meanwhile: the time contains an election");
    }
  }

  private static double seconds(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }
}
