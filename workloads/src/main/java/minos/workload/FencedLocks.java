package minos.workload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import minos.check.Checker;
import minos.check.linear.Linearizability;
import minos.generate.Generator;
import minos.generate.Generator.Invocation;
import minos.generate.Generators;
import minos.generate.Seed;
import minos.model.FencedLock;
import minos.run.Workload;

/**
 * Takes and gives back a few locks, and asks who holds them: never two holders at once, and each
 * fencing token greater than all before.
 *
 * <p>The owner of a lock is the client and not the process: whoever comes in the place of a process
 * whose acquire ended in doubt can still give the lock back.
 */
public final class FencedLocks implements Workload {
  @Override
  public String name() {
    return "lock";
  }

  @Override
  public String summary() {
    return "takes and gives back a few locks: never two holders, fencing tokens only grow";
  }

  @Override
  public Generator generator(Options options) {
    return new Operations(
        new Seed(options.seed()),
        options.keys(),
        Collections.nCopies(options.concurrency(), Optional.empty()));
  }

  @Override
  public Generator finalGenerator(Options options) {
    return Generators.each(
        LongStream.range(0, options.keys()).mapToObj(FencedLocks::read).toList());
  }

  @Override
  public Checker checker(Options options) {
    return new Linearizability(new FencedLock());
  }

  private static Invocation read(long key) {
    return new Invocation("read", key, null, Map.of("object", "lock"));
  }

  /**
   * Each client takes a lock and gives it back, by turns. One release in four is of any lock: a
   * client that does not know whether it gave a lock back has no better way to go on.
   *
   * @param taken by client, the lock that it was last asked to take and not yet to give back
   */
  private record Operations(Seed seed, int keys, List<Optional<Long>> taken) implements Generator {
    private static final double READS = 0.3;
    private static final int ANY_ONE_IN = 4;

    @Override
    public Next next(Context context) {
      int client = context.process() % taken.size();
      long any = seed.child("key").below(keys);
      if (seed.child("read").uniform() < READS) {
        return new Next.Invoke(read(any), after(client, taken.get(client)));
      }
      if (taken.get(client).isEmpty()) {
        return new Next.Invoke(change("acquire", any, client), after(client, Optional.of(any)));
      }
      boolean astray = seed.child("any").below(ANY_ONE_IN) == 0;
      long key = astray ? any : taken.get(client).get();
      return new Next.Invoke(change("release", key, client), after(client, Optional.empty()));
    }

    private Operations after(int client, Optional<Long> takes) {
      List<Optional<Long>> next = new ArrayList<>(taken);
      next.set(client, takes);
      return new Operations(seed.next(), keys, List.copyOf(next));
    }

    private static Invocation change(String f, long key, int client) {
      return new Invocation(f, key, null, Map.of("object", "lock", "owner", "client-" + client));
    }
  }
}
