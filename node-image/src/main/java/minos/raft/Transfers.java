package minos.raft;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a leader hands its office over (dissertation §3.10): it takes no more requests, brings the
 * target's log up to date, and tells it to campaign at once; after about an election timeout
 * without success it goes on as before. The answer comes when it is known who leads then.
 */
final class Transfers {
  /** A transfer that was asked for, in the term of the leader that was asked. */
  private record Transfer(long request, NodeId target, long term, long deadline, boolean told) {}

  private final Server server;

  /** While there is one, a leader takes no requests. */
  private Optional<Transfer> underWay = Optional.empty();

  /** One that has cost this server its office; now it waits to hear who leads. */
  private Optional<Transfer> unanswered = Optional.empty();

  Transfers(Server server) {
    this.server = server;
  }

  /** "The prior leader stops accepting new client requests" (dissertation §3.10). */
  boolean isUnderWay() {
    return underWay.isPresent();
  }

  /**
   * An operator asks.
   *
   * @param wish whom to hand over to; the most up-to-date other voter, if nobody
   */
  void request(Tenure tenure, long request, Optional<NodeId> wish) {
    Optional<NodeId> target = wish.or(() -> mostUpToDate(tenure));
    if (wish.equals(Optional.of(server.self()))) {
      server.emit(new Effect.Confirm(request));
    } else if (underWay.isPresent()) {
      decline(request, "a transfer to " + underWay.get().target() + " is under way");
    } else if (target.isEmpty() || !server.membership().voters().contains(target.get())) {
      decline(request, target.map(id -> id + " is no voter").orElse("there is no other voter"));
    } else {
      underWay =
          Optional.of(
              new Transfer(
                  request,
                  target.get(),
                  tenure.term(),
                  server.nowNanos() + server.config().electionTimeoutMin().toNanos(),
                  false));
    }
  }

  /**
   * "The prior leader fully updates the target server's log", then "sends a TimeoutNow request".
   */
  void advance(Tenure tenure) {
    underWay
        .filter(transfer -> transfer.term() == tenure.term())
        .ifPresent(transfer -> advance(tenure, transfer));
  }

  private void advance(Tenure tenure, Transfer transfer) {
    Optional<Progress> target = tenure.progressOf(transfer.target());
    if (target.isEmpty()) {
      underWay = Optional.empty();
      decline(transfer.request(), transfer.target() + " has left the cluster");
    } else if (server.nowNanos() >= transfer.deadline()) {
      underWay = Optional.empty();
      decline(transfer.request(), transfer.target() + " did not take over in time");
    } else if (!transfer.told() && target.get().match() == server.log().lastIndex()) {
      tell(tenure, transfer.target());
      underWay =
          Optional.of(
              new Transfer(
                  transfer.request(),
                  transfer.target(),
                  transfer.term(),
                  transfer.deadline(),
                  true));
    }
  }

  /** Tells the most up-to-date voter to campaign: this leader is about to go. */
  void nominate(Tenure tenure) {
    mostUpToDate(tenure).ifPresent(best -> tell(tenure, best));
  }

  /** Tells one of those who have the whole log to campaign: another one each time. */
  void offer(Tenure tenure, int turn) {
    List<NodeId> able =
        server.membership().voters().stream()
            .filter(voter -> !voter.equals(server.self()) && server.isReachable(voter))
            .filter(voter -> hasAll(tenure, voter))
            .toList();
    if (!able.isEmpty()) {
      tell(tenure, able.get(turn % able.size()));
    }
  }

  private boolean hasAll(Tenure tenure, NodeId voter) {
    return tenure
        .progressOf(voter)
        .filter(progress -> progress.match() == server.log().lastIndex())
        .isPresent();
  }

  /** From now on somebody may campaign although its voters hear this leader. */
  private void tell(Tenure tenure, NodeId target) {
    if (server.rules().endsLeaseAtTransfer()) {
      tenure.lease().end();
    }
    server.emit(new Effect.Send(target, new Message.TimeoutNow(tenure.term()), 0));
  }

  private Optional<NodeId> mostUpToDate(Tenure tenure) {
    return tenure.followers().entrySet().stream()
        .filter(follower -> server.membership().voters().contains(follower.getKey()))
        .filter(follower -> server.isReachable(follower.getKey()))
        .max(Comparator.comparingLong(follower -> follower.getValue().match()))
        .map(Map.Entry::getKey);
  }

  /** This server has lost the office that it won in that term. */
  void onOfficeLost(long term) {
    underWay
        .filter(transfer -> transfer.term() == term)
        .ifPresent(transfer -> {
          if (transfer.told()) {
            unanswered = underWay;
          } else {
            decline(transfer.request(), "the leader lost its office before it could hand it over");
          }
        });
    if (server.rules().transferEndsWithOffice()) {
      underWay = Optional.empty();
    }
  }

  /** Answers as soon as somebody leads, or when nobody has for long. */
  void answer() {
    unanswered.ifPresent(transfer -> {
      boolean late = server.nowNanos() >= transfer.deadline() + server.patienceNanos();
      if (server.leader().isPresent()) {
        unanswered = Optional.empty();
        answer(transfer, server.leader().get());
      } else if (late) {
        unanswered = Optional.empty();
        server.emit(new Effect.Abandon(transfer.request(), Optional.empty()));
      }
    });
  }

  private void answer(Transfer transfer, NodeId leader) {
    if (leader.equals(transfer.target())) {
      server.emit(new Effect.Confirm(transfer.request()));
    } else {
      decline(transfer.request(), leader + " leads, not " + transfer.target());
    }
  }

  private void decline(long request, String why) {
    server.emit(new Effect.Decline(request, why));
  }
}
