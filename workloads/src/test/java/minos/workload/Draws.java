package minos.workload;

import java.util.ArrayList;
import java.util.List;
import minos.generate.Generator;
import minos.generate.Generator.Context;
import minos.generate.Generator.Invocation;
import minos.generate.Generator.Next;

/** What generators say when they are asked again and again. */
final class Draws {
  private Draws() {}

  /** The first operations of one process, or all where there are fewer. */
  static List<Invocation> first(int count, int process, Generator generator) {
    return first(count, 1, process, generator);
  }

  /** The first operations of several processes that ask by turns. */
  static List<Invocation> first(int count, int processes, int from, Generator generator) {
    List<Invocation> invocations = new ArrayList<>();
    Generator rest = generator;
    while (invocations.size() < count
        && rest.next(new Context(0, from + invocations.size() % processes))
            instanceof Next.Invoke(Invocation invocation, Generator more)) {
      invocations.add(invocation);
      rest = more;
    }
    return invocations;
  }
}
