package minos.docker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A range of IPv4 addresses.
 *
 * @param bits the network's address as an unsigned 32-bit number, host part zero
 * @param prefix number of leading bits that are the network's
 */
record Subnet(long bits, int prefix) {
  private static final int FIRST_NODE = 2;
  private static final int CANDIDATES = 256;
  private static final int PREFIX = 24;

  /** Reads {@code 10.1.2.0/24}; empty for anything else, IPv6 among it. */
  static Optional<Subnet> parse(String text) {
    if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}")) {
      return Optional.empty();
    }
    int slash = text.indexOf('/');
    long bits = 0;
    for (String octet : text.substring(0, slash).split("\\.", -1)) {
      bits = bits << 8 | Integer.parseInt(octet);
    }
    int prefix = Math.min(32, Integer.parseInt(text.substring(slash + 1)));
    return Optional.of(new Subnet(bits & mask(prefix), prefix));
  }

  /**
   * The ranges of 254 addresses, out of 256 of them, that overlap with none that is taken. They
   * stand in a corner of 10.0.0.0/8 that neither Docker nor common routers choose by themselves.
   */
  static List<Subnet> free(List<Subnet> taken) {
    List<Subnet> free = new ArrayList<>();
    for (int third = 0; third < CANDIDATES; third++) {
      Subnet candidate = new Subnet(10L << 24 | 213L << 16 | (long) third << 8, PREFIX);
      if (taken.stream().noneMatch(candidate::overlaps)) {
        free.add(candidate);
      }
    }
    return free;
  }

  boolean overlaps(Subnet other) {
    long mask = mask(Math.min(prefix, other.prefix));
    return (bits & mask) == (other.bits & mask);
  }

  /** The addresses of {@code count} nodes, in order; the first address is the gateway's. */
  List<String> nodeAddresses(int count) {
    if (count > 250) {
      throw new IllegalArgumentException(count + " nodes do not fit into " + this);
    }
    return Stream.iterate(FIRST_NODE, i -> i + 1).limit(count).map(this::address).toList();
  }

  String gateway() {
    return address(1);
  }

  /** Of the network that a node's address is in. */
  static String gatewayOf(String nodeAddress) {
    return parse(nodeAddress + "/" + PREFIX)
        .orElseThrow(() -> new IllegalArgumentException("no IPv4 address: " + nodeAddress))
        .gateway();
  }

  private String address(int host) {
    long address = bits + host;
    return (address >> 24 & 255)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255);
  }

  /** Without asking any name service, which the JDK might do for a text. */
  static InetAddress inetAddress(String address) {
    List<String> octets = List.of(address.split("\\.", -1));
    byte[] bytes = new byte[octets.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(octets.get(i));
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no IPv4 address: " + address, e);
    }
  }

  private static long mask(int prefix) {
    return prefix == 0 ? 0 : 0xFFFFFFFFL << (32 - prefix) & 0xFFFFFFFFL;
  }

  @Override
  public String toString() {
    return address(0) + "/" + prefix;
  }
}
