package minos.check.linear;

import minos.history.History;

/**
 * Short histories with many writes of unknown outcome, on which searches blow up: then ten writes,
 * each read back, and a last read that is stale, or is not.
 */
final class CrashBomb {
  private static final int FIRST_CRASHED = 100;

  private CrashBomb() {}

  /**
   * @param kind {@code unique}: nobody reads what the crashed writes wrote; {@code same}: nor is it
   *     more than one value; {@code observed}: each is read once; {@code sameobs}: one value, read
   *     half as often
   */
  static History of(int crashed, String kind, boolean legal) {
    Recorder recorder = new Recorder(0L);
    for (int i = 0; i < crashed; i++) {
      recorder.invoke(FIRST_CRASHED + i, "write", kind.startsWith("same") ? 7L : 1000L + i);
    }
    if (kind.equals("observed")) {
      for (int i = 0; i < crashed; i++) {
        recorder.read(0, 1000L + i);
      }
    }
    for (int j = 0; j < 10; j++) {
      recorder.write(0, 5000L + j).read(1, 5000L + j);
      if (kind.equals("sameobs") && j < crashed / 2) {
        recorder.read(1, 7L);
      }
    }
    recorder.write(0, 6000L).read(1, legal ? 6000L : 5009L);
    for (int i = 0; i < crashed; i++) {
      recorder.info(FIRST_CRASHED + i);
    }
    return recorder.history();
  }
}
