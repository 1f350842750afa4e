package minos.workload;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import minos.check.Checker;
import minos.check.Linearizability;
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
    return new Operations(new Seed(options.seed()), 1, new long[options.keys()]);
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
   * Half reads, a quarter writes, a quarter compare-and-sets.
   *
   * @param next the next value to write, never used before
   * @param latest what each register was last asked to hold, for a compare-and-set to have a chance;
   *     0 for nothing yet. Nobody writes to it
   */
  private record Operations(Seed seed, long next, long[] latest) implements Generator {
    @Override
    public Next next(Context context) {
      int key = seed.child("key").below(latest.length);
      return switch (seed.child("kind").below(4)) {
        case 0 -> put(key, new Invocation("write", (long) key, next));
        case 1 -> put(key, write(key));
        default ->
            new Next.Invoke(
                new Invocation("read", (long) key, null),
                new Operations(seed.next(), next, latest));
      };
    }

    private Invocation write(int key) {
      return latest[key] == 0
          ? new Invocation("write", (long) key, next)
          : new Invocation("cas", (long) key, List.of(latest[key], next));
    }

    private Next put(int key, Invocation invocation) {
      long[] changed = Arrays.copyOf(latest, latest.length);
      changed[key] = next;
      return new Next.Invoke(invocation, new Operations(seed.next(), next + 1, changed));
    }
  }
}
