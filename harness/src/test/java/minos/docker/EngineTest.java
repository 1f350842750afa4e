package minos.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import minos.cluster.ClusterFailed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An engine that does not answer")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EngineTest {
  /** Far more than is promised, for busy machines; without a limit the test would never end. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void is_named_where_there_is_no_socket(@TempDir Path folder) {
    URI endpoint = URI.create("unix://" + folder.resolve("none.sock"));

    assertEquals(
        "no Docker engine answers (" + endpoint + ": no such socket)", complaint(endpoint));
  }

  @Test
  void is_named_where_its_address_is_none() {
    assertEquals(
        "no Docker engine answers (foo: neither unix:///path nor tcp://host:port)",
        complaint(URI.create("foo")));
  }

  @Test
  void is_named_where_nobody_listens(@TempDir Path folder) throws IOException {
    Path socket = folder.resolve("dead.sock");
    listening(socket).close();

    String complaint = complaint(URI.create("unix://" + socket));

    assertTrue(complaint.contains("Connection refused"), complaint);
  }

  @Test
  void is_given_up_soon_where_it_accepts_and_is_silent(@TempDir Path folder) throws IOException {
    Path socket = folder.resolve("mute.sock");
    try (ServerSocketChannel mute = listening(socket)) {
      String complaint =
          assertTimeoutPreemptively(PATIENCE, () -> complaint(URI.create("unix://" + socket)));

      assertTrue(complaint.contains("accepts and is silent"), complaint);
      assertTrue(mute.isOpen());
    }
  }

  @Test
  void is_explained_in_one_line_of_its_own_words() {
    RuntimeException failure =
        new IllegalStateException(
            "outer",
            new IllegalStateException("Status 500: {\"message\":\"driver \\\"x\\\"\\nfailed\"}\n"));

    assertEquals("driver \"x\"\\nfailed", Engine.reason(failure));
  }

  private static ServerSocketChannel listening(Path socket) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    return server;
  }

  private static String complaint(URI endpoint) {
    ClusterFailed failure =
        assertThrows(ClusterFailed.class, () -> Engine.connect(List.of(endpoint)));
    return String.valueOf(failure.getMessage());
  }
}
