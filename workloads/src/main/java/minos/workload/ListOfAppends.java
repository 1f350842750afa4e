package minos.workload;

import java.util.Map;
import minos.check.Checker;
import minos.check.linear.Linearizability;
import minos.generate.Generator.Invocation;
import minos.generate.Seed;
import minos.model.ListAppend;

/**
 * Appends to a few lists, each value once, and reads whole lists: every read tells the order of all
 * that came before it, so that a lost, doubled or reordered change shows in any later one.
 */
public final class ListOfAppends implements LoadOf {
  @Override
  public String name() {
    return "list-append";
  }

  @Override
  public String summary() {
    return "appends to a few lists and reads of the whole: the order of all changes is seen";
  }

  @Override
  public Load.Kind kind() {
    return new Operations();
  }

  @Override
  public Checker checker(Options options) {
    return new Linearizability(new ListAppend());
  }

  private record Operations() implements Load.Kind {
    private static final Map<String, Object> LIST = Map.of("object", "list");

    @Override
    public Invocation read(long key) {
      return new Invocation("read", key, null, LIST);
    }

    @Override
    public Invocation change(long key, long fresh, long latest, Seed seed) {
      return new Invocation("append", key, fresh, LIST);
    }

    @Override
    public boolean grows() {
      return true;
    }
  }
}
