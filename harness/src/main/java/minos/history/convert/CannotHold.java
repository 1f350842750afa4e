package minos.history.convert;

import minos.history.Op;

/** A format has no way to write an op, and the history without it would be another one. */
public final class CannotHold extends Exception {
  CannotHold(Op op, String why) {
    super("index " + op.index() + ": " + why);
  }
}
