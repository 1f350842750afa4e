package minos.cluster;

import java.util.List;
import java.util.SortedSet;

/** Who belongs to a cluster, as administrators see and change it. */
public interface Members {
  /** Who votes, as the leader says; no change is under way. */
  SortedSet<String> voters() throws FaultNotInjected;

  /**
   * Asks for changes, all at once, each by an administrator of its own. Returns when each was
   * answered, or its time is up.
   *
   * @return for each wish, in order, what came of it, in words
   */
  List<String> ask(List<Wish> wishes) throws FaultNotInjected;

  /** What one administrator wants. */
  sealed interface Wish {
    record Add(String node) implements Wish {}

    record Remove(String node) implements Wish {}

    /** Another leader. */
    record Transfer(String node) implements Wish {}
  }
}
