package minos.node.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import minos.client.AdminRequest;
import minos.client.AdminResponse;
import minos.client.Response;
import minos.client.SubscriptionEnd;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.Payload;
import minos.wire.Frame;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A subscriber's feed")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FeedTest {
  private final List<Frame> sent = new ArrayList<>();
  private final Asked server = new Asked();
  private long nowSeconds;
  private final Feed feed = new Feed(server, sent::add, () -> TimeUnit.SECONDS.toNanos(nowSeconds));

  @Test
  void asks_for_the_next_batch_only_when_the_last_is_written() {
    assertTrue(feed.subscribe(5));
    server.tell(entries(5, 6));
    List<Long> whileWriting = List.copyOf(server.froms);
    feed.written(sent);
    server.tell(entries(7, 7));

    assertEquals(List.of(5L), whileWriting);
    assertEquals(List.of(5L, 7L), server.froms);
    assertEquals(
        List.of(new Frame.Committed(entries(5, 6)), new Frame.Committed(entries(7, 7))), sent);
  }

  @Test
  void does_not_take_another_frame_for_its_batch() {
    assertTrue(feed.subscribe(5));
    server.tell(entries(5, 6));

    feed.written(List.of(new Frame.Pong()));

    assertEquals(List.of(5L), server.froms);
  }

  @Test
  void says_where_the_log_begins_when_the_entry_is_gone_and_is_silent_then() {
    assertTrue(feed.subscribe(5));

    server.tell(new Inbound.News.Compacted(90));
    feed.written(sent);

    assertEquals(List.of(new Frame.SubscriptionEnded(new SubscriptionEnd.Compacted(90))), sent);
    assertEquals(List.of(5L), server.froms);
    assertTrue(feed.heard());
  }

  @Test
  void drops_a_subscriber_that_does_not_read_and_says_where_to_go_on() {
    assertTrue(feed.subscribe(5));
    server.tell(entries(5, 6));

    nowSeconds = 10;
    assertTrue(feed.heard());
    List<Frame> inTime = List.copyOf(sent);
    nowSeconds = 11;
    assertTrue(feed.heard());
    feed.written(sent);

    assertEquals(List.of(new Frame.Committed(entries(5, 6))), inTime);
    assertEquals(new Frame.SubscriptionEnded(new SubscriptionEnd.TooSlow(7)), sent.getLast());
    assertEquals(List.of(5L), server.froms);
    nowSeconds = 1000;
    assertTrue(feed.heard(), "it has read, after all");
  }

  @Test
  void gives_the_connection_up_when_not_even_the_end_is_read() {
    assertTrue(feed.subscribe(5));
    server.tell(entries(5, 6));
    nowSeconds = 11;
    assertTrue(feed.heard());

    nowSeconds = 21;

    assertFalse(feed.heard());
  }

  @Test
  void never_drops_one_that_only_has_nothing_to_read() {
    assertTrue(feed.subscribe(5));

    nowSeconds = 1000;

    assertTrue(feed.heard());
    assertEquals(List.of(), sent);
  }

  @Test
  void asks_again_at_the_next_word_when_the_server_had_too_much_to_do() {
    server.busy = true;
    assertTrue(feed.subscribe(5));
    server.busy = false;

    assertTrue(feed.heard());
    assertTrue(feed.heard());

    assertEquals(List.of(5L, 5L), server.froms);
  }

  @Test
  void is_forgotten_by_the_server_when_the_connection_is_gone() {
    assertTrue(feed.subscribe(5));

    feed.close();

    assertEquals(0, server.waiting.size());
  }

  @Test
  void refuses_a_second_subscription_and_one_that_begins_nowhere() {
    assertFalse(feed.subscribe(0));
    assertTrue(feed.subscribe(1));
    assertFalse(feed.subscribe(1));
  }

  private static List<Entry> entries(long from, long to) {
    List<Entry> entries = new ArrayList<>();
    for (long index = from; index <= to; index++) {
      entries.add(new Entry(new EntryId(1, index), Entry.Kind.NO_OP, Payload.EMPTY));
    }
    return entries;
  }

  /** A server that remembers what it was asked. */
  private static final class Asked implements Inbound {
    private final List<Long> froms = new ArrayList<>();
    private final List<Consumer<News>> waiting = new ArrayList<>();
    private boolean busy;

    void tell(List<Entry> entries) {
      tell(new News.Entries(entries));
    }

    void tell(News news) {
      waiting.removeFirst().accept(news);
    }

    @Override
    public boolean awaitNews(long from, Consumer<News> news) {
      froms.add(from);
      if (!busy) {
        waiting.add(news);
      }
      return !busy;
    }

    @Override
    public void forget(Consumer<News> news) {
      waiting.remove(news);
    }

    @Override
    public void met(Frame.Caller peer) {
      throw new AssertionError("no peer in this test");
    }

    @Override
    public void received(Frame.Caller peer, Frame.Peer message) {
      throw new AssertionError("no peer in this test");
    }

    @Override
    public void asked(Frame.Ask question, Consumer<Response> answer) {
      throw new AssertionError("no question in this test");
    }

    @Override
    public void asked(AdminRequest request, Consumer<AdminResponse> answer) {
      throw new AssertionError("no question in this test");
    }
  }
}
