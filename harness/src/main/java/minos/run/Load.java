package minos.run;

/** Whoever begins operations while faults come and go. */
interface Load {
  void start();

  /** Begins nothing more. */
  void stop();

  /** Whether all has begun that was to begin. */
  boolean isEmpty();
}
