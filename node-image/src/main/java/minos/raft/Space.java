package minos.raft;

/** How much room the disk has for the log. */
public enum Space {
  ENOUGH,

  /** The last segment that there is room for has been begun. */
  LOW,

  /** Hardly anything more can be written. */
  NONE
}
