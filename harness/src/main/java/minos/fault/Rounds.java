package minos.fault;

import java.util.List;
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
 */
record Rounds(Draw draw, Pace pace, Seed seed, int number, List<Step> left, long over)
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
    return new Rounds(draw, pace, seed, 0, List.of(), pace.first());
  }

  @Override
  public Next next(Context context) {
    if (left.isEmpty()) {
      return over > pace.last() ? new Next.Done() : nextRound().next(context);
    }
    Step step = left.getFirst();
    return context.nanos() < step.nanos()
        ? new Next.Wait(step.nanos(), this)
        : new Next.Invoke(
            step.asked(), new Rounds(draw, pace, seed, number, left.subList(1, left.size()), over));
  }

  private Rounds nextRound() {
    Round round = draw.round(number, seed);
    List<Step> steps =
        round.steps().stream().map(step -> new Step(over + step.nanos(), step.asked())).toList();
    return new Rounds(draw, pace, seed.next(), number + 1, steps, over + round.nanos());
  }
}
