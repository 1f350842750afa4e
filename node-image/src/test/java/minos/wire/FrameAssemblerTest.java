package minos.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.bytes.Malformed;
import minos.client.Request;
import minos.kv.Query;
import minos.raft.NodeId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Frames that come in pieces")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FrameAssemblerTest {
  private static final int MAX_BYTES = 100_000;
  private static final Frame LONG = new Frame.Ask(new Request.Read(7, get("k".repeat(50_000))));
  private static final List<Frame> FRAMES =
      List.of(
          new Frame.Hello(Optional.empty(), Optional.of(new NodeId("n1"))),
          new Frame.Ping(),
          LONG,
          new Frame.Pong(),
          new Frame.Ask(new Request.Read(8, get("x"))));

  private final List<Frame> taken = new ArrayList<>();
  private final Traffic traffic = new Traffic();
  private final Shared room = new Shared();
  private final FrameAssembler assembler = new FrameAssembler(MAX_BYTES, room, traffic);

  private static Query get(String key) {
    return new Query.Get(key);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 100, 4096, 60_000, 1 << 20})
  void are_whole_again_whatever_the_pieces(int piece) throws IOException {
    byte[] bytes = bytes(FRAMES);

    for (int from = 0; from < bytes.length; from += piece) {
      assembler.take(
          ByteBuffer.wrap(bytes, from, Math.min(piece, bytes.length - from)), taken::add);
    }

    assertEquals(FRAMES, taken);
    assertEquals(bytes.length, traffic.bytesReceived());
    assertEquals(0, room.taken);
  }

  @Test
  void take_up_shared_room_while_they_are_long_and_not_whole() throws IOException {
    byte[] bytes = bytes(List.of(LONG));

    assembler.take(ByteBuffer.wrap(bytes, 0, 10), taken::add);
    long meanwhile = room.taken;
    assembler.take(ByteBuffer.wrap(bytes, 10, bytes.length - 10), taken::add);

    assertEquals(bytes.length - Integer.BYTES, meanwhile);
    assertEquals(0, room.taken);
  }

  @Test
  void end_the_connection_when_there_is_no_room() throws IOException {
    byte[] bytes = bytes(List.of(LONG));
    room.left = 1000;

    assertThrows(
        IOException.class, () -> assembler.take(ByteBuffer.wrap(bytes, 0, 10), taken::add));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, MAX_BYTES + 1, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void are_refused_when_they_claim_a_length_that_is_not_allowed(int length) {
    byte[] claim = ByteBuffer.allocate(Integer.BYTES).putInt(length).array();

    assertThrows(Malformed.class, () -> assembler.take(ByteBuffer.wrap(claim), taken::add));

    FrameAssembler slow = new FrameAssembler(MAX_BYTES, room, traffic);
    assertThrows(
        Malformed.class,
        () -> {
          for (byte one : claim) {
            slow.take(ByteBuffer.wrap(new byte[] {one}), taken::add);
          }
        });
  }

  @Test
  void are_no_longer_taken_when_nobody_wants_them() throws IOException {
    byte[] bytes = bytes(FRAMES);

    assertThrows(
        IOException.class,
        () ->
            assembler.take(
                ByteBuffer.wrap(bytes),
                frame -> {
                  taken.add(frame);
                  throw new IOException("enough");
                }));

    assertEquals(FRAMES.subList(0, 1), taken);
  }

  private static byte[] bytes(List<Frame> frames) {
    ByteBuffer all = ByteBuffer.allocate(1 << 20);
    for (Frame frame : frames) {
      byte[] bytes = FrameCodec.encode(frame);
      all.putInt(bytes.length).put(bytes);
    }
    byte[] written = new byte[all.flip().remaining()];
    all.get(written);
    return written;
  }

  private static final class Shared implements FrameStream.Room {
    private long left = Long.MAX_VALUE;
    private long taken;

    @Override
    public void take(long bytes) throws IOException {
      if (bytes > left) {
        throw new IOException("no room");
      }
      taken += bytes;
    }

    @Override
    public void giveBack(long bytes) {
      taken -= bytes;
    }
  }
}
