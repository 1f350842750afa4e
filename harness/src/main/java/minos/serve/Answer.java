package minos.serve;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a browser gets.
 *
 * @param type of its content
 * @param policy what the content may do there, or "" for text that can do nothing
 * @param name under which a browser is to keep it, or "" to show it
 * @param length in bytes; -1 if nobody knows
 */
record Answer(int status, String type, String policy, String name, long length, Body body) {
  private static final String HTML = "text/html; charset=utf-8";

  /** Our own pages fetch nothing and run nothing. */
  private static final String NOTHING =
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  /** What is to be sent, written when it is. */
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  static Answer page(String html) {
    return bytes(200, HTML, NOTHING, html);
  }

  /** One clear line: what was wrong. */
  static Answer refused(int status, String line) {
    return bytes(status, "text/plain; charset=utf-8", NOTHING, line + "\n");
  }

  private static Answer bytes(int status, String type, String policy, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Answer(status, type, policy, "", bytes.length, out -> out.write(bytes));
  }
}
