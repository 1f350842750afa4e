package minos.suite;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** By what a finding of one night is known in another. */
public final class Fingerprint {
  private static final int BYTES = 4;

  private Fingerprint() {}

  /**
   * Eight hex digits.
   *
   * @param model what the objects were taken for
   * @param anomaly the rule that was broken
   * @param system with its version, and with its flaws where some are planted
   */
  public static String of(String model, String anomaly, String system) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\n", model, anomaly, system).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
