package minos.store;

import minos.check.online.Monitor.Progress;
import minos.run.Status;

/** Is told how a run goes on. Called on the run's thread; must be quick. */
public interface RunListener {
  /** Hears nothing. */
  RunListener NONE =
      new RunListener() {
        @Override
        public void phase(String what) {}

        @Override
        public void status(Status status) {}

        @Override
        public void judged(Progress progress) {}

        @Override
        public void notice(String what) {}

        @Override
        public void warning(String what) {}
      };

  /** Something new begins, in a few words: {@code starting 5 nodes}. */
  void phase(String what);

  /** About once a second of the run's own time. */
  void status(Status status);

  /** How much of the run is judged already; told before each status. */
  void judged(Progress progress);

  /** Something the user asked for, in one line. */
  void notice(String what);

  /** Something the user should know, in one line; the run goes on. */
  void warning(String what);
}
