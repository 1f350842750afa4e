package minos.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import minos.bytes.Malformed;

/** Puts frames together from bytes as they come, on one thread. Between frames it holds nothing. */
public final class FrameAssembler {
  /** Takes each frame. */
  public interface Sink {
    /**
     * @throws IOException when no more frames are wanted
     */
    void take(Frame frame) throws IOException;
  }

  /** Longer frames take up room that connections share. */
  private static final int FREE_BYTES = 8 << 10;

  private static final byte[] NOTHING = {};

  private final int maxBytes;
  private final FrameStream.Room room;
  private final Traffic traffic;
  private byte[] begun = NOTHING;
  private int size;
  private int held;

  /**
   * @param maxBytes longest frame to accept
   */
  FrameAssembler(int maxBytes, FrameStream.Room room, Traffic traffic) {
    this.maxBytes = maxBytes;
    this.room = room;
    this.traffic = traffic;
  }

  /**
   * Takes all of these bytes.
   *
   * @throws Malformed when what came is no frame, or too long
   * @throws IOException when the sink wants no more, or there is no room
   */
  public void take(ByteBuffer bytes, Sink sink) throws IOException {
    while (bytes.hasRemaining()) {
      if (size == 0 && bytes.remaining() >= Integer.BYTES) {
        int length = checked(bytes.getInt(bytes.position()));
        if (length <= bytes.remaining() - Integer.BYTES) {
          byte[] whole = new byte[length];
          bytes.getInt();
          bytes.get(whole);
          hand(whole, sink);
          continue;
        }
      }
      goOn(bytes, sink);
    }
  }

  private int checked(int length) throws Malformed {
    if (length <= 0 || length > maxBytes) {
      throw new Malformed("a frame of " + length + " bytes, allowed are 1 to " + maxBytes);
    }
    return length;
  }

  /** With a frame of which a part has come before, or of which a part will come later. */
  private void goOn(ByteBuffer bytes, Sink sink) throws IOException {
    fill(bytes, Integer.BYTES);
    if (size < Integer.BYTES) {
      return;
    }
    int length = checked(ByteBuffer.wrap(begun).getInt());
    if (length > FREE_BYTES && held == 0) {
      room.take(length);
      held = length;
    }
    fill(bytes, Integer.BYTES + length);
    if (size == Integer.BYTES + length) {
      byte[] whole = Arrays.copyOfRange(begun, Integer.BYTES, size);
      begun = NOTHING;
      size = 0;
      room.giveBack(held);
      held = 0;
      hand(whole, sink);
    }
  }

  private void hand(byte[] whole, Sink sink) throws IOException {
    traffic.received(Integer.BYTES + whole.length);
    sink.take(FrameCodec.decode(whole));
  }

  /** Grows as bytes arrive: who only claims 16 MB does not get 16 MB. */
  private void fill(ByteBuffer bytes, int wanted) {
    int more = Math.min(Math.max(0, wanted - size), bytes.remaining());
    if (size + more > begun.length) {
      begun = Arrays.copyOf(begun, Math.min(wanted, Math.max(2 * begun.length, size + more)));
    }
    bytes.get(begun, size, more);
    size += more;
  }
}
