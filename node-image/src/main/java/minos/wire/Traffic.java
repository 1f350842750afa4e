package minos.wire;

import java.util.concurrent.atomic.LongAdder;

/** How many bytes of frames came and went, over all connections that share this. */
public final class Traffic {
  private final LongAdder sent = new LongAdder();
  private final LongAdder received = new LongAdder();

  void sent(long bytes) {
    sent.add(bytes);
  }

  void received(long bytes) {
    received.add(bytes);
  }

  public long bytesSent() {
    return sent.sum();
  }

  public long bytesReceived() {
    return received.sum();
  }
}
