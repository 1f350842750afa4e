package minos.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import minos.generate.Generator;
import minos.generate.Generator.Context;
import minos.generate.Generator.Next;
import minos.generate.Seed;

/**
 * When to break what: one fault at a time with quiet between, endless, all from one seed. Kinds
 * come in rounds, each kind once in a round and in another order each round, so that none is left
 * out for long.
 */
public final class FaultSchedule {
  private FaultSchedule() {}

  /**
   * How fast faults follow one another; all in nanoseconds.
   *
   * @param first when the first fault begins, nanoseconds since the run began
   * @param last no fault begins later: the run would end before its clients have met it
   */
  public record Pace(
      long first, long last, long lastsMin, long lastsMax, long quietMin, long quietMax) {
    private static final long SECOND = 1_000_000_000L;

    /** First after 2 s, each for 3 to 6 s, with 2 to 4 s of quiet between. */
    public static final Pace DEFAULT =
        new Pace(2 * SECOND, Long.MAX_VALUE, 3 * SECOND, 6 * SECOND, 2 * SECOND, 4 * SECOND);

    /** One begins so long after the other, on average; it lasts about half of that. */
    public static Pace every(Duration interval, Duration time) {
      long half = interval.toNanos() / 2;
      long least = half * 4 / 5;
      long most = half * 6 / 5;
      return new Pace(half, time.toNanos() - least, least, most, least, most);
    }

    /** The default pace, or a faster one where the time would not do for every kind once. */
    public static Pace within(Duration time, int kinds) {
      long needed = DEFAULT.first + kinds * (DEFAULT.lastsMax + DEFAULT.quietMax);
      double scale = Math.min(1.0, (double) time.toNanos() / needed);
      return new Pace(
          (long) (DEFAULT.first * scale),
          time.toNanos() - (long) (DEFAULT.lastsMin * scale),
          (long) (DEFAULT.lastsMin * scale),
          (long) (DEFAULT.lastsMax * scale),
          (long) (DEFAULT.quietMin * scale),
          (long) (DEFAULT.quietMax * scale));
    }
  }

  /** What the nemesis is to do; nothing if no kind is asked for. */
  public static Generator of(List<FaultKind> kinds, Pace pace, Seed seed) {
    return kinds.isEmpty()
        ? context -> new Next.Done()
        : new Quiet(
            kinds,
            pace,
            seed,
            seed.child("first round").shuffle(kinds),
            OptionalLong.of(pace.first()));
  }

  /** Nothing is broken. The time of the next fault is drawn when the quiet begins. */
  private record Quiet(
      List<FaultKind> kinds, Pace pace, Seed seed, List<FaultKind> round, OptionalLong until)
      implements Generator {
    @Override
    public Next next(Context context) {
      if (round.isEmpty()) {
        return new Quiet(kinds, pace, seed.next(), seed.shuffle(kinds), until).next(context);
      }
      long begin =
          until.orElseGet(() -> context.nanos() + seed.between(pace.quietMin(), pace.quietMax()));
      if (begin > pace.last()) {
        return new Next.Done();
      }
      if (context.nanos() < begin) {
        return new Next.Wait(begin, new Quiet(kinds, pace, seed, round, OptionalLong.of(begin)));
      }
      Fault fault = round.getFirst().draw(seed.next());
      Quiet after =
          new Quiet(
              kinds,
              pace,
              seed.next().next(),
              round.subList(1, round.size()),
              OptionalLong.empty());
      return new Next.Invoke(fault.asking(), new Broken(fault, after, Optional.empty()));
    }
  }

  /** A fault is in force. Its end is drawn when it has been applied. */
  private record Broken(Fault fault, Quiet after, Optional<Long> until) implements Generator {
    @Override
    public Next next(Context context) {
      Pace pace = after.pace();
      long end =
          until.orElseGet(() ->
              context.nanos()
                  + after.seed().child("lasts").between(pace.lastsMin(), pace.lastsMax()));
      return context.nanos() < end
          ? new Next.Wait(end, new Broken(fault, after, Optional.of(end)))
          : new Next.Invoke(fault.family().healing(), after);
    }
  }
}
