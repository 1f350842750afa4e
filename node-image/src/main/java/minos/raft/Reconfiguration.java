package minos.raft;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;

/**
 * How a leader changes who belongs to the cluster: new servers learn until they have caught up
 * (dissertation §4.2.1), then old and new voters decide together, then the new ones alone (§6). One
 * step after the other, each an entry of the log that must be committed before the next; a leader
 * that finds a change half done finishes it.
 *
 * <p>A leader also writes down which incarnation of each server it has met, as soon as it has met
 * them all, and of new servers before they vote. From then on a server that returns with an empty
 * disk is a stranger to all who have that entry. Before that, it cannot be told from a server that
 * starts for the first time.
 */
final class Reconfiguration {
  /** A new server that is silent for so many times the leader's patience is not there. */
  private static final int SILENCE_MAX = 10;

  private final Server server;
  private final Rules rules;
  private final Replication replication;
  private final Transfers transfers;

  Reconfiguration(Server server, Replication replication, Transfers transfers) {
    this.server = server;
    this.rules = server.rules();
    this.replication = replication;
    this.transfers = transfers;
  }

  /**
   * An operator asks; the answer comes when the change is done, or certainly will not be. Who asks
   * for the change that is under way, perhaps since its answer was lost, waits for that one.
   */
  void propose(Tenure tenure, long request, MembershipChange wanted) {
    Optional<String> objection = wanted.objectionIn(server.membership());
    if (objection.isPresent()) {
      server.emit(new Effect.Decline(request, objection.get()));
    } else if (!rules.mayChangeMembership(server.commitIndex(), tenure.firstIndex())) {
      server.emit(new Effect.Reject(request, Optional.empty())); // soon: ask again
    } else if (isAbout(tenure, wanted)) {
      tenure.change().orElseThrow().join(request);
    } else if (rules.mayBeginChange(isUnderWay(tenure))) {
      tenure
          .change()
          .ifPresent(
              old -> answer(old, superseded -> new Effect.Abandon(superseded, server.leader())));
      tenure.begin(new Change(request, wanted, server.membership()));
    } else if (tenure.change().isPresent()) {
      server.emit(new Effect.Decline(request, "another change of the members is under way"));
    } else {
      server.emit(new Effect.Reject(request, Optional.empty()));
    }
  }

  private static boolean isAbout(Tenure tenure, MembershipChange wanted) {
    return tenure.change().filter(change -> change.wanted().equals(wanted)).isPresent();
  }

  private void answer(Change change, LongFunction<Effect> answer) {
    change.requests().forEach(request -> server.emit(answer.apply(request)));
  }

  private boolean isUnderWay(Tenure tenure) {
    return tenure.change().isPresent() || !server.isMembershipCommitted() || joint();
  }

  private boolean joint() {
    return server.membership().isJoint();
  }

  /** Takes the next step, if its time has come. */
  void advance(Tenure tenure) {
    if (!rules.mayBeginChange(!server.isMembershipCommitted())) {
      return;
    }
    if (joint()) {
      append(tenure, withoutOutgoing(server.membership()));
      return;
    }
    replication.dismiss(tenure, server.membership().all());
    if (!server.membership().isVoter(server.self())) {
      tenure.change().ifPresent(change -> finish(tenure, change));
      leave(tenure);
      return;
    }
    Optional<Membership> named = named(tenure);
    if (named.isPresent()) {
      append(tenure, named.get());
    } else {
      tenure.change().ifPresent(change -> proceed(tenure, change));
    }
  }

  /**
   * "The leader steps down (returns to follower state) once it has committed the C-new log entry"
   * (§6), and asks another to campaign at once.
   */
  private void leave(Tenure tenure) {
    replication.sendHeartbeats(tenure);
    transfers.nominate(tenure);
    server.becomeFollower(server.term(), Optional.empty());
  }

  private void finish(Tenure tenure, Change change) {
    tenure.endChange();
    answer(change, Effect.Confirm::new);
  }

