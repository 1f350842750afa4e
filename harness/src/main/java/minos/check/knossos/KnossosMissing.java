package minos.check.knossos;

/** There is no Knossos where it was said to be; one clear line. */
public final class KnossosMissing extends Exception {
  KnossosMissing(String message) {
    super(message);
  }
}
