package minos.node.net;

import java.io.IOException;
import java.util.List;
import minos.bytes.Malformed;
import minos.wire.Frame;

/**
 * One connection whose two sides know each other. What is in its {@link minos.wire.Outbox} leaves
 * without making anybody wait; what comes goes to its {@link Receiver}.
 */
interface Transport {
  /** Whose connection it is. */
  interface Receiver {
    /**
     * A frame has come; one at a time, in order.
     *
     * @throws IOException to end the connection
     */
    void received(Frame frame) throws IOException;

    /** These frames have been handed to the kernel; on any thread. */
    default void written(List<Frame> frames) {}

    /** Nothing comes or leaves any more; called once, on any thread. */
    void ended(IOException why);
  }

  /** A frame that a bug of this server's makes of no use: it ends its connection, and no other. */
  static Malformed brokenBy(RuntimeException bug) {
    return new Malformed("a frame that this server fails at: " + bug);
  }

  /** Frames are read from now on. */
  void start();

  /** What is in the outbox leaves, as soon as the other side takes it. Never waits. */
  void flush();

  /** Ends the connection at once. */
  void close();
}
