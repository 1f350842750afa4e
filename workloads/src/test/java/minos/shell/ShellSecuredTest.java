package minos.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import minos.cli.ExitCode;
import minos.node.Server;
import minos.node.config.Options;
import minos.raft.Rules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("minos shell, at servers that want to see who it is")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ShellSecuredTest {
  private static final String COMMANDS = "put x 1\nget x\nstatus\nlog 1\nwatch 1 1\nmembers\n";

  @TempDir private Path folder = Path.of(".");

  @Test
  void says_the_token_in_all_that_it_asks() throws Exception {
    String[] secret = {"--client-token-file", file("token", "s3cret\n")};
    String address = free();
    try (Server server = server(address, secret)) {
      assertWorks(Transcript.run(COMMANDS, with(secret, "--connect", address)));

      Transcript stranger = Transcript.run(COMMANDS, "--connect", address);
      assertEquals(ExitCode.FAILED, stranger.exit());
      assertTrue(stranger.lines().getFirst().startsWith("--connect: no server answers"));
      assertTrue(server.status().contains("\"role\":\"leader\""), server::status);
    }
  }

  @Test
  void shows_its_certificate_in_all_that_it_asks() throws Exception {
    String[] tls = {
      "--tls-cert", makeCertificate("n1"), "--tls-key", path("n1.key"), "--tls-ca", path("n1.pem")
    };
    String address = free();
    try (Server server = server(address, tls)) {
      assertWorks(Transcript.run(COMMANDS, with(tls, "--connect", address)));
      assertTrue(server.status().contains("\"role\":\"leader\""), server::status);
    }
  }

  @Test
  void says_what_is_missing() throws Exception {
    String secret = file("token", "s3cret\n");

    assertEquals(
        List.of("--tls-... and --client-token-file go with --connect"),
        Transcript.run("", "--client-token-file", secret).lines());
    assertEquals(
        List.of("--tls-cert, --tls-key and --tls-ca go together"),
        Transcript.run("", "--connect", "localhost:1", "--tls-key", secret).lines());
    assertTrue(
        Transcript.run("", "--connect", "localhost:1", "--client-token-file", path("none"))
            .lines()
            .getFirst()
            .contains("cannot be read"));
  }

  private static void assertWorks(Transcript transcript) {
    assertEquals(ExitCode.VALID, transcript.exit(), transcript.lines()::toString);
    assertTrue(
        transcript.lines().stream().anyMatch(line -> line.startsWith("ok \"1\"")),
        transcript.lines()::toString);
  }

  private Server server(String address, String... options) throws Exception {
    String[] all = with(options, "--id", "n1", "--peers", "n1=" + address, "--data", path("data"));
    return Server.start(Options.parse(List.of(all)), Rules.OF_THE_PAPER, line -> {}, why -> {});
  }

  private static String[] with(String[] options, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of(options));
    return all.toArray(String[]::new);
  }

  private static String free() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private String file(String name, String content) throws Exception {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  /** One that has signed itself, and so is its own authority. */
  private String makeCertificate(String name) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-ext",
                "bc:c",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                path("store"))
            .start();
    assertEquals(0, keytool.waitFor());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("store"))) {
      keys.load(in, "changeit".toCharArray());
    }
    byte[] key = keys.getKey(name, "changeit".toCharArray()).getEncoded();
    String ignored = file(name + ".key", pem("PRIVATE KEY", key));
    return file(name + ".pem", pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
  }

  private static String pem(String kind, byte[] bytes) {
    String base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
  }
}
