package minos.node;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import minos.node.disk.CrashPoint;
import minos.node.disk.Disk;
import minos.node.disk.SabotagedDisk;
import minos.node.json.Json;

/** Takes orders for a server to hurt itself, where it was started so: for tests alone. */
final class Sabotage {
  private static final int MAX_WAIT_MILLIS = 1000;

  /** As of a process that was killed: 128 and the number of SIGKILL. */
  private static final int KILLED = 137;

  private final SabotagedDisk disk;

  /**
   * @param kind of the disk, for reports
   */
  Sabotage(Disk below, String kind, Consumer<String> log) {
    this.disk = new SabotagedDisk(below, kind, point -> halt(point, log), Sabotage::sleep);
  }

  Disk disk() {
    return disk;
  }

  private static void halt(CrashPoint point, Consumer<String> log) {
    log.accept("halts at crash point " + point.label());
    Runtime.getRuntime().halt(KILLED);
  }

  private static void sleep(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /**
   * Carries out an order, as {@link SabotagedDisk#obey} does; or {@code wait MILLIS}: answers after
   * a wait that long, by which one can see whether waits last as long as they should.
   *
   * @return JSON: what the disk does now, and what both clocks show
   * @throws IllegalArgumentException if there is no such order
   */
  String obey(String order) {
    String words = order.strip().toLowerCase(Locale.ROOT);
    if (words.matches("wait [0-9]{1,4}")) {
      sleep(Math.min(MAX_WAIT_MILLIS, Long.parseLong(words.substring(5))) * 1_000_000);
      return described(disk.obey("report"));
    }
    return described(disk.obey(order));
  }

  private static String described(SabotagedDisk.Report report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("disk", report.disk());
    json.put("armed", report.armed());
    json.put("slowMillis", report.slowMillis());
    json.put("full", report.full());
    json.put("slowed", report.slowed());
    json.put("failed", report.failed());
    json.put("wallMillis", System.currentTimeMillis());
    json.put("monotonicNanos", System.nanoTime());
    return Json.of(json);
  }
}
