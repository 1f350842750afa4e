package minos.client.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import minos.bytes.Malformed;
import minos.client.AdminRequest;
import minos.client.AdminResponse;
import minos.secure.Credentials;
import minos.wire.Frame;
import minos.wire.FrameStream;
import minos.wire.Traffic;

/** Asks one certain server about itself: over a connection of its own each time. */
public final class AdminClient {
  private static final int BUFFER_BYTES = 8 << 10;

  private final Credentials credentials;
  private final int patienceMillis;

  /**
   * @param patience how long to wait for the connection, and again for the answer
   */
  public AdminClient(Duration patience) {
    this(Credentials.NONE, patience);
  }

  /**
   * A client of servers that want to see who it is.
   *
   * @param credentials what it shows
   */
  public AdminClient(Credentials credentials, Duration patience) {
    this.credentials = credentials;
    this.patienceMillis = Math.toIntExact(patience.toMillis());
  }

  /**
   * Asks, and waits for the answer.
   *
   * @param server whoever listens there
   * @throws IOException with why there is none, in a few words
   */
  public AdminResponse ask(InetSocketAddress server, AdminRequest request) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      if (server.isUnresolved()) {
        throw new IOException("no such host: " + server.getHostString());
      }
      socket.connect(server, patienceMillis);
      socket.setSoTimeout(patienceMillis);
      Socket trusted = credentials.toServer(socket, Optional.empty());
      FrameStream stream = new FrameStream(trusted, socket, BUFFER_BYTES, new Traffic());
      stream.write(new Frame.Hello(Optional.empty(), Optional.empty(), credentials.token()));
      stream.write(new Frame.Admin(request));
      stream.flush();
      if (stream.read(Frame.MAX_BYTES) instanceof Frame.AdminAnswer(AdminResponse response)) {
        return response;
      }
      throw new Malformed("something other than an answer");
    }
  }
}
