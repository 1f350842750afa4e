package minos.suite.file;

/** A suite file is none; the message is one line: file, line, what, and what to do. */
public final class SuiteMalformed extends Exception {
  SuiteMalformed(String file, int line, String what) {
    super(file + ":" + line + ": " + what);
  }
}
