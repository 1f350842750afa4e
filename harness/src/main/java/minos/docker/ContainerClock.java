package minos.docker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import minos.cluster.ClockSetting;
import minos.cluster.Evidence;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.cluster.NodeClock;
import minos.docker.NodeControl.Clocks;
import minos.time.Await;

/**
 * The clocks of a node under libfaketime, which comes between its process and the C library. It
 * reads what to show from a file in the container, anew at each call. Whether the monotonic clock
 * goes along is settled as the process begins; so for another rate the node is killed and started.
 */
final class ContainerClock implements NodeClock {
  private static final String FOLDER = "/opt/minos";
  private static final String FILE = "clock";

  /**
   * Wall jumps need a profile in which waits go by the true monotonic clock, and a rate one in
   * which they follow the false one: in any other, waits never end, or end at once.
   */
  private static final String LAUNCH =
      """
      export LD_PRELOAD="$(ls /usr/lib/*/faketime/libfaketimeMT.so.1)" \
      FAKETIME_TIMESTAMP_FILE=%1$s FAKETIME_NO_CACHE=1
      [ -f %1$s ] || echo +0 > %1$s
      case "$(LD_PRELOAD= cat %1$s)" in
        *x*) ;;
        *) export FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_FORCE_MONOTONIC_FIX=0 ;;
      esac
      exec "$@"
      """
          .formatted(FOLDER + "/" + FILE);

  /** An answer may be so late, of a busy machine, and the offset seen from here so wrong. */
  private static final long TOLERANCE_MILLIS = 100;

  private static final double RATE_TOLERANCE = 0.1;
  private static final long PROBE_MILLIS = 200;
  private static final int TRIES = 5;
  private static final Duration ANSWERING_LIMIT = Duration.ofSeconds(10);

  private final ContainerNode node;
  private final NodeControl control;
  private final TrueTime time;
  private boolean rated;
  private Optional<Strobe> strobe = Optional.empty();

  /** The clocks of this machine, which are those of its containers but for the faults. */
  interface TrueTime {
    long wallMillis();

    long nanos();
  }

  ContainerClock(ContainerNode node, NodeControl control, TrueTime time) {
    this.node = node;
    this.control = control;
    this.time = time;
  }

  /** The command that starts a process so that its clocks can be set. */
  static List<String> launching(List<String> command) {
    List<String> words = new ArrayList<>(List.of("/bin/bash", "-c", LAUNCH, "minos"));
    words.addAll(command);
    return words;
  }

  /** Whatever a node that is down was to show: it will show the right time. */
  static void rightForNextStart(ContainerNode node) throws FaultNotInjected {
    if (node.state() == Node.State.GONE) {
      node.put(FOLDER, FILE, "+0\n");
    }
  }

  @Override
  public synchronized Evidence set(ClockSetting setting) throws FaultNotInjected {
    stopStrobe();
    return switch (setting) {
      case ClockSetting.Right() -> {
        jump(0);
        yield verified(0, 1);
      }
      case ClockSetting.Jump(long millis) -> {
        jump(millis);
        yield verified(millis, 1);
      }
      case ClockSetting.Strobe wanted -> {
        jump(wanted.millis());
        Evidence seen = verified(wanted.millis(), 1);
        strobe = Optional.of(new Strobe(wanted));
        yield Evidence.of(
            "%s, and right again, by turns of %d ms"
                .formatted(seen.observations().getFirst(), wanted.periodMillis()));
      }
      case ClockSetting.Rate(double factor) -> {
        rated = true;
        restart(String.format(Locale.ROOT, "+0 x%.3f", factor));
        yield verifiedRate(factor);
      }
    };
  }

  /** Proves that the node's clocks are right, and that it waits as long as it means to. */
  Evidence selfTest() throws FaultNotInjected {
    return verified(0, 1);
  }

  /** A process that was begun for a rate cannot jump: another must take its place. */
  private void jump(long millis) throws FaultNotInjected {
    if (rated) {
      restart(offset(millis));
      rated = false;
    } else {
      show(millis);
    }
  }

  private static String offset(long millis) {
    return String.format(Locale.ROOT, "%+.3f", millis / 1000.0);
  }

