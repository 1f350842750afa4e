package minos.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import minos.generate.Generator.Context;
import minos.generate.Generator.Invocation;
import minos.generate.Generator.Next;

/**
 * The ways to make generators out of operations and of one another. All are values; times are
 * nanoseconds.
 */
public final class Generators {
  /** How far a paced generator may lag behind before it gives up the time it lost. */
  static final long CATCH_UP_NANOS = 10_000_000;

  private Generators() {}

  /** Makes the n-th operation of an endless generator, by chance. */
  @FunctionalInterface
  public interface Draw {
    /**
     * Pure.
     *
     * @param number how many operations came before: for values that never repeat
     */
    Invocation at(long number, Seed seed);
  }

  /**
   * A choice of {@link #mix}.
   *
   * @param weight how often, relative to the others; at least 1
   */
  public record Weighted(int weight, Generator generator) {}

  /** Nothing. */
  public static Generator nothing() {
    return context -> new Next.Done();
  }

  /** One operation. */
  public static Generator once(Invocation invocation) {
    return context -> new Next.Invoke(invocation, nothing());
  }

  /** These operations in this order. */
  public static Generator each(List<Invocation> invocations) {
    return invocations.isEmpty()
        ? nothing()
        : context ->
            new Next.Invoke(
                invocations.getFirst(), each(invocations.subList(1, invocations.size())));
  }

  /** Endless operations, each drawn by chance. */
  public static Generator draw(Seed seed, Draw draw) {
    return new Drawn(0, seed, draw);
  }

  /** Over and over again from the start; ends only if it would say nothing at all. */
  public static Generator repeat(Generator generator) {
    return new Repeated(generator, generator, true);
  }

  /** One after another. */
  public static Generator sequence(Generator... generators) {
    return new Sequence(List.of(generators));
  }

  /** Each time one of these by chance; ends when all have ended. */
  public static Generator mix(Seed seed, List<Weighted> choices) {
    for (Weighted choice : choices) {
      if (choice.weight() < 1) {
        throw new IllegalArgumentException("a choice of weight " + choice.weight());
      }
    }
    return new Mixed(seed, List.copyOf(choices));
  }

  /** The first operations only. */
  public static Generator limit(long count, Generator generator) {
    return context ->
        count <= 0
            ? new Next.Done()
            : switch (generator.next(context)) {
              case Next.Invoke(Invocation invocation, Generator rest) ->
                  new Next.Invoke(invocation, limit(count - 1, rest));
              case Next.Wait(long until, Generator rest) ->
                  new Next.Wait(until, limit(count, rest));
              case Next.Done done -> done;
            };
  }

  /** Ends at that time, nanoseconds since the run began. */
  public static Generator until(long endNanos, Generator generator) {
    return context ->
        context.nanos() >= endNanos
            ? new Next.Done()
            : switch (generator.next(context)) {
              case Next.Invoke(Invocation invocation, Generator rest) ->
                  new Next.Invoke(invocation, until(endNanos, rest));
              case Next.Wait(long until, Generator rest) ->
                  new Next.Wait(Math.min(until, endNanos), until(endNanos, rest));
              case Next.Done done -> done;
            };
  }

  /** Begins so long after it is first asked. */
  public static Generator delay(long nanos, Generator generator) {
    return context -> {
      long begin = context.nanos() + nanos;
      return new Next.Wait(begin, from(begin, generator));
    };
  }

  /** Says nothing before that time, nanoseconds since the run began. */
  public static Generator from(long beginNanos, Generator generator) {
    return context ->
        context.nanos() < beginNanos
            ? new Next.Wait(beginNanos, from(beginNanos, generator))
            : generator.next(context);
  }

  /**
   * Paces all who ask together: intervals by chance from none to twice the mean. A hitch of the
   * machine is caught up with, for its rate to be true; an outage is not, or a burst would follow.
   */
  public static Generator stagger(Seed seed, long meanNanos, Generator generator) {
    return new Staggered(seed, meanNanos, OptionalLong.empty(), generator);
  }

