package minos.node.net;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import minos.wire.Frame;
import minos.wire.FrameAssembler;
import minos.wire.FrameStream;
import minos.wire.Outbox;
import org.jspecify.annotations.Nullable;

/**
 * A plain connection. The {@link Reactor} reads it; whoever has something to say writes it, and
 * what the kernel does not take at once the reactor writes when it does.
 */
final class SelectedTransport implements Transport {
  /** Of frames that are turned into bytes together. */
  private static final int CHUNK_BYTES = 256 << 10;

  private final Reactor reactor;
  private final FrameStream stream;
  private final SocketChannel channel;
  private final Outbox outbox;
  private final Receiver receiver;
  private final FrameAssembler assembler;
  private final long silenceNanos;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile long heard = System.nanoTime();
  private volatile @Nullable SelectionKey key;

  private final ReentrantLock writing = new ReentrantLock();

  /** Under the lock: what the kernel has not taken yet, and which frames that ends. */
  private ByteBuffer leaving = ByteBuffer.allocate(0);

  private List<Frame> underWay = List.of();
  private boolean waitsForKernel;

  SelectedTransport(
      Reactor reactor,
      FrameStream stream,
      Outbox outbox,
      int maxBytes,
      long silenceNanos,
      Receiver receiver)
      throws IOException {
    this.reactor = reactor;
    this.stream = stream;
    this.channel = stream.channel().orElseThrow();
    this.outbox = outbox;
    this.receiver = receiver;
    this.assembler = stream.assembler(maxBytes);
    this.silenceNanos = silenceNanos;
    channel.configureBlocking(false);
  }

  @Override
  public void start() {
    reactor.add(this);
  }

  // On the reactor's thread

  void register(Selector selector) {
    try {
      key = channel.register(selector, SelectionKey.OP_READ, this);
      take(stream.rest());
      flush();
    } catch (IOException | CancelledKeyException e) {
      end(e instanceof IOException io ? io : new ClosedChannelException());
    }
  }

  /** The socket has bytes, or takes some. */
  void serve(ByteBuffer buffer) {
    try {
      SelectionKey known = key;
      if (known != null && known.isReadable()) {
        read(buffer);
      }
      if (known != null && known.isWritable()) {
        resume(known);
      }
    } catch (CancelledKeyException e) {
      end(new ClosedChannelException());
    } catch (IOException e) {
      end(e);
    }
  }

  private void resume(SelectionKey known) {
    writing.lock();
    try {
      waitsForKernel = false;
      known.interestOps(SelectionKey.OP_READ);
    } finally {
      writing.unlock();
    }
    flush();
  }

  private void read(ByteBuffer buffer) throws IOException {
    buffer.clear();
    if (channel.read(buffer) < 0) {
      throw new EOFException("connection ended");
    }
    heard = System.nanoTime();
    take(buffer.flip());
  }

  private void take(ByteBuffer bytes) throws IOException {
    try {
      assembler.take(bytes, receiver::received);
    } catch (RuntimeException e) {
      throw Transport.brokenBy(e);
    }
  }

  void endIfSilent(long now) {
    if (now - heard > silenceNanos) {
      end(new SocketTimeoutException("silent for too long"));
    }
  }

  // On any thread

  @Override
  public void flush() {
    SelectionKey known = key;
    if (known == null) {
      return; // the reactor does it, when it knows this connection
    }
    List<Frame> written = new ArrayList<>();
    try {
      writing.lock();
      try {
        write(known, written);
      } finally {
        writing.unlock();
      }
    } catch (IOException e) {
      end(e);
    } catch (CancelledKeyException e) {
      end(new ClosedChannelException());
    }
    receiver.written(written);
  }

  /**
   * @param written gets the frames that the kernel has all of
   */
  private void write(SelectionKey known, List<Frame> written) throws IOException {
    while (!waitsForKernel) {
      if (!leaving.hasRemaining()) {
        written.addAll(underWay);
        underWay = outbox.poll(CHUNK_BYTES);
        if (underWay.isEmpty()) {
          return;
        }
        leaving = stream.encode(underWay);
      }
      channel.write(leaving);
      if (leaving.hasRemaining()) {
        waitsForKernel = true;
        known.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        reactor.wakeUp();
      }
    }
  }

  @Override
  public void close() {
    end(new ClosedChannelException());
  }

  private void end(IOException why) {
    if (ended.compareAndSet(false, true)) {
      stream.close();
      reactor.wakeUp(); // which lets go of the socket
      receiver.ended(why);
    }
  }
}
