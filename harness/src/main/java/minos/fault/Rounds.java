package minos.fault;

import java.util.List;
import java.util.OptionalLong;
import minos.fault.FaultSchedule.Pace;
import minos.generate.Generator;
import minos.generate.Generator.Context;
import minos.generate.Generator.Invocation;
import minos.generate.Generator.Next;
import minos.generate.Seed;

/**
 * Faults in rounds, each drawn when the one before it is over; within a round several may be in
 * force at once. Endless, but for the pace's last beginning.
 *
 * @param number of the round that comes next, from 0
 * @param left of the round that is under way, at times since the run began
 * @param over when it is over
 * @param asking when the last step was asked for, until it is done
 */
record Rounds(
    Draw draw, Pace pace, Seed seed, int number, List<Step> left, long over, OptionalLong asking)
    implements Generator {

  /** What a round is. */
  interface Draw {
    Round round(int number, Seed seed);
  }

  /**
   * @param steps in the order of their times, which count from the begin of the round
   * @param nanos how long it takes
   */
  record Round(List<Step> steps, long nanos) {}

  /** Something to ask of the nemesis. */
  record Step(long nanos, Invocation asked) {}

  static Generator of(Draw draw, Pace pace, Seed seed) {
    return new Rounds(draw, pace, seed, 0, List.of(), pace.first(), OptionalLong.empty());
  }

  @Override
  public Next next(Context context) {
    if (asking.isPresent()) {
      return later(context.nanos() - asking.getAsLong()).next(context);
    }
    if (left.isEmpty()) {
      return over > pace.last() ? new Next.Done() : nextRound().next(context);
    }
    Step step = left.getFirst();
    return context.nanos() < step.nanos()
        ? new Next.Wait(step.nanos(), this)
        : new Next.Invoke(step.asked(), after(context.nanos()));
  }

  private Rounds after(long asking) {
    return new Rounds(
        draw, pace, seed, number, left.subList(1, left.size()), over, OptionalLong.of(asking));
  }

  /** A step took so long; what follows keeps its distance from it. */
  private Rounds later(long nanos) {
    List<Step> rest =
        left.stream().map(step -> new Step(step.nanos() + nanos, step.asked())).toList();
    return new Rounds(draw, pace, seed, number, rest, over + nanos, OptionalLong.empty());
  }

  private Rounds nextRound() {
    Round round = draw.round(number, seed);
    List<Step> steps =
        round.steps().stream().map(step -> new Step(over + step.nanos(), step.asked())).toList();
    return new Rounds(
        draw, pace, seed.next(), number + 1, steps, over + round.nanos(), OptionalLong.empty());
  }
}
