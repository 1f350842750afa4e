package minos.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The one program that a report may run, and the policy by which a browser runs no other. */
final class Program {
  static final String TEXT = read();

  /** For the head of the page: nothing is fetched, and only this very program runs. */
  static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
          + " script-src 'sha256-"
          + digest()
          + "'";

  private Program() {}

  private static String read() {
    try (InputStream in = Program.class.getResourceAsStream("report.js")) {
      if (in == null) {
        throw new IllegalStateException("report.js is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("report.js cannot be read", e);
    }
  }

  private static String digest() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder().encodeToString(sha.digest(TEXT.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
