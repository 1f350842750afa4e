package minos.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import minos.client.ClusterView;
import minos.client.Response;
import minos.kv.Reply;
import minos.raft.NodeId;

/** One thread that keeps requests under way on several lanes, and takes the time of each. */
final class ClosedLoop {
  private static final long DRAIN_NANOS = 5_000_000_000L;

  private final LongSupplier clock;
  private final LongSupplier cpu;
  private long failed;

  /**
   * @param clock monotonic, in nanoseconds
   * @param cpu processor time used so far by all that shall count, in nanoseconds
   */
  ClosedLoop(LongSupplier clock, LongSupplier cpu) {
    this.clock = clock;
    this.cpu = cpu;
  }

  Figure run(List<Lane> lanes, Load load) throws IOException {
    try (Selector selector = begin(lanes, load)) {
      Samples ignored = new Samples();
      keepGoing(selector, load, until(load.warmUp()), () -> ignored);
      failed = 0;
      long cpuBefore = cpu.getAsLong();
      long begun = clock.getAsLong();
      Samples samples = new Samples();
      keepGoing(selector, load, until(load.time()), () -> samples);
      double seconds = (clock.getAsLong() - begun) / 1e9;
      long cpuNanos = cpu.getAsLong() - cpuBefore;
      drain(selector, lanes);
      return Figure.of(samples, seconds, cpuNanos, failed);
    }
  }

  /**
   * Without a warm-up, for as long as the caller wants.
   *
   * @param samples where the next ones go
   * @throws IOException also at the first answer that is something other than success, since what
   *     is measured from then on is another thing
   */
  void run(List<Lane> lanes, Load load, BooleanSupplier goesOn, Supplier<Samples> samples)
      throws IOException {
    try (Selector selector = begin(lanes, load)) {
      failed = 0;
      keepGoing(selector, load, () -> failed == 0 && goesOn.getAsBoolean(), samples);
      Optional<Response> refusal =
          lanes.stream().flatMap(lane -> lane.refusal().stream()).findFirst();
      if (refusal.isPresent()) {
        throw new IOException(why(refusal.get()));
      }
      drain(selector, lanes);
    }
  }

  /** Why requests are not served any more; one line for the user. */
  static String why(Response refusal) {
    return switch (refusal) {
      case Response.Rejected(long id, Optional<NodeId> next) -> officeLost(next);
      case Response.Indeterminate(long id, Optional<NodeId> next) -> officeLost(next);
      case Response.NoSpace(long id) -> "the leader's disk is full";
      case Response.Answered(long id, Reply reply) -> "the leader answers " + reply;
      case Response.Declined(long id, String why) -> "the leader declines: " + why;
      case Response.Administered(long id, ClusterView cluster) -> "the leader answers " + cluster;
    };
  }

  private static String officeLost(Optional<NodeId> next) {
    return "the leader lost its office"
        + next.map(id -> " to " + id).orElse("")
        + ": this machine has other things to do; try again when it is quieter";
  }

  private Selector begin(List<Lane> lanes, Load load) throws IOException {
    Selector selector = Selector.open();
    for (Lane lane : lanes) {
      lane.channel().configureBlocking(false);
      lane.channel().register(selector, SelectionKey.OP_READ, lane);
      lane.begin(load.perConnection(), load.kind(), clock.getAsLong());
    }
    return selector;
  }

  private BooleanSupplier until(Duration time) {
    long end = clock.getAsLong() + time.toNanos();
    return () -> clock.getAsLong() < end;
  }

  private void keepGoing(
      Selector selector, Load load, BooleanSupplier goesOn, Supplier<Samples> samples)
      throws IOException {
    while (goesOn.getAsBoolean()) {
      turn(selector, Optional.of(load.kind()), samples.get());
    }
  }

  /** Lets the last requests end, so that the next figure begins with none under way. */
  private void drain(Selector selector, List<Lane> lanes) throws IOException {
    Samples ignored = new Samples();
    long end = clock.getAsLong() + DRAIN_NANOS;
    while (!lanes.stream().allMatch(Lane::isAtRest)) {
      if (clock.getAsLong() > end) {
        throw new IOException("requests without an answer, 5 s after the last one was sent");
      }
      turn(selector, Optional.empty(), ignored);
    }
  }

  private void turn(Selector selector, Optional<Load.Kind> kind, Samples samples)
      throws IOException {
    selector.select(100);
    long now = clock.getAsLong();
    for (SelectionKey key : selector.selectedKeys()) {
      failed += ((Lane) key.attachment()).advance(kind, now, samples);
    }
    selector.selectedKeys().clear();
  }
}
