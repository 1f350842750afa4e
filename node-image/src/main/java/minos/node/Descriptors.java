package minos.node;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files and sockets this process may have open. */
final class Descriptors {
  private static final int MAX_CLIENTS = 16_384;

  /** For the log, the peers, the admin endpoint, those who have not said who they are. */
  private static final long RESERVED = 2048;

  private Descriptors() {}

  /** How many clients may be connected, so that there is always a descriptor for a peer. */
  static int clients() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? clients(unix.getMaxFileDescriptorCount())
        : MAX_CLIENTS;
  }

  static int clients(long descriptors) {
    long free = Math.max(descriptors - RESERVED, descriptors / 4);
    return (int) Math.min(MAX_CLIENTS, free);
  }
}
