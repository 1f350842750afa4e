package minos.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import minos.node.net.HostPort;

/** What a start has opened so far: closed again, the newest first, unless the start succeeds. */
final class Opened implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final Deque<AutoCloseable> resources = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T resource) {
    resources.push(resource);
    return resource;
  }

  /**
   * The port at which peers and clients arrive.
   *
   * @throws IOException with one line for the user
   */
  ServerSocket socket(HostPort address) throws IOException {
    InetSocketAddress resolved = address.resolve();
    if (resolved.isUnresolved()) {
      throw new IOException("--peers " + address + ": no such host");
    }
    ServerSocket socket = ServerSocketChannel.open().socket();
    try {
      socket.setReuseAddress(true); // a restarted server finds its port free
      socket.bind(resolved, BACKLOG);
    } catch (IOException e) {
      socket.close();
      throw new IOException("cannot listen at " + address + ": " + e.getMessage(), e);
    }
    return add(socket);
  }

  /** The start has succeeded: all of it stays open. */
  void keep() {
    resources.clear();
  }

  @Override
  public void close() throws IOException {
    for (AutoCloseable resource : resources) {
      close(resource);
    }
  }

  private static void close(AutoCloseable resource) throws IOException {
    try {
      resource.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
