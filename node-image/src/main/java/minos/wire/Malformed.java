package minos.wire;

import java.io.IOException;

/** Bytes that mean nothing in this protocol: the connection that brought them is closed. */
public final class Malformed extends IOException {
  public Malformed(String why) {
    super(why);
  }
}
