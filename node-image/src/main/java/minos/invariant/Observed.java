package minos.invariant;

import minos.raft.Membership;
import minos.raft.NodeId;
import minos.raft.RaftCore;

/** One server as those see it who watch all of them: more than any of them knows of another. */
public interface Observed {
  NodeId id();

  /** Which server this is under its name, by the disk that it started with. */
  Incarnation incarnation();

  /** What it believes; asked only while it is up. */
  RaftCore.Status believes();

  /** The members that it last told its driver to go by. */
  Membership membership();

  /** How late it is by its own clock that nobody sets, in nanoseconds. */
  long monotonic();

  /** The members whom it begins with where its disk is empty. */
  Membership initial();

  /** Whether it has lost what others rely on, so that it must not campaign until it is told it. */
  default boolean isHarmed() {
    return false;
  }

  /** What is on its disk for good. */
  Kept disk();
}
