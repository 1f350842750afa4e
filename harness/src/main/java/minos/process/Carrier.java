package minos.process;

/** Brings messages to one life of a program, and what it says to Minos. */
interface Carrier extends AutoCloseable {
  /** No message is longer: more is a program that has lost its way. */
  int LENGTH_MAX = 1 << 20;

  /** Gives the program a message, soon or never. Does not wait for it. */
  void send(byte[] message);

  @Override
  void close();

  /** Who is told what a program says; on threads of the carrier's own. */
  interface Hearer {
    void said(byte[] message);

    /** What it does that no program should, in words. */
    void misbehaved(String what);
  }
}
