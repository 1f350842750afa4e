package minos.cluster;

/** A node that hurts itself when it is told to, since it was built for tests. */
public interface Saboteur {
  /** Ends itself as soon as it reaches that point; once. */
  Report crashAt(CrashPoint point) throws FaultNotInjected;

  /** Takes that much longer for each force. */
  Report slowForces(long millis) throws FaultNotInjected;

  /** Finds no room on its disk. */
  Report fillDisk() throws FaultNotInjected;

  /** Has the next force of its disk fail. */
  Report failForce() throws FaultNotInjected;

  /** Does all as usual again. */
  Report desist() throws FaultNotInjected;

  Report report() throws FaultNotInjected;

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
