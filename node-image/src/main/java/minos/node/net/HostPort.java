package minos.node.net;

import java.net.InetSocketAddress;

/** Where a server listens; the name is looked up anew at each use, since addresses move. */
public record HostPort(String host, int port) {
  /**
   * @throws IllegalArgumentException when the text is not {@code host:port}
   */
  public static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (colon > 0 && port >= 0 && port < 65536) {
        return new HostPort(text.substring(0, colon), port);
      }
    } catch (NumberFormatException e) {
      // Said below, like any other text that is no address.
    }
    throw new IllegalArgumentException("'" + text + "' is not host:port");
  }

  public InetSocketAddress resolve() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
