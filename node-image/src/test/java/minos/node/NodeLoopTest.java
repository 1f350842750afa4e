package minos.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import minos.kv.StateMachine;
import minos.node.disk.DurableLog;
import minos.node.disk.FaultyDisk;
import minos.node.disk.Memory;
import minos.node.disk.MemoryDisk;
import minos.node.disk.SnapshotStore;
import minos.node.net.Departures;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.NodeId;
import minos.raft.RaftConfig;
import minos.raft.RaftCore;
import minos.raft.Rules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A server's loop")
@DisplayNameGeneration(ReplaceUnderscores.class)
class NodeLoopTest {
  private static final NodeId N1 = new NodeId("n1");
  private static final DurableLog.Settings SETTINGS =
      new DurableLog.Settings(N1, 1, 1 << 16, false, Rules.OF_THE_PAPER);

  private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();
  private final AtomicInteger fatalities = new AtomicInteger();

  @Test
  void ends_for_good_when_a_force_fails() throws Exception {
    FaultyDisk disk = new FaultyDisk(new MemoryDisk());
    DurableLog log = DurableLog.open(disk, SETTINGS, line -> {});
    disk.fail(FaultyDisk.Operation.FORCE, 0, 1, "the disk is gone");
    NodeLoop loop = loop(log);

    loop.start(); // it campaigns, and must write its vote down

    assertEquals("the disk is gone", fatal.get(10, TimeUnit.SECONDS).getMessage());
    assertFalse(loop.offer(replica -> {}));
    loop.close();
    assertEquals(1, fatalities.get());
  }

  @Test
  void ends_for_good_when_the_core_breaks() throws Exception {
    NodeLoop loop = loop(DurableLog.open(new MemoryDisk(), SETTINGS, line -> {}));
    loop.start();

    boolean taken =
        loop.offer(replica -> {
          throw new IllegalStateException("a bug");
        });

    assertTrue(taken);
    assertEquals("a bug", fatal.get(10, TimeUnit.SECONDS).getMessage());
    loop.close();
  }

  @Test
  void takes_no_more_than_its_memory_bears() throws Exception {
    NodeLoop loop = loop(DurableLog.open(new MemoryDisk(), SETTINGS, line -> {}));
    int taken = 0;
    while (taken < 1000 && loop.offer(1 << 20, replica -> {})) { // not started: all of it waits
      taken++;
    }

    loop.start();
    TestCluster.eventually("room again", () -> loop.offer(1, replica -> {}));
    loop.close();

    assertEquals(64, taken);
  }

  @Test
  void makes_nobody_wait_who_brings_work_while_it_works() throws Exception {
    NodeLoop loop = loop(DurableLog.open(new MemoryDisk(), SETTINGS, line -> {}));
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    CountDownLatch both = new CountDownLatch(2);
    loop.start();
    Thread busy =
        Thread.ofPlatform()
            .start(() -> {
              boolean ignored =
                  loop.offer(replica -> {
                    begun.countDown();
                    await(released);
                    both.countDown();
                  });
            });
    await(begun);

    boolean taken = loop.offer(replica -> both.countDown()); // would hang here

    released.countDown();
    await(both);
    assertTrue(taken);
    busy.join();
    loop.close();
  }

  @Test
  void does_one_thing_after_the_other_also_what_its_own_work_brings() throws Exception {
    NodeLoop loop = loop(DurableLog.open(new MemoryDisk(), SETTINGS, line -> {}));
    List<String> done = new CopyOnWriteArrayList<>();
    CountDownLatch ended = new CountDownLatch(1);
    loop.start();

    boolean taken =
        loop.offer(replica -> {
          boolean ignored =
              loop.offer(again -> {
                done.add("inner");
                ended.countDown();
              });
          done.add("outer");
        });

    await(ended);
    assertTrue(taken);
    assertEquals(List.of("outer", "inner"), done);
    loop.close();
  }

  @Test
  void is_run_by_one_thread_at_a_time_and_leaves_nothing_behind() throws Exception {
    NodeLoop loop = loop(DurableLog.open(new MemoryDisk(), SETTINGS, line -> {}));
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger clashes = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(4 * 1000);
    loop.start();
    List<Thread> guests = new ArrayList<>();
    for (int guest = 0; guest < 4; guest++) {
      guests.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 1000; i++) {
                  boolean ignored =
                      loop.offer(replica -> {
                        clashes.addAndGet(inside.incrementAndGet() - 1);
                        Thread.onSpinWait();
                        inside.decrementAndGet();
                        done.countDown();
                      });
                }
              }));
    }
    for (Thread guest : guests) {
      guest.join();
    }

    await(done);
    assertEquals(0, clashes.get());
    loop.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private NodeLoop loop(DurableLog log) throws IOException {
    RaftConfig config = RaftConfig.of(N1, List.of(N1), 1);
    return new NodeLoop(
        "n1",
        new Memory(log, SnapshotStore.open(new MemoryDisk()), Durable.NOTHING),
        hands ->
            new Replica(
                new RaftCore(config, Durable.NOTHING, Rules.OF_THE_PAPER, System.nanoTime()),
                new StateMachine(Rules.OF_THE_PAPER),
                new Nowhere() {
                  @Override
                  public void persist(Effect.Write write) {
                    hands.persist(write);
                  }
                }),
        System::nanoTime,
        new Departures(),
        why -> {
          fatalities.incrementAndGet();
          fatal.complete(why);
        });
  }
}
