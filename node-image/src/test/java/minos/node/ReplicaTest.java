package minos.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.client.Request;
import minos.client.Response;
import minos.kv.Command;
import minos.kv.Query;
import minos.kv.Reply;
import minos.kv.StateMachine;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.EntryId;
import minos.raft.Event;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.RaftConfig;
import minos.raft.RaftCore;
import minos.raft.Rules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A replica")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplicaTest {
  private static final NodeId N1 = new NodeId("n1");
  private static final NodeId N2 = new NodeId("n2");
  private static final NodeId N3 = new NodeId("n3");
  private static final long SECOND = 1_000_000_000L;

  private final List<Message> sent = new ArrayList<>();
  private final List<Effect.Write> writes = new ArrayList<>();
  private final List<Response> answers = new ArrayList<>();
  private final List<EntryId> givenUp = new ArrayList<>();

  @Test
  void holds_a_vote_back_until_the_ballot_is_durable() {
    Replica replica = replica(N1, N2, N3);

    replica.received(N2, 1, new Message.VoteRequest(1, EntryId.NONE));
    List<Message> before = List.copyOf(sent);
    replica.persisted(writes.getLast().number());

    assertEquals(List.of(), before);
    assertEquals(List.of(new Message.VoteReply(1, true)), sent);
  }

  /** A leader tries again several times a second, and a disk may stay full for days. */
  @Test
  void tells_once_that_there_is_no_room_for_a_snapshot_of_its_leader() {
    Replica replica = replica(N1, N2, N3);
    EntryId one = new EntryId(1, 10);
    EntryId other = new EntryId(1, 20);

    for (EntryId snapshot : List.of(one, one, one, other)) {
      replica.heard(new Event.ChunksLost(snapshot, "no room"));
    }

    assertEquals(List.of(one, other), givenUp);
  }

  @Test
  void answers_a_command_and_a_read_once_they_are_committed_and_applied() {
    Replica replica = leaderOfItself();

    replica.asked(new Request.Propose(7, new Command.OpenSession()), answers::add);
    List<Response> before = List.copyOf(answers);
    replica.persisted(writes.getLast().number());
    replica.asked(new Request.Read(8, new Query.Get("x")), answers::add);

    assertEquals(List.of(), before);
    assertEquals(
        List.of(
            new Response.Answered(7, new Reply.SessionOpened(2)),
            new Response.Answered(8, new Reply.Value(Optional.empty()))),
        answers);
    assertEquals(2, replica.appliedIndex());
  }

  @Test
  void rejects_what_it_cannot_lead_when_no_leader_shows_up() {
    Replica replica = replica(N1, N2, N3);

    replica.asked(new Request.Propose(7, new Command.OpenSession()), answers::add);
    List<Response> before = List.copyOf(answers);
    replica.tick(SECOND);

    assertEquals(List.of(), before);
    assertEquals(List.of(new Response.Rejected(7, Optional.empty())), answers);
  }

  @Test
  void rejects_more_questions_than_it_can_have_in_hand() {
    Replica replica = leaderOfItself();
    for (int i = 0; i < Replica.MAX_QUESTIONS; i++) {
      replica.asked(new Request.Propose(i, new Command.OpenSession()), answers::add);
    }
    List<Response> before = List.copyOf(answers);

    replica.asked(new Request.Propose(-1, new Command.OpenSession()), answers::add);

    assertEquals(List.of(), before);
    assertEquals(List.of(new Response.Rejected(-1, Optional.empty())), answers);
  }

  private Replica leaderOfItself() {
    Replica replica = replica(N1);
    replica.tick(replica.nextDeadlineNanos());
    replica.persisted(writes.getLast().number());
    replica.persisted(writes.getLast().number());
    assertEquals(1, replica.appliedIndex(), "the entry that opens the term");
    assertTrue(replica.nextDeadlineNanos() > 0);
    return replica;
  }

  private Replica replica(NodeId... servers) {
    RaftConfig config = RaftConfig.of(N1, List.of(servers), 1);
    return new Replica(
        new RaftCore(config, Durable.NOTHING, Rules.OF_THE_PAPER, 0),
        new StateMachine(Rules.OF_THE_PAPER),
        new Nowhere() {
          @Override
          public void send(NodeId to, Message message) {
            sent.add(message);
          }

          @Override
          public void persist(Effect.Write write) {
            writes.add(write);
          }

          @Override
          public Onlooker onlooker() {
            return new Onlooker() {
              @Override
              public void snapshotGivenUp(EntryId last, String why) {
                givenUp.add(last);
              }
            };
          }
        });
  }
}
