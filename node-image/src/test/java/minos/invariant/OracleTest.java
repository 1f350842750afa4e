package minos.invariant;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import minos.raft.Ballot;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.Membership;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.Payload;
import minos.raft.RaftCore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("An acknowledgement of entries")
@DisplayNameGeneration(ReplaceUnderscores.class)
class OracleTest {
  private static final NodeId N1 = new NodeId("n1");
  private static final NodeId N2 = new NodeId("n2");
  private static final Message OF_TERM_3 = new Message.AppendReply(3, true, 2, 1);

  private final KnownDisk disk = new KnownDisk();
  private final Oracle oracle = new Oracle(Map.of(), new LawfulModel());

  @Test
  void must_be_durable() {
    keep(1, 3, OptionalLong.empty(), entry(3, 1));

    assertThrows(Breach.class, () -> oracle.onMessage(new Told(disk), N2, OF_TERM_3));
  }

  @Test
  void of_what_is_on_disk_is_right() {
    keep(1, 3, OptionalLong.empty(), entry(3, 1), entry(3, 2));

    assertDoesNotThrow(() -> oracle.onMessage(new Told(disk), N2, OF_TERM_3));
  }

  @Test
  void of_a_term_that_is_over_may_come_after_a_newer_leader_cut_them_off() {
    keep(1, 3, OptionalLong.empty(), entry(3, 1), entry(3, 2));
    keep(2, 4, OptionalLong.of(2));

    assertDoesNotThrow(() -> oracle.onMessage(new Told(disk), N2, OF_TERM_3));
  }

  private void keep(long number, long term, OptionalLong cut, Entry... entries) {
    disk.submit(
        new Effect.Write(
            number, Optional.of(new Ballot(term, Optional.empty())), cut, List.of(entries)));
    disk.forced(number);
  }

  private static Entry entry(long term, long index) {
    return new Entry(new EntryId(term, index), Entry.Kind.COMMAND, Payload.EMPTY);
  }

  /** A server of which nothing is asked but its disk. */
  private record Told(KnownDisk disk) implements Observed {
    @Override
    public NodeId id() {
      return N1;
    }

    @Override
    public Incarnation incarnation() {
      return new Incarnation(N1, 1);
    }

    @Override
    public RaftCore.Status believes() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Membership membership() {
      throw new UnsupportedOperationException();
    }

    @Override
    public long monotonic() {
      return 0;
    }

    @Override
    public Membership initial() {
      throw new UnsupportedOperationException();
    }
  }
}
