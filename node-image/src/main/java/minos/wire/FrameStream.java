package minos.wire;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import minos.bytes.Malformed;

/** Frames over one socket. One thread may read while another writes. */
public final class FrameStream {
  private static final int BUFFER_BYTES = 64 << 10;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  public FrameStream(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES));
    this.out =
        new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES));
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
    // Grows as bytes arrive: a stranger who only claims 16 MB does not get 16 MB.
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("connection ended inside a frame");
    }
    return FrameCodec.decode(bytes);
  }

  /** Writes a frame; it leaves with the next {@link #flush}, or earlier. */
  public void write(Frame frame) throws IOException {
    byte[] bytes = FrameCodec.encode(frame);
    if (bytes.length > Frame.MAX_BYTES) {
      throw new Malformed("a frame of " + bytes.length + " bytes, allowed are " + Frame.MAX_BYTES);
    }
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
      socket.close();
    } catch (IOException e) {
      // The connection is gone either way, and that is all that was wanted.
    }
  }
}
