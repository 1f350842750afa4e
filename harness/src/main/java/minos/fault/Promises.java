package minos.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which nodes may have lost what they promised to keep, by whatever fault: over the whole run never
 * more than a minority, or what is lost is nobody's fault.
 */
final class Promises {
  private final int most;

  /** Until the end of the run: nobody sees when they know it all again. */
  private final SortedSet<String> broken = new TreeSet<>();

  /**
   * @param nodes how many the cluster has
   */
  Promises(int nodes) {
    this.most = (nodes - 1) / 2;
  }

  /** Those of the wanted nodes that may be hurt; one that was hurt already where none may. */
  List<String> sparing(List<String> wanted) {
    List<String> victims = new ArrayList<>();
    for (String node : wanted) {
      if (broken.contains(node) || broken.size() < most) {
        broken.add(node);
        victims.add(node);
      }
    }
    return victims.isEmpty() ? List.of(broken.first()) : victims;
  }
}
