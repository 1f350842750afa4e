package minos.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import minos.kv.StateMachine;
import minos.node.disk.DurableLog;
import minos.node.disk.FaultyDisk;
import minos.node.disk.MemoryDisk;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.Membership;
import minos.raft.Message;
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
    disk.fail(FaultyDisk.Operation.FORCE, 0, 9, "the disk is gone");
    NodeLoop loop = loop(log);

    loop.start(); // it campaigns, and must write its vote down

    assertEquals("the disk is gone", fatal.get(10, TimeUnit.SECONDS).getMessage());
    assertFalse(loop.offer(replica -> {}));
    loop.close();
    assertEquals(1, fatalities.get());
    assertEquals(1, disk.failures(), "a failed force is never tried again");
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

  private NodeLoop loop(DurableLog log) {
    RaftConfig config = RaftConfig.of(N1, List.of(N1), 1);
    return new NodeLoop(
        "n1",
        log,
        persist ->
            new Replica(
                new RaftCore(config, Durable.NOTHING, Rules.OF_THE_PAPER, System.nanoTime()),
                new StateMachine(Rules.OF_THE_PAPER),
                new Replica.Outside() {
                  @Override
                  public void send(NodeId to, Message message) {}

                  @Override
                  public void persist(Effect.Write write) {
                    persist.accept(write);
                  }

                  @Override
                  public void changed(Effect.Transition transition) {}

                  @Override
                  public void reconfigured(Membership membership) {}
                }),
        System::nanoTime,
        why -> {
          fatalities.incrementAndGet();
          fatal.complete(why);
        });
  }
}
