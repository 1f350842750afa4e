package minos.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import minos.node.disk.MemoryDisk;
import minos.node.disk.SnapshotStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All but the test itself runs on the thread under test, which ends before anybody looks. */
@DisplayName("The thread for snapshots")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SnapshotThreadTest {
  private final List<Long> rests = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private long now;

  private SnapshotThread thread() throws IOException {
    return new SnapshotThread(
        "snapshots", SnapshotStore.open(new MemoryDisk()), () -> now, rests::add, failures::add);
  }

  private void run(SnapshotThread thread, StoredSnapshots.Step... steps)
      throws InterruptedException {
    for (StoredSnapshots.Step step : steps) {
      thread.add(step);
    }
    thread.start();
    thread.close();
  }

  private StoredSnapshots.Step takes(long micros) {
    return () -> now += TimeUnit.MICROSECONDS.toNanos(micros);
  }

  @ParameterizedTest(name = "{0} us: {1} us")
  @CsvSource({"1000, 3000", "20000, 60000", "33333, 99999", "33334, 100000", "9000000, 100000"})
  void rests_three_times_as_long_as_a_step_took_but_never_for_long(long step, long rest)
      throws Exception {
    run(thread(), takes(step));

    assertEquals(List.of(TimeUnit.MICROSECONDS.toNanos(rest)), rests);
  }

  @Test
  void does_not_rest_after_what_took_less_than_a_millisecond() throws Exception {
    run(thread(), takes(0), takes(999));

    assertEquals(List.of(), rests);
  }

  @Test
  void rests_after_each_step_for_that_step() throws Exception {
    run(thread(), takes(2_000), takes(1_000), takes(10), takes(5_000));

    assertEquals(List.of(6_000_000L, 3_000_000L, 15_000_000L), rests);
  }

  @Test
  void does_not_rest_when_it_is_to_end() throws Exception {
    SnapshotThread thread =
        new SnapshotThread(
            "snapshots",
            SnapshotStore.open(new MemoryDisk()),
            () -> now += 5_000_000, // at each look, so that also its last step takes a while
            rests::add,
            failures::add);

    run(thread, () -> {});

    assertEquals(List.of(15_000_000L), rests);
  }

  @Test
  void carries_out_in_order_what_waits_before_it_ends() throws Exception {
    run(thread(), () -> done.add("one"), () -> done.add("two"), () -> done.add("three"));

    assertEquals(List.of("one", "two", "three"), done);
    assertEquals(List.of(), failures);
  }

  @Test
  void ends_with_the_first_failure_and_says_so() throws Exception {
    IOException broken = new IOException("broken");

    run(
        thread(),
        () -> {
          throw broken;
        },
        () -> done.add("more"));

    assertEquals(List.of(broken), failures);
    assertEquals(List.of(), done);
  }
}
