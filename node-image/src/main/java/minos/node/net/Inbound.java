package minos.node.net;

import java.util.List;
import java.util.function.Consumer;
import minos.client.AdminRequest;
import minos.client.AdminResponse;
import minos.client.Response;
import minos.raft.Entry;
import minos.wire.Frame;

/** Where a server takes up what arrives over its connections. */
public interface Inbound {
  /** A server has connected; whether it belongs to the cluster is for the protocol to know. */
  void met(Frame.Caller peer);

  /** A message of a peer; lost when there is too much to do, as a message may be at any time. */
  void received(Frame.Caller peer, Frame.Peer message);

  /**
   * A client's question.
   *
   * @param answer takes exactly one response, unless the process ends first; must not wait
   */
  void asked(Frame.Ask question, Consumer<Response> answer);

  /**
   * Somebody asks about this server itself.
   *
   * @param answer takes exactly one response, unless the process ends first; must not wait
   */
  void asked(AdminRequest request, Consumer<AdminResponse> answer);

  /** What a subscriber waits for. */
  sealed interface News {
    /** The committed entries from the one that was asked for on; at least that one. */
    record Entries(List<Entry> entries) implements News {}

    /** The one that was asked for is gone from the log, which begins with this one. */
    record Compacted(long first) implements News {}
  }

  /**
   * A subscriber wants the committed entries from an index on.
   *
   * @param news takes them once, as soon as there is one; must not wait
   * @return false when there is too much to do; {@code news} is then never called
   */
  boolean awaitNews(long from, Consumer<News> news);

  /** Nobody waits for these news any longer. */
  void forget(Consumer<News> news);
}
