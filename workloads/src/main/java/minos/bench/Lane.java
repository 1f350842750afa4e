package minos.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import minos.client.Request;
import minos.client.Response;
import minos.kv.Command.Change;
import minos.kv.Command.InSession;
import minos.kv.Command.OpenSession;
import minos.kv.Query;
import minos.kv.Reply;
import minos.raft.NodeId;
import minos.wire.Frame;
import minos.wire.FrameCodec;

/**
 * One connection to the leader with a session of its own, and the requests under way on it: a fixed
 * number of slots, each of which asks anew as soon as it is answered. Used by one thread.
 */
final class Lane implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final SocketChannel channel;
  private final Keys keys;
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final long session;

  /** By slot: when it asked last, and under which sequence number. */
  private long[] began = {};

  private long[] sequences = {};
  private long lastSequence;
  private long asked;
  private int underWay;
  private Optional<Response> refusal = Optional.empty();

  private Lane(SocketChannel channel, NodeId server, Keys keys) throws IOException {
    this.channel = channel;
    this.keys = keys;
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    write(new Frame.Hello(Optional.empty(), Optional.of(server)));
    write(new Frame.Ask(new Request.Propose(0, new OpenSession())));
    flush();
    Response response = firstAnswer();
    if (!(response instanceof Response.Answered(long id, Reply reply)
        && reply instanceof Reply.SessionOpened(long opened))) {
      throw new IOException(server + " opens no session: " + response);
    }
    this.session = opened;
  }

  /**
   * Connects and opens a session.
   *
   * @param keys what it asks for
   * @throws IOException also where this server does not lead
   */
  static Lane open(NodeId server, InetSocketAddress address, Keys keys) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.socket().connect(address, 1000);
      return new Lane(channel, server, keys);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private Response firstAnswer() throws IOException {
    while (true) {
      if (channel.read(in) < 0) {
        throw new EOFException("connection closed");
      }
      in.flip();
      Optional<Response> response = next();
      in.compact();
      if (response.isPresent()) {
        return response.get();
      }
    }
  }

  SocketChannel channel() {
    return channel;
  }

  /** Begins to ask in so many slots. */
  void begin(int slots, Load.Kind kind, long now) throws IOException {
    began = new long[slots];
    sequences = new long[slots];
    underWay = slots;
    for (int slot = 0; slot < slots; slot++) {
      ask(slot, kind, now);
    }
    flush();
  }

  private void ask(int slot, Load.Kind kind, long now) throws IOException {
    long id = slot + sequences.length * ++asked;
    began[slot] = now;
    switch (kind) {
      case PUT -> {
        sequences[slot] = ++lastSequence;
        Change put = new Change.Put(keys.next(), Load.VALUE);
        write(
            new Frame.Ask(
                new Request.Propose(
                    id, new InSession(session, lastSequence, acknowledged(), put))));
      }
      case GET -> write(new Frame.Ask(new Request.Read(id, new Query.Get(keys.next()))));
    }
  }

  /** Every number below the lowest under way has its reply. */
  private long acknowledged() {
    long lowest = lastSequence;
    for (long sequence : sequences) {
      if (sequence > 0) {
        lowest = Math.min(lowest, sequence);
      }
    }
    return lowest - 1;
  }

  /**
   * Takes the answers that have come, and asks anew.
   *
   * @param kind what to ask for next; empty to let the slots rest
   * @return how many were answered with something other than success
   */
  long advance(Optional<Load.Kind> kind, long now, Samples samples) throws IOException {
    if (channel.read(in) < 0) {
      throw new EOFException("a server closed its connection");
    }
    long failed = 0;
    in.flip();
    for (Optional<Response> next = next(); next.isPresent(); next = next()) {
      Response response = next.get();
      int slot = (int) (response.id() % sequences.length);
      sequences[slot] = 0;
      samples.add(now - began[slot]);
      if (!isSuccess(response)) {
        failed++;
        refusal = refusal.or(() -> Optional.of(response));
      }
      if (kind.isPresent()) {
        ask(slot, kind.get(), now);
      } else {
        underWay--;
      }
    }
    in.compact();
    flush();
    return failed;
  }

  /** The first answer that was something other than success. */
  Optional<Response> refusal() {
    return refusal;
  }

  boolean isAtRest() {
    return underWay == 0;
  }

  private static boolean isSuccess(Response response) {
    return response instanceof Response.Answered(long id, Reply reply)
        && (reply instanceof Reply.Done || reply instanceof Reply.Value);
  }

  private Optional<Response> next() throws IOException {
    if (in.remaining() < Integer.BYTES
        || in.remaining() < Integer.BYTES + in.getInt(in.position())) {
      return Optional.empty();
    }
    byte[] frame = new byte[in.getInt()];
    in.get(frame);
    return FrameCodec.decode(frame) instanceof Frame.Answer(Response response)
        ? Optional.of(response)
        : next();
  }

  private void write(Frame frame) throws IOException {
    byte[] bytes = FrameCodec.encode(frame);
    if (out.remaining() < Integer.BYTES + bytes.length) {
      flush();
    }
    out.putInt(bytes.length).put(bytes);
  }

  /** Waits where the server does not read; it does, or the figure is worth nothing. */
  private void flush() throws IOException {
    out.flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
    out.clear();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
