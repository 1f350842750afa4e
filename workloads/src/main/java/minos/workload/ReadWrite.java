package minos.workload;

import minos.check.Checker;
import minos.check.linear.Linearizability;
import minos.generate.Generator.Invocation;
import minos.generate.Seed;
import minos.model.Register;

/** Reads and writes of a few registers, for stores that cannot compare. */
public final class ReadWrite implements LoadOf {
  @Override
  public String name() {
    return "read-write";
  }

  @Override
  public String summary() {
    return "reads and writes of a few registers, and no compare-and-set";
  }

  @Override
  public Load.Kind kind() {
    return new Operations();
  }

  @Override
  public Checker checker(Options options) {
    return new Linearizability(new Register());
  }

  private record Operations() implements Load.Kind {
    @Override
    public Invocation read(long key) {
      return new Invocation("read", key, null);
    }

    @Override
    public Invocation change(long key, long fresh, long latest, Seed seed) {
      return new Invocation("write", key, fresh);
    }
  }
}
