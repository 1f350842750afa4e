package minos.wire;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.bytes.Malformed;

/** Frames over one socket. One thread may read while another writes. */
public final class FrameStream {
  /** Memory that many connections share. A frame that fits a connection's buffer needs none. */
  public interface Room {
    /**
     * @param bytes that are about to be read into memory
     * @throws IOException when there is no room for them
     */
    void take(long bytes) throws IOException;

    void giveBack(long bytes);
  }

  private static final int BUFFER_BYTES = 64 << 10;

  private static final Room UNLIMITED =
      new Room() {
        @Override
        public void take(long bytes) {}

        @Override
        public void giveBack(long bytes) {}
      };

  private final Socket socket;
  private final Socket transport;
  private final int bufferBytes;
  private final Arrived arrived;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Traffic traffic;
  private Optional<Room> room = Optional.empty();

  public FrameStream(Socket socket) throws IOException {
    this(socket, socket, BUFFER_BYTES, new Traffic());
  }

  /**
   * Frames over a socket that may lie over another.
   *
   * @param transport the socket below, which can be closed while a write hangs; or the same
   * @param bufferBytes for each direction; of many connections small ones
   * @param traffic counts what comes and goes
   */
  public FrameStream(Socket socket, Socket transport, int bufferBytes, Traffic traffic)
      throws IOException {
    this.socket = socket;
    this.transport = transport;
    this.bufferBytes = bufferBytes;
    this.traffic = traffic;
    this.arrived = new Arrived(socket.getInputStream(), bufferBytes);
    this.in = new DataInputStream(arrived);
    this.out =
        new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), bufferBytes));
  }

  /** From now on frames longer than the buffer take up this room while they are read. */
  public void readInto(Room shared) {
    room = Optional.of(shared);
  }

  /**
   * Waits for the next frame.
   *
   * @param maxBytes longest frame to accept
   * @throws Malformed when what came is no frame, or too long
   * @throws IOException when the connection ended, or stayed silent for longer than its time limit
   */
  public Frame read(int maxBytes) throws IOException {
    int length = in.readInt();
    if (length <= 0 || length > maxBytes) {
      throw new Malformed("a frame of " + length + " bytes, allowed are 1 to " + maxBytes);
    }
    if (length <= bufferBytes || room.isEmpty()) {
      return decode(length);
    }
    room.get().take(length);
    try {
      return decode(length);
    } finally {
      room.get().giveBack(length);
    }
  }

  private Frame decode(int length) throws IOException {
    // Grows as bytes arrive: a stranger who only claims 16 MB does not get 16 MB.
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("connection ended inside a frame");
    }
    traffic.received(Integer.BYTES + length);
    return FrameCodec.decode(bytes);
  }

  /** The channel below, for who would rather read and write it by himself; none where it is TLS. */
  public Optional<SocketChannel> channel() {
    return socket.equals(transport) ? Optional.ofNullable(socket.getChannel()) : Optional.empty();
  }

  /** What was read beyond the last frame. */
  public ByteBuffer rest() {
    return arrived.rest();
  }

  /** For frames that are read from the channel. */
  public FrameAssembler assembler(int maxBytes) {
    return new FrameAssembler(maxBytes, room.orElse(UNLIMITED), traffic);
  }

  /** Frames as {@link #write} would write them. */
  public ByteBuffer encode(List<Frame> frames) throws Malformed {
    List<byte[]> encoded = new ArrayList<>(frames.size());
    int size = 0;
    for (Frame frame : frames) {
      byte[] bytes = bytes(frame);
      encoded.add(bytes);
      size += Integer.BYTES + bytes.length;
    }
    ByteBuffer all = ByteBuffer.allocate(size);
    encoded.forEach(bytes -> all.putInt(bytes.length).put(bytes));
    return all.flip();
  }

  private byte[] bytes(Frame frame) throws Malformed {
    byte[] bytes = FrameCodec.encode(frame);
    if (bytes.length > Frame.MAX_BYTES) {
      throw new Malformed("a frame of " + bytes.length + " bytes, allowed are " + Frame.MAX_BYTES);
    }
    traffic.sent(Integer.BYTES + bytes.length);
    return bytes;
  }

  /** Whether the next {@link #read} certainly does not wait: all of a frame is here. */
  public boolean hasNext() {
    return arrived.holdsFrame();
  }

  /** Writes a frame; it leaves with the next {@link #flush}, or earlier. */
  public void write(Frame frame) throws IOException {
    byte[] bytes = bytes(frame);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  public void flush() throws IOException {
    out.flush();
  }

  /** How long {@link #read} waits for bytes; 0 means for ever. */
  public void readTimeout(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  /**
   * Ends the connection at once; readers and writers get an exception. Bytes in flight are lost.
   */
  public void close() {
    try {
      transport.close();
    } catch (IOException e) {
      // The connection is gone either way, and that is all that was wanted.
    }
  }

  /** What was read from the socket, and not yet looked at. */
  private static final class Arrived extends BufferedInputStream {
    Arrived(InputStream in, int bufferBytes) {
      super(in, bufferBytes);
    }

    ByteBuffer rest() {
      return ByteBuffer.wrap(buf, pos, count - pos);
    }

    boolean holdsFrame() {
      int bytes = count - pos;
      return bytes >= Integer.BYTES
          && bytes - Integer.BYTES >= ByteBuffer.wrap(buf, pos, Integer.BYTES).getInt();
    }
  }
}
