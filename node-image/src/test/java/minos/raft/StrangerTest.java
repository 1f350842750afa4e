package minos.raft;

import static minos.raft.Scene.ANNA;
import static minos.raft.Scene.BERT;
import static minos.raft.Scene.DORA;
import static minos.raft.Scene.LAST;
import static minos.raft.Scene.append;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** DORA is no member: she has left, and perhaps does not know it. */
@DisplayName("A server that is no member")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StrangerTest {
  private static final Message.InstallRequest INSTALL = install(1);

  private static Message.InstallRequest install(long term) {
    SnapshotMark mark =
        new SnapshotMark(new EntryId(1, 9), Membership.of(new TreeSet<>(List.of(DORA))));
    return new Message.InstallRequest(term, mark, Chunk.of(0, new Payload(new byte[3]), true), 0);
  }

  static List<Message> whatOnlyMembersMaySay() {
    return List.of(
        new Message.PreVoteRequest(9, LAST),
        new Message.VoteRequest(9, LAST),
        new Message.VoteRequest(9, LAST, true),
        new Message.ReadIndexRequest(9, 1),
        new Message.TimeoutNow(9),
        new Message.PreVoteReply(9, false),
        new Message.VoteReply(9, false),
        new Message.AppendReply(9, false, 0, 0),
        new Message.InstallReply(9, LAST, 0, 0),
        new Message.ReadIndexReply(9, 1, false, 0));
  }

  @ParameterizedTest
  @MethodSource("whatOnlyMembersMaySay")
  void deposes_no_leader_by_a_newer_term(Message message) {
    Lone leader = Lone.leader(Rules.OF_THE_PAPER, ANNA, BERT);

    leader.receives(DORA, message);

    assertEquals(Role.LEADER, leader.core().status().role());
    assertEquals(1, leader.core().status().term());
  }

  @ParameterizedTest
  @MethodSource("whatOnlyMembersMaySay")
  void turns_no_follower_away_from_its_leader(Message message) {
    Lone follower = Scene.server(Rules.OF_THE_PAPER);
    follower.receives(ANNA, append(3, LAST, 0));

    follower.receives(DORA, message);

    assertEquals(3, follower.core().status().term());
    assertEquals(Optional.of(ANNA), follower.core().status().leader());
  }

  @Test
  void takes_no_leaders_place_in_its_own_term() {
    Lone follower = Scene.server(Rules.OF_THE_PAPER);
    follower.receives(ANNA, append(3, LAST, 0));
    follower.forgetEffects();

    follower.receives(DORA, append(3, LAST, 5, Lone.entry(3, 6)));
    follower.receives(DORA, install(3));

    assertEquals(List.of(), follower.of(Effect.class));
    assertEquals(Optional.of(ANNA), follower.core().status().leader());
  }

  @Test
  void takes_no_leaders_place_by_a_snapshot_for_the_leader_itself() {
    Lone leader = Lone.leader(Rules.OF_THE_PAPER, ANNA, BERT);
    leader.forgetEffects();

    leader.receives(DORA, INSTALL);

    assertEquals(List.of(), leader.of(Effect.class));
    assertEquals(Role.LEADER, leader.core().status().role());
  }

  /** A server takes entries also from a leader that is not in its latest configuration (§4.1). */
  @Test
  void is_followed_where_it_leads_a_newer_term() {
    Lone follower = Scene.server(Rules.OF_THE_PAPER);
    follower.receives(ANNA, append(3, LAST, 0));

    follower.receives(DORA, append(4, LAST, 0));

    assertEquals(Optional.of(DORA), follower.core().status().leader());
  }

  /** Its voter may have been away when it joined; who has asked it to campaign has not. */
  @Test
  void gets_a_vote_where_no_leader_lives() {
    Lone server = Scene.server(Rules.OF_THE_PAPER);
    server.passes(300);

    server.receives(DORA, new Message.VoteRequest(4, LAST));
    server.persistAll();

    assertEquals(List.of(new Message.VoteReply(4, true)), server.sentTo(DORA));
  }

  @Test
  void is_a_member_to_those_whose_leader_asks_it_to_campaign() {
    Lone follower = Scene.server(Rules.OF_THE_PAPER);
    follower.receives(ANNA, append(3, LAST, 0));

    follower.receives(BERT, new Message.VoteRequest(4, LAST, true));
    follower.persistAll();

    assertEquals(new Message.VoteReply(4, true), follower.sentTo(BERT).getLast());
  }
}
