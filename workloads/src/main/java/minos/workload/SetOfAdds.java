package minos.workload;

import java.util.Map;
import minos.check.Checker;
import minos.check.linear.Linearizability;
import minos.generate.Generator.Invocation;
import minos.generate.Seed;
import minos.model.GrowOnlySet;

/**
 * Adds elements to a few sets, each element once, and reads whole sets: what was acknowledged must
 * be in every later read, so that a lost write shows however much later. A read of all at the end.
 */
public final class SetOfAdds implements LoadOf {
  @Override
  public String name() {
    return "set";
  }

  @Override
  public String summary() {
    return "adds to a few sets and reads of all that they hold: nothing acknowledged may be lost";
  }

  @Override
  public Load.Kind kind() {
    return new Operations();
  }

  @Override
  public Checker checker(Options options) {
    return new Linearizability(new GrowOnlySet());
  }

  private record Operations() implements Load.Kind {
    private static final Map<String, Object> SET = Map.of("object", "set");

    @Override
    public Invocation read(long key) {
      return new Invocation("read", key, null, SET);
    }

    @Override
    public Invocation change(long key, long fresh, long latest, Seed seed) {
      return new Invocation("add", key, fresh, SET);
    }

    @Override
    public boolean grows() {
      return true;
    }
  }
}
