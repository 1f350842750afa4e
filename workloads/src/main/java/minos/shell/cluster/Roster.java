package minos.shell.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import minos.cluster.ClusterFailed;
import minos.node.net.HostPort;
import minos.raft.NodeId;

/**
 * The servers of an embedded cluster and where they listen: at free ports, and at the same ones
 * again. Kept in the cluster's folder, a line each: {@code n6=127.0.0.1:7106 joined left}.
 */
final class Roster {
  private static final String FILE = "servers.txt";
  private static final String JOINED = "joined";
  private static final String LEFT = "left";

  private final Path file;
  private final Map<NodeId, Seat> seats = new LinkedHashMap<>();

  /**
   * @param joined whether the cluster had begun without it
   * @param left whether it belongs to the cluster no longer
   */
  private record Seat(HostPort address, boolean joined, boolean left) {
    static Seat parse(String text) {
      List<String> words = List.of(text.split(" "));
      return new Seat(
          HostPort.parse(words.getFirst()), words.contains(JOINED), words.contains(LEFT));
    }

    @Override
    public String toString() {
      return address + (joined ? " " + JOINED : "") + (left ? " " + LEFT : "");
    }
  }

  private Roster(Path file) {
    this.file = file;
  }

  /**
   * The servers that a folder's cluster has had before, or new ones, n1, n2 and so on.
   *
   * @param founders with how many the cluster begins
   * @throws ClusterFailed if the folder's cluster has begun with another number
   */
  static Roster open(Path folder, int founders) throws IOException, ClusterFailed {
    Roster roster = new Roster(folder.resolve(FILE));
    if (Files.exists(roster.file)) {
      roster.read();
    } else {
      List<HostPort> free = free(founders);
      for (int i = 0; i < founders; i++) {
        roster.seats.put(new NodeId("n" + (i + 1)), new Seat(free.get(i), false, false));
      }
      roster.write();
    }
    long begun = roster.seats.values().stream().filter(seat -> !seat.joined()).count();
    if (begun != founders) {
      throw new ClusterFailed(
          folder + " holds a cluster of " + begun + " nodes: take --nodes " + begun);
    }
    return roster;
  }

  /** Those that have not left. */
  Map<NodeId, InetSocketAddress> present() {
    Map<NodeId, InetSocketAddress> present = new LinkedHashMap<>();
    seats.forEach((node, seat) -> {
      if (!seat.left()) {
        present.put(node, seat.address().resolve());
      }
    });
    return present;
  }

  /** Where a server listens, whether it has left or not. */
  HostPort address(NodeId node) {
    return seat(node).address();
  }

  /** Whether the cluster had begun without this server. */
  boolean joins(NodeId node) {
    return seat(node).joined();
  }

  /**
   * What a server is to be told of the others: who founded the cluster, which never changes, since
   * it is what the log begins with; and itself.
   */
  String peersOf(NodeId self) {
    return seats.entrySet().stream()
        .filter(seat -> !seat.getValue().joined() || seat.getKey().equals(self))
        .map(seat -> seat.getKey() + "=" + seat.getValue().address())
        .collect(Collectors.joining(","));
  }

  /** A server more, or one that had left. */
  void add(NodeId node) throws IOException {
    Seat before = seats.get(node);
    seats.put(
        node,
        before == null
            ? new Seat(free(1).getFirst(), true, false)
            : new Seat(before.address(), before.joined(), false));
    write();
  }

  /** A server has left. */
  void drop(NodeId node) throws IOException {
    Seat before = seat(node);
    seats.put(node, new Seat(before.address(), before.joined(), true));
    write();
  }

  private Seat seat(NodeId node) {
    return Objects.requireNonNull(seats.get(node), node::name);
  }

  private void read() throws IOException, ClusterFailed {
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=');
      try {
        seats.put(
            new NodeId(line.substring(0, Math.max(0, equals))),
            Seat.parse(line.substring(equals + 1)));
      } catch (IllegalArgumentException e) {
        throw new ClusterFailed(file + ": '" + line + "' is not NAME=HOST:PORT", e);
      }
    }
  }

  private void write() throws IOException {
    List<String> lines = new ArrayList<>();
    seats.forEach((node, seat) -> lines.add(node + "=" + seat));
    Files.write(file, lines);
  }

  /** All at once, so that none is given out twice. */
  private static List<HostPort> free(int count) throws IOException {
    List<HostPort> addresses = new ArrayList<>();
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held.add(socket);
        addresses.add(new HostPort("127.0.0.1", socket.getLocalPort()));
      }
      return addresses;
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }
}
