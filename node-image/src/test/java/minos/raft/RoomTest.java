package minos.raft;

import static minos.raft.Scene.ANNA;
import static minos.raft.Scene.BERT;
import static minos.raft.Scene.LAST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A server whose disk is full")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RoomTest {
  private static final Payload COMMAND = new Payload(new byte[1]);

  private final Lone leader = Lone.leader(Rules.OF_THE_PAPER, ANNA, BERT);

  @Test
  void refuses_commands_and_says_why() {
    fill(Space.LOW);

    leader.steps(new Event.Proposed(7, COMMAND));

    assertEquals(List.of(new Effect.NoSpace(7)), leader.of(Effect.NoSpace.class));
    assertEquals(1, leader.core().status().lastIndex());
  }

  @Test
  void refuses_also_the_commands_that_it_has_held_until_it_is_elected() {
    Lone server = new Lone(Durable.NOTHING);
    server.steps(new Event.Proposed(7, COMMAND));
    server.steps(new Event.SpaceChanged(Space.LOW));
    server.takesOffice(ANNA, BERT);

    assertEquals(List.of(new Effect.NoSpace(7)), server.of(Effect.NoSpace.class));
    assertEquals(Role.LEADER, server.core().status().role());
    assertEquals(1, server.core().status().lastIndex(), "its no-op alone");
  }

  @Test
  void serves_reads() {
    fill(Space.NONE);

    leader.steps(new Event.ReadRequested(7));
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 1));

    assertEquals(List.of(new Effect.ServeRead(7, 1)), leader.of(Effect.ServeRead.class));
  }

  @Test
  void takes_commands_again_when_there_is_room() {
    fill(Space.LOW);
    leader.steps(new Event.SpaceChanged(Space.ENOUGH));

    leader.steps(new Event.Proposed(7, COMMAND));

    assertEquals(List.of(), leader.of(Effect.NoSpace.class));
    assertEquals(2, leader.core().status().lastIndex());
  }

  @Test
  void offers_its_office_to_each_who_has_the_whole_log_in_turn() {
    fill(Space.LOW);
    assertEquals(1, offersTo(ANNA));
    assertEquals(0, offersTo(BERT), "its log is behind");

    long begin = Duration.ofNanos(leader.nowNanos()).toMillis();
    leader.tickAt(begin + 400);
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));
    leader.receives(BERT, new Message.AppendReply(1, true, 1, 0));
    leader.tickAt(begin + 800);

    assertEquals(1, offersTo(BERT));
  }

  @Test
  void offers_nothing_while_there_is_room() {
    leader.persistAll();
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));

    assertEquals(0, offersTo(ANNA));
  }

  @Test
  void follows_as_long_as_it_can() {
    Lone follower = Scene.server(Rules.OF_THE_PAPER);
    follower.steps(new Event.SpaceChanged(Space.LOW));
    follower.receives(ANNA, Scene.append(3, LAST, 0, Lone.entry(3, 6)));

    assertEquals(6, follower.core().status().lastIndex());
  }

  @Test
  void takes_no_more_commands_from_its_leader_when_nothing_is_left() {
    Lone follower = Scene.server(Rules.OF_THE_PAPER);
    follower.steps(new Event.SpaceChanged(Space.NONE));
    follower.receives(ANNA, Scene.append(3, LAST, 0, Lone.entry(3, 6)));

    assertEquals(5, follower.core().status().lastIndex());
    assertEquals(List.of(), follower.sends());
    Entry opening = new Entry(new EntryId(3, 6), Entry.Kind.NO_OP, Payload.EMPTY);
    follower.receives(ANNA, Scene.append(3, LAST, 0, opening));
    assertEquals(6, follower.core().status().lastIndex());
  }

  @Test
  void does_not_take_an_office_that_it_is_offered() {
    Lone follower = Scene.server(Rules.OF_THE_PAPER);
    follower.receives(ANNA, Scene.append(3, LAST, 0));
    follower.steps(new Event.SpaceChanged(Space.LOW));

    follower.receives(ANNA, new Message.TimeoutNow(3));

    assertEquals(Role.FOLLOWER, follower.core().status().role());
    assertEquals(3, follower.core().status().term());
  }

  /** A leader whose first entry is committed, with ANNA's help. */
  private void fill(Space space) {
    leader.persistAll();
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));
    leader.steps(new Event.SpaceChanged(space));
  }

  private long offersTo(NodeId server) {
    return leader.sentTo(server).stream()
        .filter(message -> message instanceof Message.TimeoutNow)
        .count();
  }
}
