package minos.sim;

import minos.cluster.Evidence;
import minos.cluster.FaultNotInjected;
import minos.cluster.Resources;
import minos.time.Time;

/** What the processes of one simulated node run on, one after the other: its clocks and its CPU. */
final class SimMachine implements Resources {
  /** What it costs to take up a message where the processor is all a node's own. */
  private static final long MESSAGE_NANOS = 100_000;

  private final Time time;
  private final SimClock clock;
  private double share = 1;
  private long busyUntil;

  SimMachine(Time time) {
    this.time = time;
    this.clock = new SimClock(time);
  }

  SimClock clock() {
    return clock;
  }

  /** Whether it has less than a processor for itself. */
  boolean isSlow() {
    return share < 1;
  }

  /** Works on a message after all those before, as fast as it may. */
  void work(Runnable message) {
    busyUntil = Math.max(time.nanos(), busyUntil) + (long) (MESSAGE_NANOS / share);
    time.after(busyUntil - time.nanos(), message);
  }

  @Override
  public Evidence limitCpu(double wanted) {
    if (!(wanted > 0)) {
      throw new IllegalArgumentException("a share of a processor is above 0, not " + wanted);
    }
    share = Math.min(1, wanted);
    return Evidence.of(
        isSlow()
            ? "each message takes %d us of its processor".formatted((long) (100 / share))
            : "its processor is all its own");
  }

  @Override
  public boolean limitsMemory() {
    return false;
  }

  @Override
  public Evidence limitMemory(long bytes) throws FaultNotInjected {
    throw new FaultNotInjected("a simulated machine has no memory to limit");
  }
}
