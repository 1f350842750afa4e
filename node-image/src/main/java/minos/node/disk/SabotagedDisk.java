package minos.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * A disk that obeys orders from a test: to be slow, full or broken, or to end the server at a
 * {@link CrashPoint}. Without orders it does nothing of its own. Orders may come from any thread.
 */
public final class SabotagedDisk extends FilterDisk {
  /** What a force of a broken disk says, as Linux does. */
  private static final String BROKEN = "Input/output error";

  private final FaultyDisk faulty;
  private final String kind;
  private final Consumer<CrashPoint> crash;
  private final LongConsumer wait;

  private volatile Optional<CrashPoint> armed = Optional.empty();
  private volatile long slowNanos;
  private volatile boolean full;
  private final AtomicLong slowed = new AtomicLong();

  /** Files whose force was asked for, and not yet carried out. */
  private final Set<String> begun = ConcurrentHashMap.newKeySet();

  /**
   * What it does now, and did since it was made.
   *
   * @param disk what kind it is: {@code real}, {@code volatile}, {@code torn}
   * @param armed the crash point that is waited for, or nothing
   * @param slowed how many forces were slow
   * @param failed how many operations failed
   */
  public record Report(
      String disk, String armed, long slowMillis, boolean full, long slowed, long failed) {}

  /**
   * @param kind for the report
   * @param crash ends the server and does not return normally
   * @param wait lets so many nanoseconds pass
   */
  public SabotagedDisk(Disk below, String kind, Consumer<CrashPoint> crash, LongConsumer wait) {
    this(new FaultyDisk(below), kind, crash, wait);
  }

  private SabotagedDisk(
      FaultyDisk faulty, String kind, Consumer<CrashPoint> crash, LongConsumer wait) {
    super(faulty);
    this.faulty = faulty;
    this.kind = kind;
    this.crash = crash;
    this.wait = wait;
  }

  /**
   * Carries out an order: {@code crash POINT}, {@code slow MILLIS} (each force), {@code full} (no
   * file may grow), {@code fail} (the next force fails), {@code none} (all as usual), {@code
   * report}.
   *
   * @return what it does now
   * @throws IllegalArgumentException if there is no such order; one line
   */
  public Report obey(String order) {
    String[] words = order.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
    String argument = words.length == 2 ? words[1] : "";
    switch (words[0]) {
      case "crash" -> armed = Optional.of(CrashPoint.labelled(argument));
      case "slow" -> slowNanos = millis(argument).toNanos();
      case "full" -> limit(true);
      case "fail" -> faulty.fail(FaultyDisk.Operation.FORCE, 0, 1, BROKEN);
      case "none" -> obeyNothing();
      case "report" -> {}
      default ->
          throw new IllegalArgumentException(
              "no order '"
                  + order.strip()
                  + "'; known: crash POINT, slow MILLIS, full, fail, none, report");
    }
    return report();
  }

  long slowNanos() {
    return slowNanos;
  }

  /** There is room for so many bytes, until the next order says otherwise. */
  void limitTo(long bytes) {
    faulty.limitTo(bytes);
  }

  private static Duration millis(String text) {
    if (!text.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException(
          "slow takes milliseconds, up to 99999, not '" + text + "'");
    }
    return Duration.ofMillis(Long.parseLong(text));
  }

  private void obeyNothing() {
    begun.clear();
    armed = Optional.empty();
    slowNanos = 0;
    limit(false);
    faulty.fail(FaultyDisk.Operation.FORCE, 0, 0, BROKEN);
  }

  private void limit(boolean none) {
    full = none;
    faulty.limitTo(none ? 0 : Long.MAX_VALUE);
  }

  private Report report() {
    return new Report(
        kind,
        armed.map(CrashPoint::label).orElse(""),
        Duration.ofNanos(slowNanos).toMillis(),
        full,
        slowed.get(),
        faulty.failures());
  }

  /**
   * A force of this file is asked for now, and carried out later: what is written in between can
   * never be on the disk at the point before it.
   */
  void beginForce(String name) {
    reach(CrashPoint.ofForce(name, true));
    begun.add(name);
  }

  private void reach(Optional<CrashPoint> point) {
    if (point.isPresent() && point.equals(armed)) {
      armed = Optional.empty();
      crash.accept(point.get());
    }
  }

  @Override
  File filtered(String name, File file) {
    return new SabotagedFile(name, file);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    reach(CrashPoint.ofRename(to, true));
    super.rename(from, to);
    reach(CrashPoint.ofRename(to, false));
  }

  private final class SabotagedFile extends FilterFile {
    private final String name;

    SabotagedFile(String name, File file) {
      super(file);
      this.name = name;
    }

    @Override
    public void write(long position, ByteBuffer bytes) throws IOException {
      super.write(position, bytes);
      reach(CrashPoint.ofWrite(name));
    }

    @Override
    public void force() throws IOException {
      long more = slowNanos;
      if (more > 0) {
        slowed.incrementAndGet();
        wait.accept(more);
      }
      if (!begun.remove(name)) {
        reach(CrashPoint.ofForce(name, true));
      }
      super.force();
      reach(CrashPoint.ofForce(name, false));
    }
  }
}
