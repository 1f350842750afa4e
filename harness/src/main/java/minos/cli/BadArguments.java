package minos.cli;

/** The user asked for something that cannot be; the message is one clear line for each mistake. */
public final class BadArguments extends Exception {
  public BadArguments(String message) {
    super(message);
  }
}
