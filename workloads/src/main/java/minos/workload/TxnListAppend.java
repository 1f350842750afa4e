package minos.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import minos.check.Checker;
import minos.check.anomaly.Isolated;
import minos.check.anomaly.Isolation;
import minos.generate.Generator;
import minos.generate.Generators;
import minos.generate.Seed;
import minos.run.Workload;
import org.jspecify.annotations.Nullable;

/**
 * Maelstrom's txn-list-append: transactions that append to lists and read them whole, which must
 * happen as if one after another, in the order of real time.
 */
public final class TxnListAppend implements Workload {
  private static final String TXN = "txn";

  @Override
  public String name() {
    return "txn-list-append";
  }

  @Override
  public String summary() {
    return "transactions of appends to lists and reads: as if one after another (Maelstrom)";
  }

  @Override
  public Generator generator(Options options) {
    return new Transactions(
        new Seed(options.seed()),
        LongStream.range(0, options.keys()).boxed().toList(),
        Collections.nCopies(options.keys(), 0L),
        options.keys());
  }

  @Override
  public Generator finalGenerator(Options options) {
    List<Object> reads =
        LongStream.range(0, options.keys()).<Object>mapToObj(Transactions::read).toList();
    return Generators.once(new Generator.Invocation(TXN, null, reads));
  }

  @Override
  public Checker checker(Options options) {
    return new Isolated(Isolation.STRICT_SERIALIZABLE);
  }

  /**
   * Of a few steps each, on a few lists at a time: one that has grown long gives way to a new one.
   *
   * @param lists those in use, by key
   * @param appends to each of them so far, each of the next number
   * @param fresh the next key
   */
  private record Transactions(Seed seed, List<Long> lists, List<Long> appends, long fresh)
      implements Generator {
    private static final int STEPS_MAX = 4;
    private static final long APPENDS_MAX = 16;

    static List<@Nullable Object> read(long key) {
      return Arrays.asList("r", key, null);
    }

    @Override
    public Next next(Context context) {
      List<Object> steps = new ArrayList<>();
      List<Long> keys = new ArrayList<>(lists);
      List<Long> counts = new ArrayList<>(appends);
      long newest = fresh;
      int size = 1 + seed.child("size").below(STEPS_MAX);
      for (int step = 0; step < size; step++) {
        Seed chance = seed.child("step " + step);
        int at = chance.child("list").below(keys.size());
        if (chance.child("read").flip()) {
          steps.add(read(keys.get(at)));
          continue;
        }
        long value = counts.get(at) + 1;
        steps.add(List.of("append", keys.get(at), value));
        counts.set(at, value);
        if (value == APPENDS_MAX) {
          keys.set(at, newest++);
          counts.set(at, 0L);
        }
      }
      return new Next.Invoke(
          new Invocation(TXN, null, steps), new Transactions(seed.next(), keys, counts, newest));
    }
  }
}
