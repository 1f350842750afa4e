package minos.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import minos.raft.Ballot;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.Membership;
import minos.raft.NodeId;
import minos.raft.Payload;
import minos.raft.SnapshotMark;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("What a disk must hold")
@DisplayNameGeneration(ReplaceUnderscores.class)
class KnownDiskTest {
  private static final Ballot VOTE = new Ballot(2, Optional.of(new NodeId("n1")));
  private static final Entry FIRST = entry(1, 1);
  private static final Entry SECOND = entry(1, 2);
  private static final Entry OTHER = entry(2, 2);

  private final KnownDisk disk = new KnownDisk();

  @Test
  void is_what_was_said_to_be_forced_and_no_more() {
    submit(1, OptionalLong.empty(), FIRST);
    submit(2, OptionalLong.empty(), SECOND);

    disk.forced(1);

    assertTrue(disk.holds(FIRST.id()));
    assertFalse(disk.holds(SECOND.id()));
    assertEquals(1, disk.lastIndex());
  }

  @Test
  void may_hold_of_what_was_not_forced_whatever_has_arrived() {
    submit(1, OptionalLong.empty(), FIRST, SECOND);
    disk.forced(1);
    submit(2, OptionalLong.of(2), OTHER);

    disk.found(new Durable(VOTE, List.of(FIRST)), false);

    assertFalse(disk.holds(SECOND.id()));
  }

  @Test
  void must_not_lack_a_forced_entry() {
    submit(1, OptionalLong.empty(), FIRST, SECOND);
    disk.forced(1);

    assertBreach(new Durable(VOTE, List.of(FIRST)));
  }

  @Test
  void must_not_hold_what_was_replaced() {
    submit(1, OptionalLong.empty(), FIRST, SECOND);
    submit(2, OptionalLong.of(2), OTHER);
    disk.forced(2);

    assertBreach(new Durable(VOTE, List.of(FIRST, SECOND)));
  }

  @Test
  void must_not_forget_a_vote_or_a_term() {
    submit(1, OptionalLong.empty());
    disk.forced(1);

    assertBreach(new Durable(new Ballot(2, Optional.empty()), List.of()));
    assertBreach(new Durable(new Ballot(1, VOTE.votedFor()), List.of()));
  }

  @Test
  void is_excused_for_what_a_harmed_snapshot_covered() {
    NodeId self = new NodeId("n1");
    disk.keeps(new SnapshotMark(SECOND.id(), Membership.of(List.of(self))));

    disk.found(new Durable(VOTE, List.of()), true);

    assertTrue(disk.holds(SECOND.id()));
    assertFalse(disk.holds(entry(1, 3).id()));
  }

  @Test
  void is_excused_where_somebody_has_harmed_it_but_not_forgotten() {
    submit(1, OptionalLong.empty(), FIRST);
    disk.forced(1);

    disk.found(new Durable(VOTE, List.of()), true);

    assertTrue(disk.holds(FIRST.id()));
    assertEquals(0, disk.lastIndex());
  }

  private void submit(long number, OptionalLong truncateFrom, Entry... entries) {
    disk.submit(new Effect.Write(number, Optional.of(VOTE), truncateFrom, List.of(entries)));
  }

  private void assertBreach(Durable found) {
    Breach breach = assertThrows(Breach.class, () -> disk.found(found, false));
    assertTrue(String.valueOf(breach.getMessage()).startsWith("What was forced stays: "));
  }

  private static Entry entry(long term, long index) {
    return new Entry(new EntryId(term, index), Entry.Kind.COMMAND, new Payload(new byte[] {1}));
  }
}
