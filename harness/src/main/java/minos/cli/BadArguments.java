package minos.cli;

/** The user asked for something that cannot be; the message is one clear line for them. */
final class BadArguments extends Exception {
  BadArguments(String message) {
    super(message);
  }
}
