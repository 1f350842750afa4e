package minos.raft;

import static minos.raft.Scene.ANNA;
import static minos.raft.Scene.BERT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import minos.node.disk.Disk;
import minos.node.disk.DurableLog;
import minos.node.disk.FaultyDisk;
import minos.node.disk.FaultyDisk.Operation;
import minos.node.disk.MemoryDisk;
import minos.node.disk.VolatileDisk;

/** Scenes of what a server keeps on its disk, and of what it finds there. */
final class StorageScenes {
  private static final NodeId ME = new NodeId("me");
  private static final String FIRST = "log-0000000001";
  private static final int ONE_FOR_ALL = 1 << 20;
  private static final int ONE_FOR_EACH = 1 << 10;

  /** The power fails, and nothing survives that was not forced. */
  private static final Random ALL_LOST =
      new Random(1) {
        @Override
        public boolean nextBoolean() {
          return true;
        }

        @Override
        public int nextInt(int bound) {
          return 0;
        }
      };

  private StorageScenes() {}

  static Stream<Scene> all() {
    return Stream.of(
        new Scene("EL02", StorageScenes::termAfterRestart, 7L, 2L),
        scene("RP17", StorageScenes::termOfReplacedEntry, 2L, 1L),
        scene("ST02", StorageScenes::entriesAfterPowerFailure, 1, 0),
        scene("ST03", StorageScenes::afterLostVote, "ended", "voted, and remembers term 0"),
        scene("ST04", StorageScenes::afterFailedForce, "ended", "went on, and has 0 entries"),
        scene("ST05", StorageScenes::entriesAfterTornWrite, 1, 2),
        scene("ST06", StorageScenes::knowsOfDamage, true, false),
        scene("ST07", StorageScenes::damageByLeftovers, 0L, 1L),
        scene("ST09", StorageScenes::entriesInTwoFiles, 2, 1),
        new Scene("ST10", StorageScenes::commandsTakenWhenFull, 0L, 1L));
  }

  /** A scene on a disk. */
  private interface OnDisk {
    Object play(Rules rules) throws IOException;
  }

