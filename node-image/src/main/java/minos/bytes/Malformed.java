package minos.bytes;

import java.io.IOException;

/**
 * Bytes that mean nothing here. They came from outside, from a stranger, a disk or another version,
 * so whoever reads them must say what then: a connection that brought them is closed.
 */
public final class Malformed extends IOException {
  public Malformed(String why) {
    super(why);
  }
}
