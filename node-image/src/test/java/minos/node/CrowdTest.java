package minos.node;

import static minos.node.TestCluster.done;
import static minos.node.TestCluster.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import minos.node.net.HostPort;
import minos.raft.NodeId;
import minos.wire.Frame;
import minos.wire.FrameCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One server in a small heap of its own, so that what a crowd costs is the server's to pay. */
@Tag("load")
@Timeout(180)
@DisplayName("A crowd before a server")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CrowdTest {
  private static final int CROWD = 10_000;
  private static final NodeId N1 = new NodeId("n1");
  private static final NodeId N2 = new NodeId("n2");

  @TempDir private Path folder;
  private final List<Socket> crowd = new ArrayList<>();
  private TestCluster cluster;
  private Process crowded;
  private HostPort door;

  @BeforeEach
  void start() throws IOException {
    long limit =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : Long.MAX_VALUE;
    assumeTrue(limit >= CROWD + 2500, "ulimit -n is " + limit + ": no room for 10,000 sockets");
    cluster = new TestCluster(folder, 3);
    door = Objects.requireNonNull(cluster.addresses.get(N1));
    crowded = startProcess();
    cluster.start(N2);
    cluster.start(new NodeId("n3"));
    cluster.client().put("x", "0");
  }

  @AfterEach
  void stop() throws Exception {
    for (Socket socket : crowd) {
      socket.close();
    }
    if (cluster != null) {
      crowded.destroyForcibly().waitFor();
      cluster.close();
    }
  }

  @Test
  void of_ten_thousand_idle_clients_harms_neither_peers_nor_a_client_that_works()
      throws IOException {
    for (int i = 0; i < CROWD; i++) {
      crowd.add(greet());
    }
    for (Socket one : crowd) { // each of them is really served
      send(one, new Frame.Ping());
      assertEquals(Integer.BYTES + 1, one.getInputStream().readNBytes(Integer.BYTES + 1).length);
    }

    everybodyElseIsServed();

    for (Socket one : crowd) {
      send(one, new Frame.Ping());
      assertEquals(Integer.BYTES + 1, one.getInputStream().readNBytes(Integer.BYTES + 1).length);
    }
  }

  @Test
  void of_strangers_who_never_say_who_they_are_harms_nobody() throws IOException {
    for (int i = 0; i < CROWD; i++) {
      Socket stranger = connect();
      stranger.getOutputStream().write(0); // a quarter of a frame's length
      crowd.add(stranger);
    }

    everybodyElseIsServed();
  }

  @Test
  void of_half_frames_harms_nobody() throws IOException {
    byte[] half = new byte[1 << 20];
    for (int i = 0; i < 200; i++) {
      Socket client = greet();
      Thread.ofVirtual()
          .start(() -> {
            try {
              DataOutputStream out = new DataOutputStream(client.getOutputStream());
              out.writeInt(2 << 20);
              out.write(half);
            } catch (IOException e) {
              // Thrown out, as it may be.
            }
          });
      crowd.add(client);
    }

    everybodyElseIsServed();
  }

  private void everybodyElseIsServed() throws IOException {
    var anna = cluster.client();
    long slowest = 0;
    for (int i = 0; i < 100; i++) {
      long start = System.nanoTime();
      assertEquals(done(), anna.put("x", "" + i));
      slowest = Math.max(slowest, System.nanoTime() - start);
    }
    cluster.stop(N2); // and a peer that comes back finds its place
    cluster.start(N2);
    eventually(
        "n2 is connected to n1 again",
        () ->
            cluster.server(N2).status().matches(".*\"id\":\"n1\"[^}]*\"connected\":true.*")
                && crowded.isAlive());
    assertEquals(done(), anna.put("x", "last"));
    long millis = TimeUnit.NANOSECONDS.toMillis(slowest);
    assertTrue(millis < 5000, "the slowest of 100 puts took " + millis + " ms");
  }

  private Socket greet() throws IOException {
    Socket client = connect();
    send(client, new Frame.Hello(Optional.empty(), Optional.of(N1)));
    return client;
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(door.host(), door.port());
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static void send(Socket socket, Frame frame) throws IOException {
    byte[] bytes = FrameCodec.encode(frame);
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private Process startProcess() throws IOException {
    String peers =
        cluster.addresses.entrySet().stream()
            .map(server -> server.getKey() + "=" + server.getValue())
            .collect(Collectors.joining(","));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "--id",
            "n1",
            "--peers",
            peers,
            "--data",
            folder.resolve("n1").toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("n1.log").toFile())
        .start();
  }
}
