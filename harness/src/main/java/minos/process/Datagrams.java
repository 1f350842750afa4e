package minos.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A message a datagram, on the loopback. The program is told the port of this end, and makes its
 * own known by speaking first.
 */
final class Datagrams implements Carrier {
  private static final int DATAGRAM_MAX = 65_507;
  private static final int BUFFER_BYTES = 4 << 20;

  private final DatagramSocket socket;
  private final Hearer hearer;
  private volatile @Nullable SocketAddress program;

  Datagrams(String name, Hearer hearer) throws IOException {
    this.hearer = hearer;
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    socket.setReceiveBufferSize(BUFFER_BYTES);
    Thread.ofPlatform().daemon().name(name + " datagrams").start(this::read);
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void send(byte[] message) {
    SocketAddress to = program;
    if (to == null || socket.isClosed()) {
      return; // As to any port where nobody listens.
    }
    if (message.length > DATAGRAM_MAX) {
      hearer.misbehaved("was sent %,d bytes: no datagram holds them".formatted(message.length));
      return;
    }
    try {
      socket.send(new DatagramPacket(message, message.length, to));
    } catch (IOException e) {
      // It has ended: a datagram to nobody is lost.
    }
  }

  private void read() {
    DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_MAX], DATAGRAM_MAX);
    while (!socket.isClosed()) {
      try {
        packet.setLength(DATAGRAM_MAX);
        socket.receive(packet);
        program = packet.getSocketAddress();
        hearer.said(Arrays.copyOf(packet.getData(), packet.getLength()));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
