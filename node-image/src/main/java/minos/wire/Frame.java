package minos.wire;

import java.util.List;
import java.util.Optional;
import minos.client.AdminRequest;
import minos.client.AdminResponse;
import minos.client.Request;
import minos.client.Response;
import minos.client.SubscriptionEnd;
import minos.raft.Entry;
import minos.raft.Message;
import minos.raft.NodeId;

/**
 * What travels over a connection, one at a time: four bytes of length, highest first, then the
 * frame. Whoever connects says {@link Hello} first, and a {@link Ping} now and then; whoever
 * accepted answers each with a {@link Pong}, so that both sides notice a link that swallows all.
 */
public sealed interface Frame {
  /** Longest frame that is read or written; a longer one ends its connection. */
  int MAX_BYTES = 16 << 20;

  /** Longest request of a client, so that its log entry fits a frame between servers. */
  int MAX_ASK_BYTES = 8 << 20;

  /** Longest frame before the other side has said who it is. */
  int MAX_HELLO_BYTES = 512;

  /**
   * Opens a connection.
   *
   * @param server the server that connects, or empty for a client
   * @param to whom it believes to talk to, another server closes the connection; empty for whoever
   *     listens there
   * @param token the word that lets it in; may be empty
   */
  record Hello(Optional<Caller> server, Optional<NodeId> to, String token) implements Frame {
    public Hello(Optional<Caller> server, Optional<NodeId> to) {
      this(server, to, "");
    }

    /** Without the token: this text may get into a log. */
    @Override
    public String toString() {
      return "Hello[server=" + server + ", to=" + to + "]";
    }
  }

  /**
   * A server that connects.
   *
   * @param incarnation the number that it drew when it first started on its disk
   * @param address where it listens itself, {@code host:port}, for those who do not know it yet
   */
  record Caller(NodeId id, long incarnation, String address) {}

  record Ping() implements Frame {}

  record Pong() implements Frame {}

  /** From server to server; never answered on the same connection. */
  record Peer(Message message) implements Frame {}

  record Ask(Request request) implements Frame {}

  record Answer(Response response) implements Frame {}

  record Admin(AdminRequest request) implements Frame {}

  record AdminAnswer(AdminResponse response) implements Frame {}

  /**
   * From now on the client wants every committed entry, in order; once for each connection.
   *
   * @param from log index of the first, at least 1; it may yet have to be written
   */
  record Subscribe(long from) implements Frame {}

  /** The next committed entries; at least one. */
  record Committed(List<Entry> entries) implements Frame {}

  /** There will be no more of them. */
  record SubscriptionEnded(SubscriptionEnd why) implements Frame {}
}