  private void show(long millis) throws FaultNotInjected {
    String file = FOLDER + "/" + FILE;
    HostCommand.Result written =
        node.run("echo '" + offset(millis) + "' > " + file + ".new && mv " + file + ".new " + file);
    if (!written.succeeded()) {
      throw new FaultNotInjected(
          node.name() + ": its clock cannot be set: " + written.output().strip());
    }
  }

  private void restart(String text) throws FaultNotInjected {
    if (node.state() != Node.State.GONE) {
      node.kill();
    }
    node.put(FOLDER, FILE, text + "\n");
    node.start();
    if (!Await.until(ANSWERING_LIMIT, this::answers)) {
      throw new FaultNotInjected(node.name() + " does not answer since its clock was set");
    }
  }

  private boolean answers() {
    try {
      return control.clocks().monotonicNanos() != 0;
    } catch (FaultNotInjected e) {
      return false;
    }
  }

  @Override
  public long offsetMillis() throws FaultNotInjected {
    long before = time.wallMillis();
    Clocks shown = control.clocks();
    return shown.wallMillis() - (before + time.wallMillis()) / 2;
  }

  /** Asks again where the answer may be wrong only since it was late. */
  private Evidence verified(long millis, double rate) throws FaultNotInjected {
    long offset = offsetMillis();
    for (int i = 1; i < TRIES && Math.abs(offset - millis) > TOLERANCE_MILLIS; i++) {
      offset = offsetMillis();
    }
    if (Math.abs(offset - millis) > TOLERANCE_MILLIS) {
      throw new FaultNotInjected(
          "%s shows %+d ms and not %+d ms".formatted(node.name(), offset, millis));
    }
    requireWaits(rate);
    return Evidence.of("%s: wall clock %+d ms, as read from inside".formatted(node.name(), offset));
  }

  private void requireWaits(double rate) throws FaultNotInjected {
    double wanted = PROBE_MILLIS / rate;
    double least = Double.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      long began = time.nanos();
      Clocks ignored = control.clocksAfter(PROBE_MILLIS);
      double waited = (time.nanos() - began) / 1e6;
      least = Math.min(least, waited);
      if (waited >= wanted * (1 - RATE_TOLERANCE) && waited <= wanted + TOLERANCE_MILLIS) {
        return;
      }
    }
    throw new FaultNotInjected(
        "%s: a wait of %d ms lasts %.0f ms, and not %.0f: this clock would break its timers"
            .formatted(node.name(), PROBE_MILLIS, least, wanted));
  }

  private Evidence verifiedRate(double factor) throws FaultNotInjected {
    double rate = measuredRate();
    for (int i = 1; i < TRIES && Math.abs(rate / factor - 1) > RATE_TOLERANCE; i++) {
      rate = measuredRate();
    }
    if (Math.abs(rate / factor - 1) > RATE_TOLERANCE) {
      throw new FaultNotInjected(
          "%s: its clock runs %.2f times as fast, and not %.2f"
              .formatted(node.name(), rate, factor));
    }
    requireWaits(factor);
    return Evidence.of(
        "%s: was restarted; its monotonic clock runs %.2f times as fast, as read from inside"
            .formatted(node.name(), rate));
  }

  private double measuredRate() throws FaultNotInjected {
    Clocks first = control.clocks();
    long began = time.nanos();
    Clocks second = control.clocksAfter(PROBE_MILLIS);
    return (second.monotonicNanos() - first.monotonicNanos()) / (double) (time.nanos() - began);
  }

  private void stopStrobe() {
    strobe.ifPresent(Strobe::end);
    strobe = Optional.empty();
  }

  /** Turns the clock to and fro until it is told to end. */
  private final class Strobe {
    private final Thread thread;
    private volatile boolean over;

    Strobe(ClockSetting.Strobe setting) {
      this.thread = Thread.ofVirtual().name("strobe").start(() -> turn(setting));
    }

    private void turn(ClockSetting.Strobe setting) {
      Duration period = Duration.ofMillis(setting.periodMillis());
      boolean off = true;
      try {
        while (!Await.until(period, () -> over)) {
          off = !off;
          show(off ? setting.millis() : 0);
        }
      } catch (FaultNotInjected e) {
        // The node is down; what its clock shows when it is up again is read back at the end.
      }
    }

    void end() {
      over = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
