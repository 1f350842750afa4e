package minos.workload;

import java.util.List;
import minos.check.Checker;
import minos.check.linear.Linearizability;
import minos.generate.Generator.Invocation;
import minos.generate.Seed;
import minos.model.KeyValue;

/**
 * A map of several keys: get, put, delete and compare-and-set. A key that was deleted must be
 * absent, and stay so until it is put again: what comes back was resurrected.
 */
public final class KeyValues implements LoadOf {
  @Override
  public String name() {
    return "key-value";
  }

  @Override
  public String summary() {
    return "gets, puts, deletes and compare-and-sets of several keys";
  }

  @Override
  public Load.Kind kind() {
    return new Operations();
  }

  @Override
  public Checker checker(Options options) {
    return new Linearizability(new KeyValue());
  }

  private record Operations() implements Load.Kind {
    @Override
    public Invocation read(long key) {
      return new Invocation("get", key, null);
    }

    /** Puts half the time, deletes and compares a quarter each. */
    @Override
    public Invocation change(long key, long fresh, long latest, Seed seed) {
      boolean puts = latest == 0 || seed.child("put").flip();
      if (puts) {
        return new Invocation("put", key, fresh);
      }
      return seed.child("delete").flip()
          ? new Invocation("delete", key, null)
          : new Invocation("cas", key, List.of(latest, fresh));
    }
  }
}
