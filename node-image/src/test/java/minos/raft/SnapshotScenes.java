package minos.raft;

import static minos.raft.Scene.ANNA;
import static minos.raft.Scene.BERT;
import static minos.raft.Scene.CARL;
import static minos.raft.Scene.LAST;
import static minos.raft.Scene.append;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minos.bytes.Malformed;
import minos.kv.Command;
import minos.kv.Counter;
import minos.kv.Reply;
import minos.kv.Restoring;
import minos.kv.StateCopy;
import minos.kv.StateMachine;

/** Flaws of snapshots and of the log that they replace. */
final class SnapshotScenes {
  /** Every applied entry is one too many, and no tail is kept. */
  private static final Compaction AT_ONCE = new Compaction(1, 0, 4);

  private static final EntryId THIRD = new EntryId(3, 3);

  private SnapshotScenes() {}

  static Stream<Scene> all() {
    return Stream.of(
        new Scene("RP12", SnapshotScenes::firstSentOfLargeAndSmall, 2L, 3L),
        new Scene("RP15", rules -> chunks(leaderOfCompactedLog(rules)), 1L, 0L),
        new Scene("SN01", SnapshotScenes::retryAfterRestore, amount(1), new Reply.NoSession()),
        new Scene("SN02", rules -> takenAt(server(rules)).last(), LAST, new EntryId(3, 5)),
        new Scene("SN05", SnapshotScenes::lastIndexAfterInstall, 3L, 5L),
        new Scene("SN07", SnapshotScenes::votersAfterInstall, 4, 3),
        new Scene("SN09", SnapshotScenes::compactionsWhileSnapshotIsWritten, 0, 1),
        new Scene("SN10", SnapshotScenes::appliedAfterRestart, List.of(3L), List.of(1L, 2L, 3L)),
        new Scene("SN11", SnapshotScenes::chunksWithoutAnswer, 2L, 1L));
  }

  private static Reply amount(long amount) {
    return new Reply.Amount(amount);
  }

  private static Object firstSentOfLargeAndSmall(Rules rules) {
    Lone leader = Lone.leader(rules, ANNA, BERT);
    leader.receives(BERT, new Message.AppendReply(1, false, 0, 0));
    leader.steps(new Event.Proposed(1, new Payload(new byte[2000])));
    leader.steps(new Event.Proposed(2, new Payload(new byte[1])));
    leader.forgetEffects();
    leader.receives(BERT, new Message.AppendReply(1, true, 1, 0));
    return ((Message.AppendRequest) leader.sentTo(BERT).getFirst()).entries().getFirst().index();
  }

  /** All of its log is in a snapshot, and Bert, who is up, has nothing of it. */
  private static Lone leaderOfCompactedLog(Rules rules) {
    Lone leader =
        new Lone(Durable.NOTHING, rules, Lone.config(ANNA, BERT).with(AT_ONCE))
            .takesOffice(ANNA, BERT);
    leader.persistAll();
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));
    leader.steps(new Event.SnapshotTaken(takenAt(leader), 10));
    leader.receives(BERT, new Message.AppendReply(1, false, 0, 0));
    return leader;
  }

  private static SnapshotMark takenAt(Lone server) {
    return server.of(Effect.TakeSnapshot.class).getLast().mark();
  }

  private static long chunks(Lone leader) {
    return leader.of(Effect.SendChunk.class).size();
  }

  private static Object chunksWithoutAnswer(Rules rules) {
    Lone leader = leaderOfCompactedLog(rules);
    leader.tickAt(leader.nowNanos() / 1_000_000 + 350);
    return chunks(leader);
  }

  private static Object retryAfterRestore(Rules rules) {
    Command add = new Command.InSession(1, 1, 0, new Counter.Add("c", 1));
    StateMachine machine = new StateMachine(rules);
    List<Reply> ignored =
        List.of(machine.apply(1, new Command.OpenSession()), machine.apply(2, add));
    return restored(machine, rules).apply(3, add);
  }

  private static StateMachine restored(StateMachine machine, Rules rules) {
    try {
      Restoring restoring = new Restoring(rules);
      StateCopy copy = machine.copy();
      for (var piece = copy.next(100); piece.isPresent(); piece = copy.next(100)) {
        restoring.add(piece.get());
      }
      return restoring.machine();
    } catch (Malformed e) {
      throw new AssertionError(e);
    }
  }

  /** In term 3, with a log of the terms 1, 1, 2, 2, 2, all of which Anna says is committed. */
  private static Lone server(Rules rules) {
    Lone follower =
        new Lone(
            new Durable(new Ballot(3, Optional.empty()), Lone.log(1, 1, 2, 2, 2)),
            rules,
            Lone.config(ANNA, BERT).with(AT_ONCE));
    follower.receives(ANNA, append(3, LAST, 5));
    return follower;
  }

  private static Object compactionsWhileSnapshotIsWritten(Rules rules) {
    return server(rules).of(Effect.Compact.class).size();
  }

  /** A whole snapshot arrives whose last entry is not the one in the follower's log. */
  private static Lone installed(Rules rules) {
    Lone follower = Scene.server(rules);
    SnapshotMark mark =
        new SnapshotMark(
            THIRD, Membership.of(List.of(ANNA, BERT, CARL, follower.core().status().self())));
    Chunk chunk = Chunk.of(0, new Payload(new byte[9]), true);
    follower.receives(ANNA, new Message.InstallRequest(3, mark, chunk, 0));
    follower.steps(new Event.SnapshotReceived(mark, 9));
    return follower;
  }

  private static Object lastIndexAfterInstall(Rules rules) {
    return installed(rules).core().status().lastIndex();
  }

  private static Object votersAfterInstall(Rules rules) {
    return installed(rules).core().status().membership().voters().size();
  }

  private static Object appliedAfterRestart(Rules rules) {
    Membership members = Membership.of(List.of(ANNA, BERT, new NodeId("me")));
    SnapshotMark mark = new SnapshotMark(new EntryId(1, 2), members);
    Durable durable =
        new Durable(new Ballot(3, Optional.empty()), Optional.of(mark), Lone.log(1, 1, 2, 2, 2), 0);
    Lone follower = new Lone(durable, rules, ANNA, BERT);
    follower.receives(ANNA, append(3, LAST, 3));
    return follower.of(Effect.Apply.class).stream().map(apply -> apply.entry().index()).toList();
  }
}
