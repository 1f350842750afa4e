package minos.check.knossos;

/** Knossos knows no such thing; why, in a sentence. */
final class Untranslatable extends Exception {
  Untranslatable(String why) {
    super(why);
  }
}
