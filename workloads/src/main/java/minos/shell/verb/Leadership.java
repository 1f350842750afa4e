package minos.shell.verb;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import minos.client.AdminResponse.ServerStatus;
import minos.cluster.ClusterFailed;
import minos.raft.NodeId;
import minos.shell.cluster.Survey;
import minos.time.Await;
import minos.time.Durations;

/** Who leads, and how long it takes until somebody does. */
final class Leadership {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Leadership() {}

  /**
   * @throws ClusterFailed where nobody leads right now
   */
  static ServerStatus leader(Session session) throws ClusterFailed {
    return Survey.of(session.cluster())
        .leader()
        .orElseThrow(() -> new ClusterFailed("nobody leads right now; see status"));
  }

  /**
   * Waits until somebody else leads, where enough servers are left for that.
   *
   * @param what has become of the server that is gone: {@code is dead}
   */
  static Result without(Session session, NodeId gone, String what) {
    long began = session.nanos();
    AtomicReference<Survey> last = new AtomicReference<>(Survey.of(session.cluster()));
    Set<NodeId> known = last.get().voters();
    Set<NodeId> voters = known.isEmpty() ? session.cluster().addresses().keySet() : known;
    int needed = voters.size() / 2 + 1;
    boolean enough = connected(last.get(), voters, gone) >= needed;
    boolean led =
        enough
            && Await.until(
                PATIENCE,
                () -> {
                  last.set(Survey.of(session.cluster()));
                  return leaderOtherThan(gone, last.get()).isPresent();
                });
    String took = Durations.readable(session.nanos() - began);
    String now;
    if (led) {
      ServerStatus leader = leaderOtherThan(gone, last.get()).orElseThrow();
      now = leader.self() + " leads term " + leader.term() + ", seen after " + took;
    } else if (enough) {
      now = "nobody leads, after " + took;
    } else {
      now =
          "nobody can lead: %d of %d left, %d needed"
              .formatted(connected(last.get(), voters, gone), voters.size(), needed);
    }
    return Result.ok(gone + " " + what + "; " + now);
  }

  /**
   * Waits until a server knows the leader whom the others know.
   *
   * @param what has become of it: {@code runs}
   */
  static Result with(Session session, NodeId back, String what) {
    AtomicReference<Optional<ServerStatus>> leader = new AtomicReference<>(Optional.empty());
    boolean joined =
        Await.until(
            PATIENCE,
            () -> {
              Survey survey = Survey.of(session.cluster());
              leader.set(survey.leader());
              ServerStatus own = survey.known().get(back);
              return own != null
                  && leader.get().isPresent()
                  && own.term() == leader.get().get().term()
                  && own.leader().equals(Optional.of(leader.get().get().self()));
            });
    String now;
    if (!joined) {
      now = "knows no leader yet";
    } else {
      ServerStatus known = leader.get().orElseThrow();
      now =
          known.self().equals(back)
              ? "leads term " + known.term()
              : "follows " + known.self() + " in term " + known.term();
    }
    return Result.ok(back + " " + what + ", and " + now);
  }

  private static Optional<ServerStatus> leaderOtherThan(NodeId gone, Survey survey) {
    return survey
        .leader()
        .filter(leader -> !leader.self().equals(gone) && !leader.detached())
        .filter(leader -> isNewest(leader, survey));
  }

  /** A leader of an older term is one only until it hears of the newer. */
  private static boolean isNewest(ServerStatus leader, Survey survey) {
    List<ServerStatus> attached =
        survey.known().values().stream().filter(status -> !status.detached()).toList();
    return attached.stream().allMatch(status -> status.term() <= leader.term());
  }

  private static int connected(Survey survey, Set<NodeId> voters, NodeId gone) {
    return (int)
        survey.known().values().stream()
            .filter(status -> !status.detached() && !status.self().equals(gone))
            .filter(status -> voters.contains(status.self()))
            .count();
  }
}