  private static Next wrap(Next next, UnaryOperator<Generator> wrapper) {
    return switch (next) {
      case Next.Invoke(Invocation invocation, Generator rest) ->
          new Next.Invoke(invocation, wrapper.apply(rest));
      case Next.Wait(long until, Generator rest) -> new Next.Wait(until, wrapper.apply(rest));
      case Next.Done done -> done;
    };
  }

  private record Drawn(long number, Seed seed, Draw draw) implements Generator {
    @Override
    public Next next(Context context) {
      return new Next.Invoke(draw.at(number, seed), new Drawn(number + 1, seed.next(), draw));
    }
  }

  private record Repeated(Generator whole, Generator rest, boolean fresh) implements Generator {
    @Override
    public Next next(Context context) {
      return switch (rest.next(context)) {
        case Next.Invoke(Invocation invocation, Generator more) ->
            new Next.Invoke(invocation, new Repeated(whole, more, false));
        case Next.Wait(long until, Generator more) ->
            new Next.Wait(until, new Repeated(whole, more, fresh));
        case Next.Done done -> fresh ? done : new Repeated(whole, whole, true).next(context);
      };
    }
  }

  private record Sequence(List<Generator> generators) implements Generator {
    @Override
    public Next next(Context context) {
      for (int i = 0; i < generators.size(); i++) {
        List<Generator> later = generators.subList(i + 1, generators.size());
        Next next = generators.get(i).next(context);
        if (!(next instanceof Next.Done)) {
          return wrap(next, rest -> followedBy(rest, later));
        }
      }
      return new Next.Done();
    }

    private static Generator followedBy(Generator first, List<Generator> later) {
      List<Generator> all = new ArrayList<>(later.size() + 1);
      all.add(first);
      all.addAll(later);
      return new Sequence(all);
    }
  }

  private record Mixed(Seed seed, List<Weighted> choices) implements Generator {
    @Override
    public Next next(Context context) {
      if (choices.isEmpty()) {
        return new Next.Done();
      }
      int chosen = choose();
      return switch (choices.get(chosen).generator().next(context)) {
        case Next.Invoke(Invocation invocation, Generator rest) ->
            new Next.Invoke(invocation, new Mixed(seed.next(), with(chosen, rest)));
        // The choice stands until its time has come: the seed does not move on.
        case Next.Wait(long until, Generator rest) ->
            new Next.Wait(until, new Mixed(seed, with(chosen, rest)));
        case Next.Done done -> new Mixed(seed.next(), without(chosen)).next(context);
      };
    }

    private int choose() {
      int left = seed.below(choices.stream().mapToInt(Weighted::weight).sum());
      int chosen = 0;
      while (left >= choices.get(chosen).weight()) {
        left -= choices.get(chosen).weight();
        chosen++;
      }
      return chosen;
    }

    private List<Weighted> with(int chosen, Generator rest) {
      List<Weighted> changed = new ArrayList<>(choices);
      changed.set(chosen, new Weighted(choices.get(chosen).weight(), rest));
      return changed;
    }

    private List<Weighted> without(int chosen) {
      List<Weighted> changed = new ArrayList<>(choices);
      changed.remove(chosen);
      return changed;
    }
  }

  private record Staggered(Seed seed, long meanNanos, OptionalLong at, Generator generator)
      implements Generator {
    @Override
    public Next next(Context context) {
      long due = at.orElse(context.nanos());
      if (context.nanos() < due) {
        return new Next.Wait(due, this);
      }
      return switch (generator.next(context)) {
        case Next.Invoke(Invocation invocation, Generator rest) ->
            new Next.Invoke(
                invocation,
                new Staggered(seed.next(), meanNanos, OptionalLong.of(after(due, context)), rest));
        case Next.Wait(long until, Generator rest) ->
            new Next.Wait(until, new Staggered(seed, meanNanos, OptionalLong.of(due), rest));
        case Next.Done done -> done;
      };
    }

    private long after(long due, Context context) {
      return Math.max(due, context.nanos() - CATCH_UP_NANOS) + seed.between(0, 2 * meanNanos);
    }
  }
}
