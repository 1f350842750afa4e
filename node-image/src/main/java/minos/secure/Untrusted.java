package minos.secure;

import java.io.IOException;

/** Who connected is not let in; says why in one line. */
public final class Untrusted extends IOException {
  Untrusted(String why) {
    super(why);
  }

  Untrusted(String why, Throwable cause) {
    super(why, cause);
  }
}
