package minos.fault;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;
import minos.cluster.Cluster;
import minos.cluster.FaultNotInjected;
import minos.cluster.Members;
import minos.cluster.Members.Wish;

/** Asks for members until they are as they should be. */
record Admission(Cluster cluster) {
  private static final int TRIES = 4;

  Members members() throws FaultNotInjected {
    return cluster
        .members()
        .orElseThrow(() -> new FaultNotInjected("this cluster's members cannot be changed"));
  }

  /** Who votes, in words; empty if nobody says so, however often asked. */
  Optional<String> seen() throws FaultNotInjected {
    Members members = members();
    for (int i = 0; i < TRIES; i++) {
      try {
        return Optional.of("voters " + members.voters());
      } catch (FaultNotInjected e) {
        // there may be a leader soon
      }
    }
    return Optional.empty();
  }

  /**
   * @return who votes then, in words
   * @throws FaultNotInjected if it does not come to that
   */
  String until(Wish wish, Predicate<SortedSet<String>> reached) throws FaultNotInjected {
    FaultNotInjected last = new FaultNotInjected("nobody was asked");
    for (int i = 0; i < TRIES; i++) {
      try {
        SortedSet<String> voters = members().voters();
        if (reached.test(voters)) {
          return "voters " + voters;
        }
        last = new FaultNotInjected(String.join("; ", members().ask(List.of(wish))));
      } catch (FaultNotInjected e) {
        last = e;
      }
    }
    if (reached.test(members().voters())) {
      return "voters " + members().voters();
    }
    throw last;
  }
}
