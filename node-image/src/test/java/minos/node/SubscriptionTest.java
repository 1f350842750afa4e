package minos.node;

import static minos.node.TestCluster.done;
import static minos.node.TestCluster.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import minos.client.socket.LogEntry;
import minos.client.socket.Subscription;
import minos.kv.Command;
import minos.kv.Command.Change;
import minos.raft.Entry;
import minos.raft.NodeId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A subscription to committed entries")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SubscriptionTest {
  @TempDir private Path folder;

  /** Remembers what it hears. */
  private static final class Heard implements Subscription.Listener {
    final List<LogEntry> entries = new CopyOnWriteArrayList<>();
    final List<Subscription.End> ends = new CopyOnWriteArrayList<>();

    @Override
    public void committed(LogEntry entry) {
      entries.add(entry);
    }

    @Override
    public void ended(Subscription.End why) {
      ends.add(why);
    }

    List<Long> numbers() {
      return entries.stream().map(LogEntry::lsn).toList();
    }

    List<Change> changes() {
      List<Change> changes = new ArrayList<>();
      for (LogEntry entry : entries) {
        if (entry.command().orElse(null) instanceof Command.InSession command) {
          changes.add(command.change());
        }
      }
      return changes;
    }
  }

  @Test
  void tells_every_entry_once_in_order_from_each_server() throws IOException {
    try (TestCluster cluster = new TestCluster(folder, 3).startAll()) {
      List<Heard> all = new ArrayList<>();
      List<Subscription> subscriptions = new ArrayList<>();
      for (NodeId node : cluster.addresses.keySet()) {
        Heard heard = new Heard();
        all.add(heard);
        subscriptions.add(Subscription.open(at(cluster, node), 1, heard));
      }
      var anna = cluster.client();
      List<Change> puts = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        puts.add(new Change.Put("x", "" + i));
        assertEquals(done(), anna.put("x", "" + i));
      }

      for (Heard heard : all) {
        eventually("all fifty", () -> heard.changes().size() >= 50);
        assertEquals(puts, heard.changes());
        assertEquals(upTo(heard.entries.size()), heard.numbers());
        assertEquals(Entry.Kind.NO_OP, heard.entries.getFirst().kind());
        assertTrue(heard.entries.getFirst().term() >= 1);
        assertEquals(List.of(), heard.ends);
      }
      subscriptions.forEach(Subscription::close);
    }
  }

  @Test
  void goes_on_at_another_server_where_it_broke_off() throws IOException {
    try (TestCluster cluster = new TestCluster(folder, 3).startAll()) {
      var anna = cluster.client();
      assertEquals(done(), anna.put("x", "before"));
      NodeId leader = cluster.leader();
      Heard heard = new Heard();
      Subscription first = Subscription.open(at(cluster, leader), 1, heard);
      eventually("the first", () -> heard.changes().size() == 1);

      cluster.stop(leader);
      eventually("the end", () -> heard.ends.size() == 1);
      assertEquals(done(), anna.put("x", "after"));
      Subscription second = Subscription.open(at(cluster, cluster.leader()), first.next(), heard);

      eventually("the second", () -> heard.changes().size() == 2);
      assertInstanceOf(Subscription.End.Lost.class, heard.ends.getFirst());
      assertEquals(upTo(heard.entries.size()), heard.numbers());
      second.close();
    }
  }

  @Test
  void waits_for_an_entry_that_is_yet_to_come() throws IOException {
    try (TestCluster cluster = new TestCluster(folder, 1).startAll()) {
      NodeId leader = cluster.leader();
      Heard heard = new Heard();
      Subscription subscription = Subscription.open(at(cluster, leader), 5, heard);
      var anna = cluster.client();
      for (String value : List.of("a", "b", "c")) {
        assertEquals(done(), anna.put("x", value)); // entries 4, 5 and 6: no-op, members, session
      }

      eventually("two", () -> heard.entries.size() == 2);
      assertEquals(List.of(5L, 6L), heard.numbers());
      subscription.close();
    }
  }

  @Test
  void of_a_subscriber_that_does_not_read_holds_nobody_up() throws Exception {
    try (TestCluster cluster = new TestCluster(folder, 1).startAll()) {
      NodeId leader = cluster.leader();
      CountDownLatch goOn = new CountDownLatch(1);
      Heard heard = new Heard();
      Subscription stuck =
          Subscription.open(
              at(cluster, leader),
              1,
              new Subscription.Listener() {
                @Override
                public void committed(LogEntry entry) {
                  try {
                    goOn.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  heard.committed(entry);
                }

                @Override
                public void ended(Subscription.End why) {
                  heard.ended(why);
                }
              });
      var anna = cluster.client();
      String large = "v".repeat(1 << 20);
      for (int i = 0; i < 40; i++) {
        assertEquals(done(), anna.put("x", large)); // far more than the sockets hold
      }
      goOn.countDown();

      eventually("all of them, late", () -> heard.changes().size() == 40);
      assertEquals(upTo(43), heard.numbers());
      stuck.close();
    }
  }

  @Test
  void that_nobody_listens_for_says_so_and_closed_says_nothing() throws IOException {
    try (TestCluster cluster = new TestCluster(folder, 1)) {
      Heard heard = new Heard();
      Subscription nowhere = Subscription.open(at(cluster, new NodeId("n1")), 1, heard);
      eventually("the end", () -> heard.ends.size() == 1);
      assertInstanceOf(Subscription.End.Lost.class, heard.ends.getFirst());
      assertEquals(1, nowhere.next());
      assertThrows(
          IllegalArgumentException.class,
          () -> Subscription.open(at(cluster, new NodeId("n1")), 0, heard));
    }
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private static InetSocketAddress at(TestCluster cluster, NodeId node) {
    return Objects.requireNonNull(cluster.addresses.get(node)).resolve();
  }
}
