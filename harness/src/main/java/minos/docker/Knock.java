package minos.docker;

import java.io.IOException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks at a socket whether an engine is behind it, in a millisecond and without Docker's client:
 * that one takes long to load, and knows no time limit on such sockets.
 */
final class Knock {
  private static final ByteBuffer PING =
      StandardCharsets.US_ASCII.encode("GET /_ping HTTP/1.0\r\n\r\n").asReadOnlyBuffer();

  private Knock() {}

  /**
   * Why nobody answers; empty if somebody does, or if the endpoint is no socket of this machine.
   *
   * @param patience with one that accepts and is silent: on a busy machine it may only be slow
   */
  static Optional<String> refusal(URI endpoint, Duration patience) {
    String scheme = String.valueOf(endpoint.getScheme());
    if (!scheme.equals("unix")) {
      return scheme.equals("tcp")
          ? Optional.empty()
          : Optional.of("neither unix:///path nor tcp://host:port");
    }
    Path socket = Path.of(endpoint.getPath());
    if (!Files.exists(socket)) {
      return Optional.of("no such socket");
    }
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        Selector answers = Selector.open()) {
      channel.write(PING.duplicate());
      channel.configureBlocking(false);
      channel.register(answers, SelectionKey.OP_READ);
      return answers.select(patience.toMillis()) > 0
          ? Optional.empty()
          : Optional.of("accepts and is silent for " + patience.toMillis() + " ms");
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      return Optional.of(
          why.contains("denied") ? "not allowed; be root or in the group docker" : why);
    }
  }
}
