package minos.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Credentials")
@DisplayNameGeneration(ReplaceUnderscores.class)
class TlsTest {
  @TempDir private Path folder;

  @Test
  void that_cannot_be_read_say_which_file_and_what_to_do() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty"), "");
    Path old =
        Files.writeString(folder.resolve("old"), Certificates.pem("RSA PRIVATE KEY", new byte[9]));
    Path odd =
        Files.writeString(folder.resolve("odd"), Certificates.pem("PRIVATE KEY", new byte[9]));

    assertEquals(empty + ": holds no -----BEGIN CERTIFICATE-----", whyNoCertificate(empty));
    assertEquals(empty + ": holds no -----BEGIN PRIVATE KEY-----", whyNoKey(empty));
    assertEquals(
        old
            + ": holds a RSA PRIVATE KEY, expected PKCS#8; convert it:"
            + " openssl pkcs8 -topk8 -nocrypt -in "
            + old,
        whyNoKey(old));
    assertEquals(odd + ": a key of none of the kinds [RSA, EC, EdDSA]", whyNoKey(odd));
  }

  @Test
  void let_in_who_knows_the_word_and_never_say_it() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), " s3cret \n");
    Credentials credentials = new Credentials(Optional.empty(), Credentials.token(file));

    credentials.admit(new java.net.Socket(), Optional.empty(), "s3cret");
    credentials.admit(new java.net.Socket(), Optional.of("n2"), "s3cret");

    assertEquals("a wrong token", refusal(credentials, Optional.empty(), "s3creT"));
    assertEquals("no token", refusal(credentials, Optional.empty(), ""));
    assertEquals("no token", refusal(credentials, Optional.of("n2"), ""));
    assertFalse(credentials.toString().contains("s3cret"));
  }

  @Test
  void need_a_token_of_one_to_128_bytes() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), " \n");
    Path longer = Files.writeString(folder.resolve("longer"), "x".repeat(129));

    assertEquals(
        empty + ": a token of 0 bytes, expected 1 to 128",
        assertThrows(IOException.class, () -> Credentials.token(empty)).getMessage());
    assertEquals(
        longer + ": a token of 129 bytes, expected 1 to 128",
        assertThrows(IOException.class, () -> Credentials.token(longer)).getMessage());
  }

  private static String refusal(Credentials credentials, Optional<String> server, String said) {
    return String.valueOf(
        assertThrows(Untrusted.class, () -> credentials.admit(new java.net.Socket(), server, said))
            .getMessage());
  }

  private static String whyNoCertificate(Path file) {
    return String.valueOf(
        assertThrows(IOException.class, () -> Pem.certificates(file)).getMessage());
  }

  private static String whyNoKey(Path file) {
    return String.valueOf(assertThrows(IOException.class, () -> Pem.key(file)).getMessage());
  }
}
