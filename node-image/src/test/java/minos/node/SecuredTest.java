package minos.node;

import static minos.node.TestCluster.done;
import static minos.node.TestCluster.eventually;
import static minos.node.TestCluster.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import minos.node.config.Operation;
import minos.node.net.HostPort;
import minos.raft.NodeId;
import minos.secure.Certificates;
import minos.secure.Credentials;
import minos.secure.Tls;
import minos.wire.Frame;
import minos.wire.FrameStream;
import minos.wire.Traffic;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Servers that want to see who connects")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SecuredTest {
  @TempDir private static Path keys;
  private static Certificates certificates = new Certificates(Path.of("."));
  private static Certificates namesakes = certificates;

  @TempDir private Path folder;

  @BeforeAll
  static void make_certificates() throws Exception {
    certificates = new Certificates(keys);
    certificates.authority("ca");
    for (String node : List.of("n1", "n2", "n3")) {
      certificates.signed(node, "ca");
    }
    certificates.signed("anna", "ca");
    namesakes = new Certificates(Files.createDirectory(keys.resolve("namesakes")));
    namesakes.authority("ca"); // of the same name, but with another key
    namesakes.signed("stranger", "ca");
    certificates.signed("late", "ca", "-startdate", "-10d", "-validity", "5");
  }

  @Test
  void talk_over_tls_with_each_other_and_with_clients() throws Exception {
    try (TestCluster cluster = cluster(3)) {
      cluster.credentials = of("anna", "");

      assertEquals(done(), cluster.client().put("x", "1"));
      assertEquals(value("1"), cluster.client().get("x"));
      eventually(
          "all are connected",
          () -> !cluster.server(new NodeId("n1")).status().contains("\"connected\":false"));
    }
  }

  @Test
  void refuse_in_one_line_each_whom_their_authority_does_not_know_and_serve_the_others()
      throws Exception {
    try (TestCluster cluster = cluster(3)) {
      cluster.credentials = of("anna", "");
      assertEquals(done(), cluster.client().put("x", "1"));

      Tls stranger =
          Tls.load(
              namesakes.file("stranger.pem"),
              namesakes.file("stranger.key"),
              certificates.file("ca.pem"));
      refused(cluster, new Credentials(Optional.of(stranger), ""), "PKIX path");
      refused(cluster, of("late", ""), "NotAfter");
      refused(cluster, Credentials.NONE, "TLS: ");
      asPeer(cluster, of("anna", ""), "says it is n2, but its certificate names [anna]");

      assertEquals(value("1"), cluster.client().get("x"));
    }
  }

  @Test
  void want_the_token_of_clients_and_of_servers_that_no_certificate_names() throws Exception {
    Path token = Files.writeString(keys.resolve("token"), "s3cret\n");
    try (TestCluster cluster = new TestCluster(folder, 3)) {
      cluster.operation =
          node -> new Operation(Optional.empty(), Optional.empty(), Optional.of(token), List.of());
      cluster.startAll();
      cluster.credentials = new Credentials(Optional.empty(), "s3cret");
      assertEquals(done(), cluster.client().put("x", "1"));

      refused(cluster, new Credentials(Optional.empty(), "guess"), "a wrong token");
      refused(cluster, Credentials.NONE, "no token");
      asPeer(cluster, Credentials.NONE, "no token");

      assertEquals(value("1"), cluster.client().get("x"));
    }
  }

  private TestCluster cluster(int size) throws IOException {
    TestCluster cluster = new TestCluster(folder, size);
    cluster.operation =
        node ->
            new Operation(
                Optional.empty(),
                Optional.of(
                    new Operation.TlsFiles(
                        certificates.file(node + ".pem"),
                        certificates.file(node + ".key"),
                        certificates.file("ca.pem"))),
                Optional.empty(),
                List.of());
    return cluster.startAll();
  }

  private static Credentials of(String name, String token) throws IOException {
    return new Credentials(Optional.of(certificates.tls(name, "ca")), token);
  }

  private static void refused(TestCluster cluster, Credentials with, String why)
      throws IOException {
    connect(cluster, with, Optional.empty(), why);
  }

  private static void asPeer(TestCluster cluster, Credentials with, String why) throws IOException {
    connect(cluster, with, Optional.of(new NodeId("n2")), why);
  }

  /** Fails unless n1 closes the connection, and says so in one line. */
  private static void connect(
      TestCluster cluster, Credentials with, Optional<NodeId> as, String why) throws IOException {
    NodeId n1 = new NodeId("n1");
    HostPort address = cluster.addresses.values().iterator().next();
    long before = complaints(cluster, why);
    try (Socket socket = new Socket(address.host(), address.port())) {
      socket.setSoTimeout(10_000);
      Socket trusted = with.toServer(socket, Optional.empty());
      FrameStream stream = new FrameStream(trusted, socket, 1024, new Traffic());
      stream.write(
          new Frame.Hello(
              as.map(id -> new Frame.Caller(id, 1, "127.0.0.1:1")), Optional.of(n1), with.token()));
      stream.write(new Frame.Ping());
      stream.flush();
      Frame answer = stream.read(Frame.MAX_HELLO_BYTES);
      assertTrue(false, "let in: " + answer);
    } catch (IOException e) {
      // As it should be.
    }
    eventually(
        "one line that says " + why + " in " + cluster.log,
        () -> complaints(cluster, why) == before + 1);
  }

  private static long complaints(TestCluster cluster, String why) {
    return cluster.log.stream()
        .filter(line -> line.startsWith("n1 closed a connection from ") && line.contains(why))
        .count();
  }
}
