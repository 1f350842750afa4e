package minos.node.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.NodeId;
import minos.raft.Payload;
import minos.raft.Rules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A log whose beginning was removed")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CompactedLogTest {
  private static final String LARGE = "x".repeat(700);

  private final List<String> notices = new ArrayList<>();

  @Test
  void keeps_a_segment_that_a_later_one_cuts_into() throws IOException {
    Disk disk = new MemoryDisk();
    DurableLog log = open(disk);
    for (long index = 1; index <= 4; index++) {
      commit(log, write(0, entry(1, index, LARGE)));
    }
    commit(log, write(4, entry(2, 4, LARGE), entry(2, 5, "z")));

    log.compact(new EntryId(2, 5));

    assertEquals(
        List.of(entry(2, 4, LARGE), entry(2, 5, "z")), after(3, open(disk).recovered().log()));
    assertEquals(List.of(), notices);
  }

  @Test
  void is_whole_after_any_cuts_and_compactions() throws IOException {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Disk disk = new MemoryDisk();
      DurableLog log = open(disk);
      List<Entry> model = new ArrayList<>();
      int committed = 0;
      for (int i = 0; i < 60; i++) {
        int from = committed + random.nextInt(model.size() - committed + 1);
        Effect.Write write = rewrite(from, 1 + i / 4, model, random);
        commit(log, write);
        if (random.nextInt(3) == 0) {
          committed += random.nextInt(model.size() - committed + 1);
          log.compact(committed == 0 ? EntryId.NONE : model.get(committed - 1).id());
        }
        if (random.nextInt(5) == 0) {
          log.close();
          log = open(disk);
          int base = (int) log.base().index();
          assertTrue(base <= committed, "seed " + seed);
          assertEquals(model.subList(base, model.size()), log.recovered().log(), "seed " + seed);
          assertEquals(base == 0 ? EntryId.NONE : model.get(base - 1).id(), log.base());
        }
      }
      assertEquals(List.of(), notices, "seed " + seed);
    }
  }

  /** Cuts the model after so many entries, and appends one to three others. */
  private Effect.Write rewrite(int from, long term, List<Entry> model, Random random) {
    boolean cuts = from < model.size();
    model.subList(from, model.size()).clear();
    List<Entry> added = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      added.add(entry(term, from + 1 + added.size(), "x".repeat(random.nextInt(300))));
    }
    model.addAll(added);
    return write(cuts ? from + 1 : 0, added.toArray(Entry[]::new));
  }

  private static List<Entry> after(long index, List<Entry> log) {
    return log.stream().filter(entry -> entry.index() > index).toList();
  }

  private DurableLog open(Disk disk) throws IOException {
    return DurableLog.open(
        disk,
        new DurableLog.Settings(new NodeId("n1"), 7, 1 << 10, true, Rules.OF_THE_PAPER),
        notices::add);
  }

  private static void commit(DurableLog log, Effect.Write write) throws IOException {
    log.stage(write);
    log.commit();
  }

  private static Effect.Write write(long cut, Entry... entries) {
    return new Effect.Write(
        1,
        Optional.empty(),
        cut > 0 ? OptionalLong.of(cut) : OptionalLong.empty(),
        List.of(entries));
  }

  private static Entry entry(long term, long index, String text) {
    return new Entry(
        new EntryId(term, index), Entry.Kind.COMMAND, new Payload(DiskContract.bytes(text)));
  }
}
