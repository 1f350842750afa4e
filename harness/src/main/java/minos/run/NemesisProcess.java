package minos.run;

import java.util.List;
import java.util.Map;
import minos.cluster.Client.Completion;
import minos.fault.Nemesis;
import minos.generate.Generator;
import minos.generate.Generator.Context;
import minos.generate.Generator.Invocation;
import minos.generate.Generator.Next;
import minos.history.Op;
import minos.time.Time;
import org.jspecify.annotations.Nullable;

/** Takes the nemesis through its schedule, then through all that heals; writes both down. */
final class NemesisProcess {
  private static final int HEAL_ROUNDS_MAX = 3;
  private static final long HEAL_RETRY_NANOS = 500_000_000;

  private final Nemesis nemesis;
  private final Time time;
  private final Recorder recorder;
  private final long callLimitNanos;
  private Generator schedule;
  private Time.@Nullable Timer timer;
  private boolean busy;
  private boolean stopped;

  NemesisProcess(Nemesis nemesis, Generator schedule, Time time, Recorder recorder, Limits limits) {
    this.nemesis = nemesis;
    this.schedule = schedule;
    this.time = time;
    this.recorder = recorder;
    this.callLimitNanos = limits.faultCall().toNanos();
  }

  /** Begins the schedule, and goes on with it. */
  void start() {
    if (stopped) {
      return;
    }
    long now = recorder.nanos();
    switch (schedule.next(new Context(now, Op.NEMESIS))) {
      case Next.Invoke(Invocation asked, Generator rest) -> {
        schedule = rest;
        call(asked, this::start);
      }
      case Next.Wait(long until, Generator rest) -> {
        schedule = rest;
        timer = time.after(Math.max(1, until - now), this::start);
      }
      case Next.Done done -> stopped = true;
    }
  }

  /** Breaks nothing more; a call that is under way goes on. */
  void stop() {
    stopped = true;
    if (timer != null) {
      timer.cancel();
    }
  }

  /** Whether nothing will be broken or healed any more by the schedule. */
  boolean isOver() {
    return stopped && !busy;
  }

  boolean isBusy() {
    return busy;
  }

  /** Heals all that is in force; tries again what does not heal, a few times. */
  void heal() {
    healRound(1);
  }

  private void healRound(int round) {
    busy = true;
    healNext(nemesis.remedies(), round);
  }

  private void healNext(List<Invocation> remedies, int round) {
    if (!remedies.isEmpty()) {
      call(remedies.getFirst(), () -> healNext(remedies.subList(1, remedies.size()), round));
    } else if (nemesis.remedies().isEmpty() || round == HEAL_ROUNDS_MAX) {
      busy = false;
    } else {
      busy = true;
      time.after(HEAL_RETRY_NANOS, () -> healRound(round + 1));
    }
  }

  private void call(Invocation asked, Runnable then) {
    busy = true;
    recorder.nemesis(asked, new Completion(Op.Type.INFO, asked.value(), asked.extra()));
    Call call = new Call(asked, then);
    call.watchdog = time.after(callLimitNanos, call::giveUp);
    nemesis.invoke(asked, call::end);
  }

  /** A call to the nemesis that is under way. */
  private final class Call {
    private final Invocation asked;
    private final Runnable then;
    private Time.@Nullable Timer watchdog;
    private boolean over;

    Call(Invocation asked, Runnable then) {
      this.asked = asked;
      this.then = then;
    }

    void giveUp() {
      String why = "no answer within " + callLimitNanos / 1_000_000 + " ms";
      end(new Completion(Op.Type.INFO, asked.value(), Map.of("error", why)));
    }

    void end(Completion completion) {
      if (over) {
        return;
      }
      over = true;
      if (watchdog != null) {
        watchdog.cancel();
      }
      recorder.nemesis(asked, completion);
      busy = false;
      then.run();
    }
  }
}
