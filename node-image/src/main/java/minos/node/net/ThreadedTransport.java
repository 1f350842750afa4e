package minos.node.net;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import minos.wire.Frame;
import minos.wire.FrameStream;
import minos.wire.Outbox;

/** A connection with TLS, which the JDK has as streams: one thread reads, another writes. */
final class ThreadedTransport implements Transport {
  private final FrameStream stream;
  private final Outbox outbox;
  private final int maxBytes;
  private final Receiver receiver;
  private final Runnable settled;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Thread reader = Thread.ofVirtual().unstarted(this::read);
  private final Thread writer = Thread.ofVirtual().unstarted(this::write);

  /**
   * @param settled runs when all has been read that is there for now
   */
  ThreadedTransport(
      FrameStream stream, Outbox outbox, int maxBytes, Receiver receiver, Runnable settled) {
    this.stream = stream;
    this.outbox = outbox;
    this.maxBytes = maxBytes;
    this.receiver = receiver;
    this.settled = settled;
  }

  @Override
  public void start() {
    reader.start();
    writer.start();
  }

  private void read() {
    try {
      while (true) {
        if (!stream.hasNext()) {
          settled.run();
        }
        receiver.received(stream.read(maxBytes));
      }
    } catch (IOException e) {
      end(e);
    } catch (RuntimeException e) {
      end(Transport.brokenBy(e));
    }
  }

  private void write() {
    try {
      while (!ended.get()) {
        List<Frame> frames = outbox.takeAll(TimeUnit.HOURS.toNanos(1));
        for (Frame frame : frames) {
          stream.write(frame);
        }
        stream.flush();
        receiver.written(frames);
      }
    } catch (IOException e) {
      end(e);
    } catch (InterruptedException e) {
      close();
    }
  }

  /** The writer waits for frames by itself. */
  @Override
  public void flush() {}

  @Override
  public void close() {
    end(new ClosedChannelException());
  }

  private void end(IOException why) {
    if (ended.compareAndSet(false, true)) {
      stream.close();
      writer.interrupt();
      receiver.ended(why);
    }
  }
}