  private static Scene scene(String flaw, OnDisk scene, Object lawful, Object flawed) {
    Function<Rules, Object> observed =
        rules -> {
          try {
            return scene.play(rules);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    return new Scene(flaw, observed, lawful, flawed);
  }

  private static Object termAfterRestart(Rules rules) {
    Durable durable = new Durable(new Ballot(7, Optional.of(ANNA)), Lone.log(1, 2));
    return new Lone(durable, rules, ANNA, BERT).core().status().term();
  }

  private static Object commandsTakenWhenFull(Rules rules) {
    Lone leader = Lone.leader(rules, ANNA, BERT);
    long before = leader.core().status().lastIndex();
    leader.steps(new Event.SpaceChanged(Space.LOW));
    leader.steps(new Event.Proposed(42, new Payload(new byte[1])));
    return leader.core().status().lastIndex() - before;
  }

  private static DurableLog open(Disk disk, int segmentBytes, Rules rules) throws IOException {
    DurableLog.Settings settings = new DurableLog.Settings(ME, 9, segmentBytes, true, rules);
    return DurableLog.open(disk, settings, line -> {});
  }

  /** A log with an empty entry of term 1, and a vote in that term. */
  private static DurableLog begun(Disk disk, int segmentBytes, Rules rules) throws IOException {
    DurableLog log = open(disk, segmentBytes, rules);
    commit(log, Optional.of(new Ballot(1, Optional.of(ME))), 0, entry(1, 1, 0));
    return log;
  }

  private static void commit(DurableLog log, Optional<Ballot> ballot, long cut, Entry... entries)
      throws IOException {
    OptionalLong truncateFrom = cut > 0 ? OptionalLong.of(cut) : OptionalLong.empty();
    log.stage(new Effect.Write(1, ballot, truncateFrom, List.of(entries)));
    log.commit();
  }

  private static Entry entry(long term, long index, int bytes) {
    byte[] payload = new byte[bytes];
    Arrays.fill(payload, (byte) 'x');
    return new Entry(new EntryId(term, index), Entry.Kind.COMMAND, new Payload(payload));
  }

  private static int entries(Disk disk, int segmentBytes, Rules rules) throws IOException {
    return open(disk, segmentBytes, rules).recovered().log().size();
  }

  private static Object termOfReplacedEntry(Rules rules) throws IOException {
    Disk disk = new MemoryDisk();
    DurableLog log = begun(disk, ONE_FOR_ALL, rules);
    commit(log, Optional.empty(), 0, entry(1, 2, 10), entry(1, 3, 10));
    commit(log, Optional.of(new Ballot(2, Optional.empty())), 2, entry(2, 2, 10));
    return open(disk, ONE_FOR_ALL, rules).recovered().log().get(1).term();
  }

  private static Object entriesAfterPowerFailure(Rules rules) throws IOException {
    VolatileDisk disk = new VolatileDisk(new MemoryDisk());
    begun(disk, ONE_FOR_ALL, rules);
    disk.crash(ALL_LOST);
    return entries(disk, ONE_FOR_ALL, rules);
  }

  private static Object afterLostVote(Rules rules) throws IOException {
    FaultyDisk disk = new FaultyDisk(new MemoryDisk());
    DurableLog log = open(disk, ONE_FOR_ALL, rules);
    disk.fail(Operation.WRITE, 0, 1, "broken");
    try {
      commit(log, Optional.of(new Ballot(1, Optional.of(ANNA))), 0);
    } catch (IOException e) {
      return "ended";
    }
    Ballot remembered = open(disk, ONE_FOR_ALL, rules).recovered().ballot();
    return "voted, and remembers term " + remembered.term();
  }

  private static Object afterFailedForce(Rules rules) throws IOException {
    VolatileDisk below = new VolatileDisk(new MemoryDisk());
    FaultyDisk disk = new FaultyDisk(below);
    DurableLog log = open(disk, ONE_FOR_ALL, rules);
    commit(log, Optional.of(new Ballot(1, Optional.of(ME))), 0);
    disk.fail(Operation.FORCE, 0, 1, "broken");
    try {
      commit(log, Optional.empty(), 0, entry(1, 1, 0));
    } catch (IOException e) {
      return "ended";
    }
    below.crash(ALL_LOST);
    return "went on, and has " + entries(disk, ONE_FOR_ALL, rules) + " entries";
  }

  /** Of the second entry, its end has arrived, and the sector at this offset has not. */
  private static Disk torn(long missing, Rules rules) throws IOException {
    Disk disk = new MemoryDisk();
    DurableLog log = begun(disk, ONE_FOR_ALL, rules);
    commit(log, Optional.empty(), 0, entry(1, 2, 3000));
    try (Disk.File file = disk.open(FIRST)) {
      file.write(missing, new byte[512]);
    }
    return disk;
  }

  private static Object entriesAfterTornWrite(Rules rules) throws IOException {
    return entries(torn(2048, rules), ONE_FOR_ALL, rules);
  }

  private static Object damageByLeftovers(Rules rules) throws IOException {
    Disk disk = torn(2048, rules);
    commit(open(disk, ONE_FOR_ALL, rules), Optional.empty(), 0, entry(1, 2, 10));
    return open(disk, ONE_FOR_ALL, rules).recovered().damagedIn();
  }

  private static Object knowsOfDamage(Rules rules) throws IOException {
    FaultyDisk disk = new FaultyDisk(new MemoryDisk());
    DurableLog log = begun(disk, ONE_FOR_ALL, rules);
    commit(log, Optional.empty(), 0, entry(1, 2, 100));
    commit(log, Optional.empty(), 0, entry(1, 3, 100));
    disk.flip(FIRST, 650, 1);
    return open(disk, ONE_FOR_ALL, rules).recovered().damagedIn() > 0;
  }

  private static Object entriesInTwoFiles(Rules rules) throws IOException {
    VolatileDisk disk = new VolatileDisk(new MemoryDisk());
    DurableLog log = begun(disk, ONE_FOR_EACH, rules);
    log.prepare(() -> {});
    commit(log, Optional.empty(), 0, entry(1, 2, 10));
    disk.crash(ALL_LOST);
    return entries(disk, ONE_FOR_EACH, rules);
  }
}
