package minos.raft;

import static minos.raft.Scene.ANNA;
import static minos.raft.Scene.BERT;
import static minos.raft.Scene.CARL;
import static minos.raft.Scene.DORA;
import static minos.raft.Scene.LAST;
import static minos.raft.Scene.append;
import static minos.raft.Scene.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Flaws of the membership, of the servers' identity and of the transfer of leadership. */
final class MembershipScenes {
  private static final NodeId ME = new NodeId("me");

  private MembershipScenes() {}

  static Stream<Scene> all() {
    return Stream.of(
        new Scene("CM05", MembershipScenes::commitHeldByLearners, 0L, 1L),
        new Scene("EL21", MembershipScenes::inquiriesOfALearner, 0L, 1L),
        new Scene("LT01", MembershipScenes::entriesWhenItLeadsAgain, 3L, 2L),
        new Scene("MB01", MembershipScenes::learnersBeforeTheNoOp, 0, 1),
        new Scene("MB02", MembershipScenes::learnersAfterTwoChanges, 1, 2),
        new Scene("MB03", MembershipScenes::roleByTheOldMajority, Role.FOLLOWER, Role.CANDIDATE),
        new Scene("MB04", MembershipScenes::roleByTheNewMajority, Role.FOLLOWER, Role.CANDIDATE),
        new Scene("MB06", MembershipScenes::jointBeforeDoraHasTheLog, false, true),
        new Scene("ST12", MembershipScenes::roleByAWipedServer, Role.FOLLOWER, Role.CANDIDATE));
  }

  private static RaftConfig config(Membership initial) {
    return new RaftConfig(
        ME, Member.UNKNOWN, initial, Duration.ofMillis(300), Duration.ofMillis(50), 1 << 10, 1);
  }

  private static Membership members(
      List<NodeId> voters, List<NodeId> outgoing, List<NodeId> learners) {
    return new Membership(new TreeSet<>(voters), new TreeSet<>(outgoing), new TreeSet<>(learners));
  }

  private static Message acknowledged(long term, long index) {
    return new Message.AppendReply(term, true, index, 0);
  }

  /** Three voters and two learners; the leader hears only the learners. */
  private static Object commitHeldByLearners(Rules rules) {
    Membership five = members(List.of(ANNA, BERT, ME), List.of(), List.of(CARL, DORA));
    Lone leader = new Lone(Durable.NOTHING, rules, config(five)).takesOffice(ANNA, BERT);
    leader.persistAll();
    leader.receives(CARL, acknowledged(1, 1));
    leader.receives(DORA, acknowledged(1, 1));
    return leader.core().status().commitIndex();
  }

  private static Object inquiriesOfALearner(Rules rules) {
    Membership four = members(List.of(ANNA, BERT, CARL), List.of(), List.of(ME));
    Lone learner = new Lone(Durable.NOTHING, rules, config(four));
    learner.timesOut();
    return learner.sentTo(ANNA).stream().filter(Message.PreVoteRequest.class::isInstance).count();
  }

  /** It has lost its office before Anna took over, it wins the next one, and is asked to write. */
  private static Object entriesWhenItLeadsAgain(Rules rules) {
    Lone leader = committed(rules);
    leader.steps(new Event.TransferRequested(1, Optional.of(ANNA)));
    leader.receives(BERT, new Message.AppendReply(2, false, 0, 0));
    leader.timesOut();
    leader.receives(BERT, new Message.PreVoteReply(2, true));
    leader.persistAll();
    leader.receives(BERT, new Message.VoteReply(3, true));
    leader.steps(new Event.Proposed(2, new Payload(new byte[1])));
    return leader.core().status().lastIndex();
  }

  /** A leader of three whose no-op, at index 1, is committed. */
  private static Lone committed(Rules rules) {
    Lone leader = Lone.leader(rules, ANNA, BERT);
    leader.persistAll();
    leader.receives(ANNA, acknowledged(1, 1));
    return leader;
  }

  private static void isAskedToAdd(NodeId server, Lone leader) {
    leader.steps(new Event.MembershipProposed(1, MembershipChange.add(server, "")));
  }

  private static int learners(Lone leader) {
    return leader.core().status().membership().learners().size();
  }

  private static Object learnersBeforeTheNoOp(Rules rules) {
    Lone leader = Lone.leader(rules, ANNA, BERT);
    isAskedToAdd(DORA, leader);
    return learners(leader);
  }

  private static Object learnersAfterTwoChanges(Rules rules) {
    Lone leader = committed(rules);
    isAskedToAdd(DORA, leader);
    isAskedToAdd(CARL, leader);
    return learners(leader);
  }

  /** At the end of its log it is one of five; as far as it knows of commits, one of three. */
  private static Object roleByTheOldMajority(Rules rules) {
    Lone server = server(rules);
    Membership five = Membership.of(List.of(ANNA, BERT, CARL, DORA, ME));
    Entry change =
        new Entry(new EntryId(3, 6), Entry.Kind.MEMBERSHIP, MembershipCodec.encode(five));
    server.receives(ANNA, append(3, LAST, 5, change));
    server.timesOut();
    server.receives(BERT, new Message.PreVoteReply(3, true));
    return server.core().status().role();
  }

  /** Carl and Dora take the place of Anna and Bert, and only Carl is for it. */
  private static Object roleByTheNewMajority(Rules rules) {
    Membership joint = members(List.of(CARL, DORA, ME), List.of(ANNA, BERT, ME), List.of());
    Lone server = new Lone(Durable.NOTHING, rules, config(joint));
    server.timesOut();
    server.receives(CARL, new Message.PreVoteReply(0, true));
    return server.core().status().role();
  }

  private static Object jointBeforeDoraHasTheLog(Rules rules) {
    Lone leader = committed(rules);
    isAskedToAdd(DORA, leader);
    leader.persistAll();
    leader.receives(ANNA, acknowledged(1, 2));
    return leader.core().status().membership().isJoint();
  }

  /** The members name Anna's first incarnation; one who forgot all answers in its name. */
  private static Object roleByAWipedServer(Rules rules) {
    Membership named =
        Membership.of(
            new TreeMap<>(Map.of(ANNA, new Member("", 1), BERT, Member.at(""), ME, Member.at(""))));
    Lone server = new Lone(Durable.NOTHING, rules, config(named));
    server.timesOut();
    server.steps(new Event.Received(ANNA, 2, new Message.PreVoteReply(0, true)));
    return server.core().status().role();
  }
}
