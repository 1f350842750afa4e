package minos.check.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import minos.check.calls.Calls;
import minos.check.calls.Steps;
import minos.check.calls.ValueSteps;
import org.jspecify.annotations.Nullable;

/**
 * The calls on one object of one value, cut where it is known what the value is, so that the
 * segments are searched at once.
 *
 * <p>A cut is after a call that was alone: none was open when it was invoked, and none was invoked
 * until it returned. Whatever came before, it found or left one value, and that is what the next
 * segment begins with. A call of unknown outcome stays open, so that no cut comes after it: it may
 * take effect in any later segment. So the first segment that no order explains is where the whole
 * is refused, and for the same call.
 */
final class Segments {
  /** Shorter ones are not worth a thread. */
  private static final int CALLS_MIN = 2_000;

  private final Calls calls;
  private final ValueSteps steps;
  private final List<Segment> found = new ArrayList<>();
  private final int callsMin;
  private int firstCall;
  private int firstEvent;
  private int state;

  /**
   * @param first number of its first call
   */
  private record Segment(int first, Calls calls, Steps steps) {
    Finding search(Effort effort) {
      return switch (Search.search(calls, steps, effort, Reductions.ALL)) {
        case Finding.Refused(int call, List<String> possible) ->
            new Finding.Refused(first + call, possible);
        case Finding.Explained explained -> explained;
        case Finding.Exhausted exhausted -> exhausted;
      };
    }
  }

  private Segments(Calls calls, ValueSteps steps, int callsMin) {
    this.calls = calls;
    this.steps = steps;
    this.callsMin = callsMin;
    state = steps.initial();
  }

  /** Empty if it is not for several threads, or if a segment takes more than its share. */
  static Optional<Finding> search(Calls calls, Steps steps, Effort effort) {
    return search(calls, steps, effort, CALLS_MIN);
  }

  /**
   * @param callsMin of a segment
   */
  static Optional<Finding> search(Calls calls, Steps steps, Effort effort, int callsMin) {
    return effort.threads() > 1 && steps instanceof ValueSteps values
        ? search(new Segments(calls, values, callsMin).cut(), effort)
        : Optional.empty();
  }

  private static Optional<Finding> search(List<Segment> segments, Effort effort) {
    if (segments.size() < 2) {
      return Optional.empty();
    }
    Effort[] efforts = new Effort[segments.size()];
    @Nullable Finding[] findings = new Finding[segments.size()];
    AtomicInteger refused = new AtomicInteger(segments.size());
    Workers.each(
        segments.size(),
        effort.threads(),
        at -> {
          if (at < refused.get()) {
            Segment segment = segments.get(at);
            efforts[at] = effort.part(effort.threads());
            findings[at] = segment.search(efforts[at]);
            if (findings[at] instanceof Finding.Refused) {
              refused.accumulateAndGet(at, Math::min);
            }
          }
        });
    Arrays.stream(efforts).filter(Objects::nonNull).forEach(effort::add);
    for (Finding finding : findings) {
      if (!(finding instanceof Finding.Explained)) {
        return Optional.ofNullable(finding).filter(is -> is instanceof Finding.Refused);
      }
    }
    return Optional.of(new Finding.Explained());
  }

  private List<Segment> cut() {
    int open = 0;
    int[] events = calls.events();
    for (int at = 0; at < events.length; at++) {
      int call = events[at] >> 1;
      boolean begins = (events[at] & 1) == 0;
      open += begins ? 1 : -1;
      boolean wasAlone = !begins && open == 0 && at > 0 && events[at - 1] == 2 * call;
      if (wasAlone && call + 1 - firstCall >= callsMin) {
        int after = after(calls.kind()[call]);
        if (after != ValueSteps.ANY) {
          end(call + 1, at + 1);
          state = after;
        }
      }
    }
    if (firstCall < calls.size()) {
      end(calls.size(), events.length);
    }
    return found;
  }

  private int after(int kind) {
    return steps.left(kind) == ValueSteps.ANY ? steps.found(kind) : steps.left(kind);
  }

  private void end(int endCall, int endEvent) {
    found.add(
        new Segment(
            firstCall, calls.slice(firstCall, endCall, firstEvent, endEvent), steps.from(state)));
    firstCall = endCall;
    firstEvent = endEvent;
  }
}
