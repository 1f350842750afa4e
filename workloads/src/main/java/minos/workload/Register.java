package minos.workload;

import java.util.List;
import minos.check.Checker;
import minos.check.linear.Linearizability;
import minos.generate.Generator.Invocation;
import minos.generate.Seed;
import minos.model.CasRegister;

/** Reads, writes and compare-and-sets of a few registers: half of the changes compare. */
public final class Register implements LoadOf {
  @Override
  public String name() {
    return "register";
  }

  @Override
  public String summary() {
    return "reads, writes and compare-and-sets of a few registers, each judged as linearizable";
  }

  @Override
  public Load.Kind kind() {
    return new Operations();
  }

  @Override
  public Checker checker(Options options) {
    return new Linearizability(new CasRegister());
  }

  private record Operations() implements Load.Kind {
    @Override
    public Invocation read(long key) {
      return new Invocation("read", key, null);
    }

    @Override
    public Invocation change(long key, long fresh, long latest, Seed seed) {
      return seed.child("cas").flip() && latest != 0
          ? new Invocation("cas", key, List.of(latest, fresh))
          : new Invocation("write", key, fresh);
    }
  }
}
