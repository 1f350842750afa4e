package minos.node;

import static minos.node.TestCluster.done;
import static minos.node.TestCluster.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import minos.client.Request;
import minos.kv.Command;
import minos.kv.Query;
import minos.node.net.HostPort;
import minos.raft.EntryId;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.wire.Frame;
import minos.wire.FrameCodec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A server before whom nonsense is talked")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FuzzTest {
  private static final NodeId N1 = new NodeId("n1");
  private static final List<Frame> WELL_FORMED =
      List.of(
          new Frame.Hello(Optional.empty(), Optional.of(N1)),
          new Frame.Hello(
              Optional.of(new Frame.Caller(new NodeId("n2"), 1, "127.0.0.1:1")), Optional.of(N1)),
          new Frame.Ping(),
          new Frame.Peer(new Message.AppendRequest(1, EntryId.NONE, List.of(), 0, 0)),
          new Frame.Ask(new Request.Propose(1, new Command.OpenSession())),
          new Frame.Ask(new Request.Read(1, new Query.Get("x"))),
          new Frame.Subscribe(1));

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void stays_up_and_serves_others(long seed) throws Exception {
    Random random = new Random(seed);
    try (TestCluster cluster = new TestCluster(folder, 1).startAll()) {
      var anna = cluster.client();
      assertEquals(done(), anna.put("x", "1"));
      HostPort address = cluster.addresses.values().iterator().next();
      for (int i = 0; i < 300; i++) {
        try (Socket socket = new Socket(address.host(), address.port())) {
          babble(new DataOutputStream(socket.getOutputStream()), random);
        } catch (IOException e) {
          // Thrown out in the middle of it, as is right.
        }
      }

      assertEquals(value("1"), anna.get("x"));
      assertEquals(done(), cluster.client().put("y", "2"));
      assertTrue(cluster.fatal.isEmpty(), cluster.fatal::toString);
    }
  }

  private static void babble(DataOutputStream out, Random random) throws IOException {
    if (random.nextInt(4) > 0) {
      write(out, FrameCodec.encode(WELL_FORMED.getFirst()), random.nextInt(4) == 0);
    }
    for (int i = 0; i < 3; i++) {
      switch (random.nextInt(4)) {
        case 0 -> {
          byte[] noise = new byte[random.nextInt(200)];
          random.nextBytes(noise);
          out.write(noise);
        }
        case 1 -> out.writeInt(random.nextInt());
        case 2 -> write(out, mutated(random), false);
        default -> write(out, mutated(random), true);
      }
    }
  }

  private static byte[] mutated(Random random) {
    byte[] bytes = FrameCodec.encode(WELL_FORMED.get(random.nextInt(WELL_FORMED.size())));
    for (int i = random.nextInt(4); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private static void write(DataOutputStream out, byte[] frame, boolean cutOff) throws IOException {
    out.writeInt(frame.length);
    out.write(frame, 0, cutOff ? frame.length / 2 : frame.length);
  }
}
