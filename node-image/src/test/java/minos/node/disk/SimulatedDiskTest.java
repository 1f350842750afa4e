package minos.node.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import minos.raft.Ballot;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.NodeId;
import minos.raft.Payload;
import minos.raft.Rules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A simulated disk")
class SimulatedDiskTest extends DiskContract {
  private static final NodeId N1 = new NodeId("n1");
  private static final DurableLog.Settings SETTINGS =
      new DurableLog.Settings(N1, 1, 1 << 12, true, Rules.OF_THE_PAPER);
  private static final byte[] DATA = {1, 2, 3};

  private final SimulatedDisk disk = new SimulatedDisk();

  /** With forces that take their time, as those of a server that runs. */
  @Override
  Disk disk() {
    disk.beginSlowForces();
    return disk;
  }

  @Override
  Disk restarted() throws IOException {
    disk.finishForces();
    disk.losePower(new SplittableRandom(1));
    disk.beginQuickForces();
    return disk;
  }

  @Test
  void can_lose_what_it_was_asked_to_force_until_the_force_has_ended() throws IOException {
    int lost = 0;
    for (int seed = 0; seed < 50; seed++) {
      SimulatedDisk each = new SimulatedDisk();
      each.beginSlowForces();
      Disk.File file = each.open("f");
      file.write(0, DATA);
      file.force();

      each.losePower(new SplittableRandom(seed));
      lost += each.open("f").size() == 0 ? 1 : 0;
    }

    assertTrue(lost > 5, lost + " of 50");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void keeps_what_it_has_forced(long seed) throws IOException {
    disk.beginSlowForces();
    Disk.File file = disk.open("f");
    disk.forceNames();
    file.write(0, DATA);
    file.force();
    disk.finishForces();

    disk.losePower(new SplittableRandom(seed));

    assertArrayEquals(DATA, disk.open("f").read(0, 3));
  }

  @Test
  void keeps_what_was_written_when_only_the_process_ends() throws IOException {
    disk.beginSlowForces();
    Disk.File file = disk.open("f");
    file.write(0, DATA);
    file.force();

    disk.beginQuickForces();

    assertArrayEquals(DATA, disk.open("f").read(0, 3));
  }

  @Test
  void forgets_the_forces_that_an_earlier_process_asked_for() throws IOException {
    disk.beginSlowForces();
    Disk.File file = disk.open("f");
    file.write(0, DATA);
    file.force();

    disk.losePower(new SplittableRandom(1));
    disk.beginQuickForces();
    disk.beginSlowForces();

    assertDoesNotThrow(disk::finishForces);
  }

  /** Else it would count as durable what the operating system alone has, and vote twice. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void never_loses_what_a_restarted_server_has_found_on_it(long seed) throws IOException {
    Ballot vote = new Ballot(7, Optional.of(N1));
    DurableLog first = reopened();
    disk.beginSlowForces();
    first.stage(new Effect.Write(1, Optional.of(vote), OptionalLong.empty(), List.of()));
    first.commit();

    Ballot found = reopened().recovered().ballot();
    disk.losePower(new SplittableRandom(seed));

    assertEquals(vote, found);
    assertEquals(vote, reopened().recovered().ballot());
  }

  /** A real process would wait for the force there, and has not written anything more. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void has_nothing_later_where_its_process_ends_before_a_force(long seed) throws IOException {
    SimulatedDisk each =
        new SimulatedDisk(point -> {
          throw new IllegalStateException(point.label());
        });
    DurableLog log = DurableLog.open(each, SETTINGS, line -> {});
    each.beginSlowForces();
    SabotagedDisk.Report ignored = each.obey("crash before-ballot-force");
    Entry entry = new Entry(new EntryId(7, 1), Entry.Kind.COMMAND, new Payload(DATA));
    log.stage(
        new Effect.Write(
            1, Optional.of(new Ballot(7, Optional.of(N1))), OptionalLong.empty(), List.of(entry)));

    assertThrows(IllegalStateException.class, log::commit);
    each.losePower(new SplittableRandom(seed));
    each.beginQuickForces();

    assertEquals(List.of(), DurableLog.open(each, SETTINGS, line -> {}).recovered().log());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void has_forced_the_earlier_where_a_later_force_holds_at_once(long seed) throws IOException {
    disk.beginSlowForces();
    Disk.File first = disk.open("f");
    Disk.File second = disk.open("g");
    disk.forceNames();
    first.write(0, DATA);
    first.force();

    disk.quickly(second::force);
    disk.losePower(new SplittableRandom(seed));

    assertArrayEquals(DATA, disk.open("f").read(0, 3));
  }

  private DurableLog reopened() throws IOException {
    disk.beginQuickForces();
    return DurableLog.open(disk, SETTINGS, line -> {});
  }
}
