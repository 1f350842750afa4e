package minos.node.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.node.events.NodeEvent.Kind;
import minos.raft.Ballot;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.NodeId;
import minos.raft.Payload;
import minos.raft.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The chronicle of a server")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ChronicleTest {
  private static final NodeId N1 = new NodeId("n1");
  private static final NodeId N2 = new NodeId("n2");
  private static final NodeId N3 = new NodeId("n3");
  private static final long SECOND = 1_000_000_000L;

  private final List<String> told = new ArrayList<>();
  private final Chronicle chronicle =
      new Chronicle(
          N1,
          event ->
              told.add(
                  event.kind().word()
                      + " "
                      + event.term()
                      + " "
                      + event.index()
                      + (event.details().isEmpty() ? "" : " " + event.details())));

  @Test
  void tells_of_an_election_won_and_an_office_lost() {
    changed(Role.CANDIDATE, 1, Optional.empty());
    changed(Role.LEADER, 1, Optional.of(N1));
    changed(Role.FOLLOWER, 2, Optional.empty());
    changed(Role.FOLLOWER, 2, Optional.of(N2));
    changed(Role.FOLLOWER, 2, Optional.of(N2));
    changed(Role.FOLLOWER, 3, Optional.of(N3));
    changed(Role.CANDIDATE, 4, Optional.empty());

    assertEquals(
        List.of(
            "election-started 1 0",
            "election-won 1 0",
            "stepped-down 1 0",
            "leader-known 2 0 {leader=n2}",
            "leader-known 3 0 {leader=n3}",
            "leader-lost 3 0 {leader=n3}",
            "election-started 4 0"),
        told);
  }

  @Test
  void tells_of_votes_for_others_only() {
    chronicle.remembered(new Ballot(3, Optional.of(N1)));
    chronicle.remembered(new Ballot(4, Optional.empty()));
    chronicle.remembered(new Ballot(4, Optional.of(N2)));

    assertEquals(List.of("voted 4 0 {for=n2}"), told);
  }

  @Test
  void tells_of_one_commit_a_second_and_of_the_last_before_anything_else() {
    for (int i = 1; i <= 10; i++) {
      chronicle.applied(entry(i), i * SECOND / 4);
    }
    changed(Role.CANDIDATE, 2, Optional.empty());
    changed(Role.CANDIDATE, 3, Optional.empty());

    assertEquals(
        List.of(
            "committed 1 1 {entryTerm=1}",
            "committed 1 5 {entryTerm=1}",
            "committed 1 9 {entryTerm=1}",
            "committed 1 10 {entryTerm=1}",
            "election-started 2 10",
            "election-started 3 10"),
        told);
  }

  @Test
  void tells_of_sessions_and_snapshots_where_they_belong() {
    chronicle.applied(entry(1), 0);
    chronicle.applied(entry(2), 1);
    chronicle.sessionOpened(2);
    chronicle.snapshotTaken(new EntryId(1, 1));
    chronicle.snapshotInstalled(new EntryId(1, 9));
    chronicle.tell(Kind.STOPPED, Map.of());

    assertEquals(
        List.of(
            "committed 1 1 {entryTerm=1}",
            "committed 1 2 {entryTerm=1}",
            "session-opened 1 2 {session=2}",
            "snapshot-taken 1 1",
            "snapshot-installed 1 9",
            "stopped 1 9"),
        told);
  }

  private void changed(Role role, long term, Optional<NodeId> leader) {
    chronicle.changed(new Effect.Transition(role, term, leader));
  }

  private static Entry entry(long index) {
    return new Entry(new EntryId(1, index), Entry.Kind.COMMAND, new Payload(new byte[0]));
  }
}
