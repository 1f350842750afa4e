package minos.docker;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;

/** One packet from this machine, as its clients send them. */
final class Datagram {
  private Datagram() {}

  /** Sends it; whether it arrived is for the receiver's counters to say. */
  static void to(String address, int port) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(new byte[] {'m'}, 1, Subnet.inetAddress(address), port));
    } catch (IOException e) {
      // Then it has not arrived, and nothing is proven.
    }
  }
}
