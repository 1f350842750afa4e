package minos.model;

/** What a completed read says that returned null. */
public enum NilReads {
  /** It found nil: nothing was written yet, or the value was deleted. */
  ABSENT,
  /** Nothing: it fits any state, as Knossos has it. */
  ANY
}
