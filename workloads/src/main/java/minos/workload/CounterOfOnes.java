package minos.workload;

import java.util.Map;
import minos.check.Checker;
import minos.check.linear.Linearizability;
import minos.generate.Generator.Invocation;
import minos.generate.Seed;
import minos.model.Counter;

/** Adds one to a few counters, and reads them: an add that is lost or done twice shows for good. */
public final class CounterOfOnes implements LoadOf {
  @Override
  public String name() {
    return "counter";
  }

  @Override
  public String summary() {
    return "adds of one to a few counters, and reads: none lost, none done twice";
  }

  @Override
  public Load.Kind kind() {
    return new Operations();
  }

  @Override
  public Checker checker(Options options) {
    return new Linearizability(new Counter());
  }

  private record Operations() implements Load.Kind {
    private static final Map<String, Object> COUNTER = Map.of("object", "counter");

    @Override
    public Invocation read(long key) {
      return new Invocation("read", key, null, COUNTER);
    }

    @Override
    public Invocation change(long key, long fresh, long latest, Seed seed) {
      return new Invocation("add", key, 1L, COUNTER);
    }
  }
}
