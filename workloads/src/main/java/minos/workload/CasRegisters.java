package minos.workload;

import java.util.List;
import minos.check.Checker;
import minos.check.linear.Linearizability;
import minos.generate.Generator.Invocation;
import minos.generate.Seed;
import minos.model.CasRegister;

/**
 * Registers that are changed by compare-and-set nearly always, as counters and leases are kept in
 * stores: each value hangs on the one before, so that a change that is lost, done twice, or done
 * after its client was told that it failed, breaks a chain. A plain write now and then begins a new
 * chain where a compare-and-set of unknown outcome ended the last.
 */
public final class CasRegisters implements LoadOf {
  @Override
  public String name() {
    return "cas-register";
  }

  @Override
  public String summary() {
    return "reads and chains of compare-and-sets of a few registers";
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
    /** One change in so many is a plain write. */
    private static final int WRITES_ONE_IN = 8;

    @Override
    public Invocation read(long key) {
      return new Invocation("read", key, null);
    }

    @Override
    public Invocation change(long key, long fresh, long latest, Seed seed) {
      return latest == 0 || seed.child("write").below(WRITES_ONE_IN) == 0
          ? new Invocation("write", key, fresh)
          : new Invocation("cas", key, List.of(latest, fresh));
    }
  }
}
