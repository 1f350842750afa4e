package minos.cluster;

/** A node that hurts itself when it is told to, since it was built for tests. */
public interface Saboteur {
  /**
   * Takes an order: {@code crash POINT}, {@code slow MILLIS}, {@code full}, {@code fail}, {@code
   * none}, {@code report}.
   *
   * @return what it does then
   */
  Report obey(String order) throws FaultNotInjected;

  /** Ends itself as soon as it reaches that point; once. */
  default Report crashAt(CrashPoint point) throws FaultNotInjected {
    return obey("crash " + point.label());
  }

  /** Takes that much longer for each force of its disk. */
  default Report slowForces(long millis) throws FaultNotInjected {
    return obey("slow " + millis);
  }

  /** Finds no room on its disk. */
  default Report fillDisk() throws FaultNotInjected {
    return obey("full");
  }

  /** Has the next force of its disk fail. */
  default Report failForce() throws FaultNotInjected {
    return obey("fail");
  }

  /** Does all as usual again. */
  default Report desist() throws FaultNotInjected {
    return obey("none");
  }

  /** Whether it can be told while its process is gone, since it is not the process that obeys. */
  default boolean hearsWhileGone() {
    return false;
  }

  default Report report() throws FaultNotInjected {
    return obey("report");
  }

  /**
   * What it does to itself now, and did since its process began.
   *
   * @param disk what a kill leaves of it: {@code real} all that was written, {@code volatile} only
   *     what was forced, {@code torn} that and any part of the rest
   * @param armed label of the crash point that it waits for, or nothing
   * @param slowed how many forces took longer
   * @param failed how many operations of its disk failed
   */
  record Report(
      String disk, String armed, long slowMillis, boolean full, long slowed, long failed) {}
}
