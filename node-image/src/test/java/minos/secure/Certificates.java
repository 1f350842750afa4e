package minos.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Certificates and keys as PEM files in a folder, made with the JDK's keytool. */
public final class Certificates {
  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final Path store;

  public Certificates(Path folder) {
    this.folder = folder;
    this.store = folder.resolve("store.p12");
  }

  /** Somebody who signs; makes {@code NAME.pem}. */
  public Path authority(String name) throws Exception {
    keytool(name, "-ext", "bc:c");
    return export(name);
  }

  /** Somebody whose certificate is signed; makes {@code NAME.pem} and {@code NAME.key}. */
  public void signed(String name, String authority, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-signer", authority));
    arguments.addAll(List.of(more));
    keytool(name, arguments.toArray(String[]::new));
    export(name);
  }

  public Tls tls(String name, String authority) throws IOException {
    return Tls.load(file(name + ".pem"), file(name + ".key"), file(authority + ".pem"));
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  private void keytool(String name, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", name, "-dname", "CN=" + name));
    command.addAll(List.of("-keyalg", "EC", "-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", store.toString()));
    command.addAll(List.of(more));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, keytool.waitFor(), said);
  }

  private Path export(String name) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    byte[] key = keys.getKey(name, PASSWORD.toCharArray()).getEncoded();
    Files.writeString(file(name + ".key"), pem("PRIVATE KEY", key));
    return Files.writeString(
        file(name + ".pem"), pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
  }

  static String pem(String kind, byte[] bytes) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
  }
}
