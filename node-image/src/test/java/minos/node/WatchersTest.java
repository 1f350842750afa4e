package minos.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import minos.node.net.Inbound.News;
import minos.raft.Chunk;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.Event;
import minos.raft.Membership;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.Payload;
import minos.raft.RaftConfig;
import minos.raft.RaftCore;
import minos.raft.Rules;
import minos.raft.SnapshotMark;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Of a log with entries 1 to 4, of which the first two are applied. */
@DisplayName("Who waits for committed entries")
@DisplayNameGeneration(ReplaceUnderscores.class)
class WatchersTest {
  private final List<News> heard = new ArrayList<>();
  private final Consumer<News> anna = heard::add;
  private final RaftCore core = core();
  private final Watchers watchers = new Watchers(core);

  @Test
  void hears_what_is_applied_and_nothing_that_may_yet_be_replaced() {
    watchers.onApplied(2);

    watchers.add(1, anna);

    assertEquals(List.of(List.of(1L, 2L)), indexes());
  }

  @Test
  void hears_from_the_one_on_that_was_asked_for() {
    watchers.onApplied(3);

    watchers.add(2, anna);

    assertEquals(List.of(List.of(2L, 3L)), indexes());
  }

  @Test
  void waits_until_there_is_something_and_is_told_once() {
    watchers.onApplied(2);

    watchers.add(3, anna);
    List<News> before = List.copyOf(heard);
    watchers.onApplied(3);
    watchers.onApplied(4);

    assertEquals(List.of(), before);
    assertEquals(List.of(List.of(3L)), indexes());
  }

  @Test
  void waits_on_where_an_earlier_entry_is_applied() {
    watchers.onApplied(2);
    watchers.add(4, anna);

    watchers.onApplied(3);

    assertEquals(List.of(), heard);
  }

  @Test
  void hears_nothing_any_more_when_it_is_forgotten() {
    watchers.onApplied(2);
    watchers.add(3, anna);

    watchers.forget(anna);
    watchers.onApplied(3);

    assertEquals(List.of(), heard);
  }

  /** What is not there to be applied, nobody need wait for. */
  @Test
  void hears_at_once_that_a_snapshot_has_taken_the_place_of_what_it_waits_for() {
    RaftCore follower = new RaftCore(config(), Durable.NOTHING, Rules.OF_THE_PAPER, 0);
    Watchers onFollower = new Watchers(follower);
    onFollower.add(3, anna);

    installs(follower, new EntryId(1, 5));
    List<News> before = List.copyOf(heard);
    onFollower.answer();
    onFollower.add(5, anna);
    onFollower.add(6, anna);

    assertEquals(List.of(), before);
    assertEquals(List.of(new News.Compacted(6), new News.Compacted(6)), heard);
  }

  private static void installs(RaftCore follower, EntryId last) {
    NodeId leader = new NodeId("n2");
    SnapshotMark mark = new SnapshotMark(last, Membership.of(List.of(new NodeId("n1"), leader)));
    Chunk chunk = Chunk.of(0, new Payload(new byte[1]), true);
    Consumer<Effect> nobody = effect -> {};
    follower.step(
        new Event.Received(leader, new Message.InstallRequest(1, mark, chunk, 0)), nobody);
    follower.step(new Event.SnapshotReceived(mark, 1), nobody);
  }

  private List<List<Long>> indexes() {
    List<List<Long>> all = new ArrayList<>();
    for (News news : heard) {
      if (news instanceof News.Entries(List<Entry> entries)) {
        all.add(entries.stream().map(Entry::index).toList());
      }
    }
    return all;
  }

  private static RaftConfig config() {
    NodeId n1 = new NodeId("n1");
    return RaftConfig.of(n1, List.of(n1), 1);
  }

  private static RaftCore core() {
    RaftCore core = new RaftCore(config(), Durable.NOTHING, Rules.OF_THE_PAPER, 0);
    List<Effect.Write> writes = new ArrayList<>();
    Consumer<Effect> disk =
        effect -> {
          if (effect instanceof Effect.Write write) {
            writes.add(write);
          }
        };
    core.step(new Event.Tick(core.nextDeadlineNanos()), disk);
    for (int i = 0; i < 5; i++) {
      core.step(new Event.Persisted(writes.getLast().number()), disk);
    }
    while (core.status().lastIndex() < 4) {
      core.step(new Event.Proposed(core.status().lastIndex(), new Payload(new byte[1])), disk);
    }
    return core;
  }
}