  private void proceed(Tenure tenure, Change change) {
    Membership now = server.membership();
    Membership goal = change.wanted().goal(now);
    if (goal.equals(now)) {
      finish(tenure, change);
      return;
    }
    SortedSet<NodeId> joining = new TreeSet<>(goal.voters());
    joining.removeAll(now.voters());
    if (!now.learners().containsAll(joining)) {
      append(tenure, learning(now, joining, change));
    } else if (goal.voters().equals(now.voters())) {
      append(tenure, goal);
    } else if (haveCaughtUp(tenure, change, joining)) {
      append(
          tenure,
          now.with(goal.voters(), now.voters(), goal.learners(), change.wanted().addresses()));
    } else {
      giveUpIfHopeless(tenure, change, joining);
    }
  }

  private static Membership learning(Membership now, SortedSet<NodeId> joining, Change change) {
    SortedSet<NodeId> learners = new TreeSet<>(now.learners());
    learners.addAll(joining);
    return now.with(now.voters(), now.outgoing(), learners, change.wanted().addresses());
  }

  private static Membership withoutOutgoing(Membership joint) {
    return joint.with(joint.voters(), new TreeSet<>(), joint.learners(), new TreeMap<>());
  }

  private boolean haveCaughtUp(Tenure tenure, Change change, SortedSet<NodeId> joining) {
    boolean all = true;
    for (NodeId id : joining) {
      CatchUp catchUp = catchUp(change, id);
      catchUp.observe(follower(tenure, id).match(), server.log().lastIndex(), server.nowNanos());
      all &=
          rules.isCaughtUp(
              catchUp.rounds(),
              catchUp.lastRoundNanos(),
              server.config().electionTimeoutMin().toNanos());
    }
    return all;
  }

  private CatchUp catchUp(Change change, NodeId id) {
    return change.catchUp(id, server.log().lastIndex(), server.nowNanos());
  }

  private static Progress follower(Tenure tenure, NodeId id) {
    return tenure.progressOf(id).orElseThrow();
  }

  /** "Otherwise, the leader aborts the configuration change with an error" (§4.2.1). */
  private void giveUpIfHopeless(Tenure tenure, Change change, SortedSet<NodeId> joining) {
    for (NodeId id : joining) {
      long silent = server.nowNanos() - follower(tenure, id).heardNanos();
      if (silent >= SILENCE_MAX * server.patienceNanos()) {
        giveUp(tenure, change, id + " does not answer");
        return;
      }
      if (catchUp(change, id).rounds() >= CatchUp.ROUNDS_MAX) {
        giveUp(tenure, change, id + " is too slow to catch up");
        return;
      }
    }
  }

  private void giveUp(Tenure tenure, Change change, String why) {
    Membership now = server.membership();
    SortedSet<NodeId> learners = new TreeSet<>(now.learners());
    learners.retainAll(change.before().learners());
    tenure.endChange();
    append(tenure, now.with(now.voters(), now.outgoing(), learners, new TreeMap<>()));
    answer(change, request -> new Effect.Decline(request, why));
  }

  /** The membership with incarnations that it does not name yet, once all who matter are met. */
  private Optional<Membership> named(Tenure tenure) {
    Membership now = server.membership();
    if (now.isNamed()) {
      return Optional.empty();
    }
    SortedMap<NodeId, Long> met = new TreeMap<>();
    boolean allMet = true;
    boolean learnersMet = true;
    for (NodeId id : now.all()) {
      if (now.incarnationOf(id) == Member.UNKNOWN) {
        long incarnation = incarnationMet(tenure, id);
        met.put(id, incarnation);
        allMet &= incarnation != Member.UNKNOWN;
        learnersMet &= incarnation != Member.UNKNOWN || !now.learners().contains(id);
      }
    }
    Membership named = now.naming(met);
    boolean due = allMet || (tenure.change().isPresent() && learnersMet);
    return due && !named.equals(now) ? Optional.of(named) : Optional.empty();
  }

  private long incarnationMet(Tenure tenure, NodeId id) {
    return id.equals(server.self())
        ? server.config().incarnation()
        : follower(tenure, id).incarnation();
  }

  private void append(Tenure tenure, Membership next) {
    replication.append(tenure, Entry.Kind.MEMBERSHIP, MembershipCodec.encode(next));
  }
}
