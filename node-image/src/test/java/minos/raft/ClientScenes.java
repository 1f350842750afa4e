package minos.raft;

import static minos.raft.Scene.ANNA;
import static minos.raft.Scene.BERT;
import static minos.raft.Scene.CARL;
import static minos.raft.Scene.DORA;
import static minos.raft.Scene.server;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minos.kv.Command;
import minos.kv.Query;
import minos.kv.Reply;
import minos.kv.StateMachine;

/** Flaws of reads, and of what a client's command does. */
final class ClientScenes {
  private ClientScenes() {}

  static Stream<Scene> all() {
    return Stream.of(
        new Scene("RD01", rules -> servedAt(asked(rules)), List.of(), List.of(1L)),
        new Scene("RD02", ClientScenes::roundsBeforeTheNoOpIsCommitted, 0L, 1L),
        new Scene("RD04", rules -> servedAfterRound(0, rules), List.of(), List.of(1L)),
        new Scene("RD06", ClientScenes::servedWithTwoOfFive, List.of(), List.of(1L)),
        new Scene("RD07", rules -> servedAfterRound(1, rules), List.of(1L), List.of(0L)),
        new Scene("RD08", ClientScenes::servedByTheMargin, List.of(), List.of(1L)),
        new Scene("RD10", ClientScenes::servedAfterTimeoutNow, List.of(), List.of(1L)),
        new Scene("CL13", ClientScenes::refusalsWithoutLeader, 0, 1),
        new Scene("RD12", ClientScenes::servedByAFollower, List.of(), List.of(0L)),
        new Scene("CL01", ClientScenes::valueAfterRetry, value("other"), value("mine")));
  }

  private static Reply value(String value) {
    return new Reply.Value(Optional.of(value));
  }

  /** A leader of term 1 that has committed its no-op, and was then asked to read. */
  private static Lone asked(Rules rules, NodeId... more) {
    NodeId[] others = Stream.concat(Stream.of(ANNA, BERT), Stream.of(more)).toArray(NodeId[]::new);
    Lone leader = Lone.leader(rules, others);
    leader.persistAll();
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));
    leader.receives(BERT, new Message.AppendReply(1, true, 1, 0));
    leader.steps(new Event.ReadRequested(7));
    return leader;
  }

  private static List<Long> servedAt(Lone server) {
    return server.of(Effect.ServeRead.class).stream().map(Effect.ServeRead::atIndex).toList();
  }

  private static Object roundsBeforeTheNoOpIsCommitted(Rules rules) {
    Lone leader = Lone.leader(rules, ANNA, BERT);
    leader.steps(new Event.ReadRequested(7));
    return leader.sentTo(ANNA).stream()
        .filter(message -> message instanceof Message.AppendRequest append && append.round() > 0)
        .count();
  }

  private static Object servedAfterRound(long round, Rules rules) {
    Lone leader = asked(rules);
    leader.receives(BERT, new Message.AppendReply(1, true, 1, round));
    return servedAt(leader);
  }

  private static Object servedWithTwoOfFive(Rules rules) {
    Lone leader = asked(rules, CARL, DORA);
    leader.receives(CARL, new Message.AppendReply(1, true, 1, 1));
    return servedAt(leader);
  }

  /** Between a timeout less the drift and a whole one after the last heartbeat. */
  private static Object servedByTheMargin(Rules rules) {
    Lone leader = withLease(rules);
    leader.passes(250);
    leader.steps(new Event.ReadRequested(7));
    return servedAt(leader);
  }

  private static Object servedAfterTimeoutNow(Rules rules) {
    Lone leader = withLease(rules);
    leader.steps(new Event.TransferRequested(1, Optional.of(ANNA)));
    leader.steps(new Event.ReadRequested(7));
    return servedAt(leader);
  }

  /** With a drift of one half; its first heartbeat has just been sent and answered. */
  private static Lone withLease(Rules rules) {
    Lone leader = Lone.leaderWithLease(0.5, rules, ANNA, BERT);
    leader.persistAll();
    leader.passes(50);
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 1));
    return leader;
  }

  private static Object refusalsWithoutLeader(Rules rules) {
    Lone server = server(rules);
    server.steps(new Event.ReadRequested(7));
    return server.of(Effect.Reject.class).size();
  }

  private static Object servedByAFollower(Rules rules) {
    Lone follower = server(rules);
    follower.steps(new Event.ReadRequested(7));
    return servedAt(follower);
  }

  private static Object valueAfterRetry(Rules rules) {
    StateMachine machine = new StateMachine(rules);
    machine.apply(1, new Command.OpenSession());
    machine.apply(2, new Command.OpenSession());
    Command mine = new Command.InSession(1, 1, 0, new Command.Change.Put("k", "mine"));
    Command other = new Command.InSession(2, 1, 0, new Command.Change.Put("k", "other"));
    machine.apply(3, mine);
    machine.apply(4, other);
    machine.apply(5, mine);
    return machine.ask(new Query.Get("k"));
  }
}
