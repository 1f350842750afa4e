package minos.workload;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import minos.check.Checker;
import minos.check.linear.Linearizability;
import minos.generate.Generator;
import minos.generate.Generator.Invocation;
import minos.generate.Generator.Next;
import minos.generate.Generators;
import minos.generate.Seed;
import minos.model.CasRegister;
import minos.run.Workload;

/**
 * Reads, writes and compare-and-sets of a few registers. No value is written twice, so that a read
 * tells which write it saw, and a contradiction is a handful of operations.
 */
public final class Register implements Workload {
  @Override
  public String name() {
    return "register";
  }

  @Override
  public String summary() {
    return "reads, writes and compare-and-sets of a few registers, each judged as linearizable";
  }

  @Override
  public Generator generator(Options options) {
    return new Operations(
        new Seed(options.seed()), options.concurrency(), 1, new long[options.keys()]);
  }

  /** Every register once; the runner asks again until it has an answer. */
  @Override
  public Generator finalGenerator(Options options) {
    List<Invocation> reads =
        LongStream.range(0, options.keys())
            .mapToObj(key -> new Invocation("read", key, null))
            .toList();
    return Generators.each(reads);
  }

  @Override
  public Checker checker(Options options) {
    return new Linearizability(new CasRegister());
  }

  /**
   * One process in three only reads: a client that also writes leaves a leader that was cut off at
   * its first write, and would never see what such a leader tells those who stay. The others write
   * half the time, plainly or by compare-and-set.
   *
   * @param concurrency a process that ended in doubt comes back with a number this much higher
   * @param next the next value to write, never used before
   * @param latest what each register was last asked to hold, for a compare-and-set to have a
   *     chance; 0 for nothing yet. Nobody writes to it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Operations(Seed seed, int concurrency, long next, long[] latest)
      implements Generator {
    @Override
    public Next next(Context context) {
      int key = seed.child("key").below(latest.length);
      boolean reads = context.process() % concurrency % 3 == 0 || seed.child("reads").flip();
      return reads ? read(key) : change(key, seed.child("cas").flip() && latest[key] != 0);
    }

    private Next read(int key) {
      return new Next.Invoke(
          new Invocation("read", (long) key, null),
          new Operations(seed.next(), concurrency, next, latest));
    }

    private Next change(int key, boolean compares) {
      Invocation invocation =
          compares
              ? new Invocation("cas", (long) key, List.of(latest[key], next))
              : new Invocation("write", (long) key, next);
      long[] changed = Arrays.copyOf(latest, latest.length);
      changed[key] = next;
      return new Next.Invoke(
          invocation, new Operations(seed.next(), concurrency, next + 1, changed));
    }
  }
}
