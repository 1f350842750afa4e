package minos.raft.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.client.ClusterRequest;
import minos.client.ClusterView;
import minos.client.Request;
import minos.client.Response;
import minos.invariant.Breach;
import minos.invariant.Oracle;
import minos.invariant.Watch;
import minos.kv.Command;
import minos.kv.Query;
import minos.kv.Reply;
import minos.kv.Stamped;
import minos.raft.Effect;
import minos.raft.Event;
import minos.raft.Membership;
import minos.raft.MembershipChange;
import minos.raft.NodeId;
import minos.raft.Payload;
import minos.raft.RaftCore;
import minos.raft.Role;
import minos.raft.Rules;

/** What clients have asked one server, and have not been told yet. */
final class Clientele {
  /**
   * A question.
   *
   * @param foreseen what a server that may answer before its time would say
   * @param floor what a read must see at least
   * @param at when it came, by the server's monotonic clock
   */
  private record Asked(
      int client, int process, Request request, Optional<Reply> foreseen, long floor, long at) {}

  private record Waiting(Effect.ServeRead read, Asked asked) {}

  private final SimulatedServer server;
  private final Rules rules;
  private final Oracle oracle;
  private final Watch watch;
  private final SimulatedServer.Surroundings surroundings;
  private final List<Waiting> reads = new ArrayList<>();
  private final Map<Long, Asked> open = new HashMap<>();
  private final Set<Long> taken = new HashSet<>();
  private long lastNumber;

  Clientele(
      SimulatedServer server,
      Rules rules,
      Oracle oracle,
      Watch watch,
      SimulatedServer.Surroundings surroundings) {
    this.server = server;
    this.rules = rules;
    this.oracle = oracle;
    this.watch = watch;
    this.surroundings = surroundings;
  }

  void crash() {
    reads.clear();
    open.clear();
  }

  /** A question without an answer stays open for ever: for the test that none does. */
  int open() {
    return open.size();
  }

  void ask(int client, int process, Request request) {
    if (open.size() >= rules.questionsInHand(Integer.MAX_VALUE)) {
      watch.onTurnedAway(open.size());
    }
    long number = ++lastNumber;
    open.put(
        number,
        new Asked(
            client, process, request, foreseen(request), oracle.readFloor(), server.monotonic()));
    switch (request) {
      case Request.Propose(long ignored, Command command) -> propose(number, command);
      case Request.Read(long ignored, Query query, boolean anywhere) ->
          server.step(new Event.ReadRequested(number, anywhere));
      case Request.Administer(long ignored, ClusterRequest wish) ->
          server.step(
              switch (wish) {
                case ClusterRequest.Members() -> new Event.ReadRequested(number);
                case ClusterRequest.Change(MembershipChange change) ->
                    new Event.MembershipProposed(number, change);
                case ClusterRequest.Transfer(Optional<NodeId> target) -> {
                  watch.reigns().onTransferAsked(server);
                  yield new Event.TransferRequested(number, target);
                }
              });
    }
  }

  private Optional<Reply> foreseen(Request request) {
    boolean isNeeded = rules.answersWhenDeposed() || !rules.answersWhatWasExecuted();
    return isNeeded && request instanceof Request.Propose(long ignored, Command command)
        ? server.machine().foresee(command)
        : Optional.empty();
  }

  private void propose(long number, Command command) {
    RaftCore.Status before = server.status().orElseThrow();
    boolean alone = server.isUpToDate();
    Payload stamped = new Stamped(surroundings.clusterNanos(), command).encode();
    server.step(new Event.Proposed(number, stamped));
    RaftCore.Status after = server.status().orElseThrow();
    if (alone && server.hasTakenUp(stamped, before.lastIndex())) {
      taken.add(number);
    } else if (alone && server.isUpToDate() && after.role() == Role.LEADER) {
      watch.reigns().onNotTaken(server);
    }
  }

  /** A command was applied here that may have been proposed here. */
  void applied(Effect.Apply apply, Reply reply) {
    apply
        .request()
        .ifPresent(number -> {
          oracle.ledger().onAcknowledged(apply.entry().index());
          Asked asked = take(number);
          Reply given = rules.answersWhatWasExecuted() ? reply : asked.foreseen().orElse(reply);
          Breach.unless(given.equals(reply), "Answers", given, "instead of", reply);
          respond(asked, new Response.Answered(asked.request().id(), given));
        });
  }

  void serve(Effect.ServeRead read) {
    Asked asked = take(read.request());
    watch.reigns().onServed(server, asked.at());
    reads.add(new Waiting(read, asked));
  }

  /** Answers those reads for which the state machine has come far enough. */
  void serveReads(long applied) {
    Iterator<Waiting> waiting = reads.iterator();
    while (waiting.hasNext()) {
      Waiting next = waiting.next();
      if (next.read().atIndex() <= applied) {
        waiting.remove();
        Asked asked = next.asked();
        oracle.ledger().onRead(server.id, asked.floor(), next.read().atIndex(), applied);
        respond(
            asked,
            asked.request() instanceof Request.Read(long id, Query query, boolean anywhere)
                ? new Response.Answered(id, server.machine().ask(query))
                : cluster(asked));
      }
    }
  }

  void refused(Effect.Reject reject) {
    Breach.unless(
        !taken.contains(reject.request()), "Outcomes", reject, "is in the log, but rejected");
    Asked asked = take(reject.request());
    respond(asked, new Response.Rejected(asked.request().id(), reject.leader()));
  }

  void abandoned(Effect.Abandon abandon) {
    Asked asked = take(abandon.request());
    Breach.unless(
        !rules.answersWhenDeposed() || asked.foreseen().isEmpty(),
        "Outcomes",
        abandon,
        "is answered with",
        asked.foreseen());
    respond(asked, new Response.Indeterminate(asked.request().id(), abandon.leader()));
  }

  void declined(Effect.Decline decline) {
    Asked asked = take(decline.request());
    respond(asked, new Response.Declined(asked.request().id(), decline.why()));
  }

  void confirmed(Effect.Confirm confirm) {
    Asked asked = take(confirm.request());
    if (asked.request()
        instanceof Request.Administer(long ignored, ClusterRequest.Change(MembershipChange done))) {
      Membership now = server.membership();
      Breach.unless(
          now.voters().containsAll(done.voters().keySet())
              && now.members().keySet().containsAll(done.learners().keySet())
              && Collections.disjoint(now.all(), done.leaving())
              && !now.isJoint(),
          "A confirmed change is done",
          done,
          now);
    }
    respond(asked, cluster(asked));
  }

  private Response cluster(Asked asked) {
    RaftCore.Status status = server.status().orElseThrow();
    return new Response.Administered(
        asked.request().id(), new ClusterView(status.leader(), status.term(), status.membership()));
  }

  private Asked take(long number) {
    Asked asked = open.remove(number);
    if (asked == null) {
      throw new Breach("Effects", "request " + number + " answered twice");
    }
    return asked;
  }

  private void respond(Asked asked, Response response) {
    surroundings.respond(server.id, asked.client(), asked.process(), response);
  }
}
