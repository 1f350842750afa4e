package minos.node.net;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import minos.client.SubscriptionEnd;
import minos.node.net.Inbound.News;
import minos.raft.Entry;
import minos.wire.Frame;

/**
 * One connection's subscription to committed entries. At most one batch is under way: the next is
 * asked for when the last has been written to the socket, so a slow subscriber costs one batch of
 * memory and no time of the server's loop. One that lets a batch lie is told so, and dropped.
 */
final class Feed {
  /** So long a batch may wait for the subscriber to read. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private enum State {
    NOT_SUBSCRIBED,
    /** The server has too much to do even to be asked; ask again at the next occasion. */
    TO_ASK,
    ASKED,
    /** A batch is on its way to the socket. */
    WRITING,
    ENDED
  }

  private final Inbound inbound;
  private final Consumer<Frame> send;
  private final LongSupplier clock;

  /** The same object at all times: by it the server forgets who asked. */
  private final Consumer<News> onNews = this::onNews;

  private State state = State.NOT_SUBSCRIBED;
  private long next;
  private long writingSince;
  private boolean endWritten;

  /**
   * @param send puts a frame behind those that wait to be written; never waits
   * @param clock monotonic, in nanoseconds
   */
  Feed(Inbound inbound, Consumer<Frame> send, LongSupplier clock) {
    this.inbound = inbound;
    this.send = send;
    this.clock = clock;
  }

  /**
   * @return false if this connection has a subscription already, or the index is none
   */
  synchronized boolean subscribe(long from) {
    if (state != State.NOT_SUBSCRIBED || from < 1) {
      return false;
    }
    next = from;
    ask();
    return true;
  }

  private void ask() {
    state = State.ASKED;
    if (!inbound.awaitNews(next, onNews) && state == State.ASKED) {
      state = State.TO_ASK;
    }
  }

  private synchronized void onNews(News news) {
    if (state == State.ENDED) {
      return;
    }
    switch (news) {
      case News.Compacted(long first) -> end(new SubscriptionEnd.Compacted(first));
      case News.Entries(List<Entry> entries) -> {
        next = entries.getLast().index() + 1;
        writingSince = clock.getAsLong();
        state = State.WRITING;
        send.accept(new Frame.Committed(entries));
      }
    }
  }

  /** These frames have been written to the socket. */
  synchronized void written(List<Frame> frames) {
    if (state == State.NOT_SUBSCRIBED) {
      return;
    }
    if (frames.stream().anyMatch(Frame.SubscriptionEnded.class::isInstance)) {
      endWritten = true;
    } else if (state == State.WRITING
        && frames.stream().anyMatch(Frame.Committed.class::isInstance)) {
      ask();
    }
  }

  /**
   * The subscriber has said something, a ping for example; a moment to look how it does.
   *
   * @return false if it does not even read that its subscription has ended
   */
  synchronized boolean heard() {
    if (state == State.NOT_SUBSCRIBED) {
      return true;
    }
    long waited = clock.getAsLong() - writingSince;
    if (state == State.TO_ASK) {
      ask();
    } else if (state == State.WRITING && waited > PATIENCE_NANOS) {
      end(new SubscriptionEnd.TooSlow(next));
    }
    return state != State.ENDED || endWritten || waited <= 2 * PATIENCE_NANOS;
  }

  /** The connection is gone. */
  synchronized void close() {
    boolean asked = state == State.ASKED;
    state = State.ENDED;
    if (asked) {
      inbound.forget(onNews);
    }
  }

  private void end(SubscriptionEnd why) {
    state = State.ENDED;
    send.accept(new Frame.SubscriptionEnded(why));
  }
}
