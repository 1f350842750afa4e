package minos.raft.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import minos.client.ClientCore;
import minos.client.ClusterRequest;
import minos.client.Outcome;
import minos.client.Request;
import minos.client.Response;
import minos.raft.Membership;
import minos.raft.MembershipChange;
import minos.raft.NodeId;

/**
 * An operator who always wants something of the cluster itself, and asks again where the answer is
 * lost; sometimes for what another one wants just now.
 */
final class RandomOperator implements Caller {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final int number;
  private final SplittableRandom random;
  private final RandomCluster cluster;
  private final ClientCore core;
  private long lastCall;
  private long done;

  RandomOperator(int number, List<NodeId> servers, SplittableRandom random, RandomCluster cluster) {
    this.number = number;
    this.random = random;
    this.cluster = cluster;
    this.core = new ClientCore(servers, LIMIT, random.nextLong(), cluster.now());
    beginSoon();
  }

  /** How many wishes were fulfilled. */
  long done() {
    return done;
  }

  @Override
  public long deadline() {
    return core.nextDeadlineNanos();
  }

  @Override
  public void tick(long now) {
    step(new ClientCore.Event.Tick(now));
  }

  @Override
  public void receive(long now, int process, NodeId from, Response response) {
    tick(now);
    step(new ClientCore.Event.Received(from, response));
  }

  private void beginSoon() {
    cluster.schedule(
        1 + random.nextLong(cluster.weather().operators().pauseNanos()),
        () -> {
          if (cluster.weather().operators().number() > 0) {
            tick(cluster.now());
            step(new ClientCore.Event.Administer(++lastCall, wish()));
          }
        });
  }

  private void step(ClientCore.Event event) {
    core.step(
        event,
        effect -> {
          switch (effect) {
            case ClientCore.Effect.Send(NodeId to, Request request) ->
                cluster.request(number, 0, to, request);
            case ClientCore.Effect.Finish finish -> {
              done += finish.outcome() instanceof Outcome.Administered ? 1 : 0;
              beginSoon();
            }
          }
        });
  }

  private ClusterRequest wish() {
    Membership now = cluster.members().now();
    List<NodeId> outside = shuffled(cluster.ids());
    outside.removeAll(now.all());
    List<NodeId> inside = shuffled(now.voters());
    List<NodeId> dead = new ArrayList<>(now.all());
    dead.removeIf(cluster.members()::isHimself);
    int at = random.nextInt(dead.isEmpty() ? 12 : 20);
    if (at < 3 || inside.isEmpty() || cluster.weather().operators().spares() == 0) {
      boolean anybody = random.nextBoolean() || inside.isEmpty();
      return new ClusterRequest.Transfer(
          anybody ? Optional.empty() : Optional.of(inside.getFirst()));
    }
    MembershipChange change =
        at >= 12
            ? MembershipChange.remove(dead.getFirst())
            : at == 3 ? cluster.members().lastWish() : change(now, outside, inside, at);
    cluster.members().wishes(change);
    return new ClusterRequest.Change(change);
  }

  private static MembershipChange change(
      Membership now, List<NodeId> outside, List<NodeId> inside, int at) {
    if (at == 4 && !now.learners().isEmpty()) {
      return MembershipChange.add(now.learners().getFirst(), "");
    }
    if (outside.isEmpty() || (at < 7 && inside.size() > 2)) {
      return MembershipChange.remove(inside.getFirst());
    }
    NodeId joining = outside.getFirst();
    if (at == 7) {
      return MembershipChange.addLearner(joining, "");
    }
    if (at < 10) {
      return MembershipChange.add(joining, "");
    }
    MembershipChange first = MembershipChange.replace(inside.getFirst(), joining, "");
    return outside.size() > 1 && inside.size() > 1
        ? first.and(MembershipChange.replace(inside.get(1), outside.get(1), ""))
        : first;
  }

  private List<NodeId> shuffled(Collection<NodeId> ids) {
    List<NodeId> all = new ArrayList<>(ids);
    Collections.shuffle(all, new Random(random.nextLong()));
    return all;
  }
}
