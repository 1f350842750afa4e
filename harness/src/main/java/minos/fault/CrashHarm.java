package minos.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import minos.cluster.Cluster;
import minos.cluster.CrashPoint;
import minos.cluster.FaultNotInjected;
import minos.cluster.Members;
import minos.cluster.Node;
import minos.cluster.Node.State;
import minos.cluster.Saboteur;
import minos.generate.Seed;

/** Has a node end itself at a point that it names in its last words. */
final class CrashHarm implements Harm {
  private static final Duration REACH_LIMIT = Duration.ofSeconds(15);
  private static final Duration END_LIMIT = Duration.ofSeconds(1);
  private static final Duration ELECTION_LIMIT = Duration.ofSeconds(5);
  private static final Duration LOG_LIMIT = Duration.ofSeconds(2);

  private final Cluster cluster;

  /** Leaders that were killed for an election. */
  private final List<Node> fallen = new ArrayList<>();

  CrashHarm(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public String draw(Group group, Seed seed) {
    return group.label().substring("crash-".length());
  }

  @Override
  public Done inflict(Node node, String how) throws FaultNotInjected {
    CrashPoint point =
        Arrays.stream(CrashPoint.values())
            .filter(each -> each.label().equals(how))
            .findAny()
            .orElseThrow(() -> new IllegalArgumentException("no crash point " + how));
    for (Node leader : fallen) {
      leader.start();
    }
    fallen.clear();
    node.mayEnd(true);
    Optional<String> refusal = refusal(node, point);
    // A busy node may be at the point, and gone, before it could say that it waits for it.
    if (refusal.isPresent() && !cluster.await(END_LIMIT, () -> Answers.isGone(node))) {
      throw new FaultNotInjected(refusal.get());
    }
    String meanwhile = isOfElections(point) ? election(node) : "";
    if (!cluster.await(REACH_LIMIT, () -> Answers.isGone(node))) {
      Saboteur.Report ignored = node.saboteur().desist();
      throw new NothingToHit(
          "%s has not come to %s in %d s".formatted(node.name(), how, REACH_LIMIT.toSeconds()));
    }
    // A log may come a moment later than the end of the process that wrote it.
    if (!cluster.await(LOG_LIMIT, () -> node.lastWords().contains(how))) {
      throw new FaultNotInjected(
          node.name() + " ended, but not at " + how + ": " + node.lastWords());
    }
    return new Done(how, List.of(node.name() + ": " + State.GONE + " at " + how + meanwhile));
  }

  private static Optional<String> refusal(Node node, CrashPoint point) {
    try {
      boolean waits = node.saboteur().crashAt(point).armed().equals(point.label());
      return waits
          ? Optional.empty()
          : Optional.of(node.name() + " does not wait for " + point.label());
    } catch (FaultNotInjected e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isOfElections(CrashPoint point) {
    return point == CrashPoint.BEFORE_BALLOT_FORCE || point == CrashPoint.AFTER_BALLOT_FORCE;
  }

  /**
   * Who has voted in a term writes again when there is a newer one: so the leader goes, or hands
   * over to the voter where too few would be left to elect anybody.
   */
  private String election(Node voter) throws FaultNotInjected {
    // An election that is under way may be over for the voter before it waited for its point.
    boolean led =
        cluster.await(ELECTION_LIMIT, () -> Answers.isGone(voter) || cluster.leader().isPresent());
    Optional<Node> leader = cluster.leader().flatMap(this::node);
    if (!led || Answers.isGone(voter) || leader.isEmpty()) {
      return "";
    }
    if (leader.get().name().equals(voter.name())) {
      Optional<Node> heir =
          cluster.nodes().stream().filter(node -> !node.name().equals(voter.name())).findFirst();
      return heir.isEmpty() ? "" : "; it led; " + handOver(heir.get());
    }
    if (!isMajority(running() - 1)) {
      return "; " + leader.get().name() + " led; " + handOver(voter);
    }
    leader.get().kill();
    fallen.add(leader.get());
    return "; " + leader.get().name() + " led, and was killed";
  }

  private Optional<Node> node(String name) {
    return cluster.nodes().stream().filter(node -> node.name().equals(name)).findFirst();
  }

  private int running() throws FaultNotInjected {
    int running = 0;
    for (Node node : cluster.nodes()) {
      running += node.state() == State.RUNNING ? 1 : 0;
    }
    return running;
  }

  private boolean isMajority(int nodes) {
    return 2 * nodes > cluster.nodes().size();
  }

  private String handOver(Node heir) throws FaultNotInjected {
    Members.Wish wish = new Members.Wish.Transfer(heir.name());
    return String.join("", new Admission(cluster).members().ask(List.of(wish)));
  }

  /** Also starts a leader that was killed for an election. */
  @Override
  public List<String> undo(Node node) throws FaultNotInjected {
    fallen.clear();
    for (Node each : cluster.nodes()) {
      if (each.state() == State.GONE) {
        each.start();
      }
    }
    boolean disarmed = Answers.of(cluster, node).desist().armed().isEmpty();
    node.mayEnd(false);
    if (!disarmed) {
      throw new FaultNotInjected(node.name() + " still waits for a point to end itself");
    }
    return List.of(node.name() + ": " + node.state());
  }
}
