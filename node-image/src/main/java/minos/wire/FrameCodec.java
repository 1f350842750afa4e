package minos.wire;

import java.util.List;
import java.util.Optional;
import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;
import minos.client.ClusterRequest;
import minos.client.ClusterView;
import minos.client.Request;
import minos.client.Response;
import minos.client.SubscriptionEnd;
import minos.kv.CommandCodec;
import minos.kv.Query;
import minos.kv.QueryCodec;
import minos.kv.ReplyCodec;
import minos.raft.Entry;
import minos.raft.NodeId;

/** Frames as bytes, without the length before them. */
public final class FrameCodec {
  private static final int HELLO = 1;
  private static final int PING = 2;
  private static final int PONG = 3;
  private static final int PEER = 4;
  private static final int PROPOSE = 5;
  private static final int READ = 6;
  private static final int ANSWERED = 7;
  private static final int REJECTED = 8;
  private static final int INDETERMINATE = 9;
  private static final int READ_ANYWHERE = 10;
  private static final int NO_SPACE = 11;
  private static final int ADMINISTER = 12;
  private static final int ADMINISTERED = 13;
  private static final int DECLINED = 14;
  private static final int ADMIN = 20;
  private static final int ADMIN_ANSWER = 21;
  private static final int SUBSCRIBE = 22;
  private static final int COMMITTED = 23;
  private static final int SUBSCRIPTION_ENDED = 24;

  /** So that a stranger's bytes, or another version's, are told from ours at once. */
  private static final String PROTOCOL = "minos/1";

  private FrameCodec() {}

  public static byte[] encode(Frame frame) {
    Encoder to = new Encoder();
    switch (frame) {
      case Frame.Hello(Optional<Frame.Caller> server, Optional<NodeId> name, String token) -> {
        to.octet(HELLO).text(PROTOCOL).text(name.map(NodeId::name).orElse(""));
        to.flag(server.isPresent());
        server.ifPresent(caller ->
            to.text(caller.id().name()).number(caller.incarnation()).text(caller.address()));
        to.text(token);
      }
      case Frame.Ping() -> to.octet(PING);
      case Frame.Pong() -> to.octet(PONG);
      case Frame.Peer peer -> MessageCodec.encode(peer.message(), to.octet(PEER));
      case Frame.Ask ask -> request(to, ask.request());
      case Frame.Answer answer -> response(to, answer.response());
      case Frame.Admin admin -> AdminCodec.encode(admin.request(), to.octet(ADMIN));
      case Frame.AdminAnswer answer -> AdminCodec.encode(answer.response(), to.octet(ADMIN_ANSWER));
      case Frame.Subscribe(long from) -> to.octet(SUBSCRIBE).number(from);
      case Frame.Committed(List<Entry> entries) -> AdminCodec.entries(entries, to.octet(COMMITTED));
      case Frame.SubscriptionEnded(SubscriptionEnd why) ->
          AdminCodec.encode(why, to.octet(SUBSCRIPTION_ENDED));
    }
    return to.toBytes();
  }

  /** Reads one frame, which must take up all of the bytes. */
  public static Frame decode(byte[] bytes) throws Malformed {
    Decoder from = new Decoder(bytes);
    int tag = from.octet();
    Frame frame =
        switch (tag) {
          case HELLO -> hello(from);
          case PING -> new Frame.Ping();
          case PONG -> new Frame.Pong();
          case PEER -> new Frame.Peer(MessageCodec.decode(from));
          case PROPOSE, READ, READ_ANYWHERE, ADMINISTER -> new Frame.Ask(request(tag, from));
          case ANSWERED, ADMINISTERED, DECLINED, REJECTED, INDETERMINATE, NO_SPACE ->
              new Frame.Answer(response(tag, from));
          case ADMIN -> new Frame.Admin(AdminCodec.request(from));
          case ADMIN_ANSWER -> new Frame.AdminAnswer(AdminCodec.response(from));
          case SUBSCRIBE -> new Frame.Subscribe(from.number());
          case COMMITTED -> new Frame.Committed(AdminCodec.entries(from));
          case SUBSCRIPTION_ENDED -> new Frame.SubscriptionEnded(AdminCodec.end(from));
          default -> throw from.malformed("is a frame of unknown kind " + tag);
        };
    from.end();
    return frame;
  }

  private static Frame hello(Decoder from) throws Malformed {
    String protocol = from.text();
    if (!protocol.equals(PROTOCOL)) {
      throw from.malformed("speaks another protocol: " + protocol);
    }
    Optional<NodeId> to = name(from);
    Optional<Frame.Caller> caller =
        from.flag()
            ? Optional.of(new Frame.Caller(new NodeId(from.text()), from.number(), from.text()))
            : Optional.empty();
    return new Frame.Hello(caller, to, from.text());
  }

  private static void request(Encoder to, Request request) {
    switch (request) {
      case Request.Propose propose ->
          CommandCodec.encode(propose.command(), to.octet(PROPOSE).number(propose.id()));
      case Request.Read(long id, Query query, boolean anywhere) ->
          QueryCodec.encode(query, to.octet(anywhere ? READ_ANYWHERE : READ).number(id));
      case Request.Administer(long id, ClusterRequest wish) ->
          ClusterCodec.encode(wish, to.octet(ADMINISTER).number(id));
    }
  }

  private static Request request(int tag, Decoder from) throws Malformed {
    long id = from.number();
    return switch (tag) {
      case PROPOSE -> new Request.Propose(id, CommandCodec.decode(from));
      case ADMINISTER -> new Request.Administer(id, ClusterCodec.decode(from));
      default -> new Request.Read(id, QueryCodec.decode(from), tag == READ_ANYWHERE);
    };
  }

  private static void response(Encoder to, Response response) {
    switch (response) {
      case Response.Answered answered ->
          ReplyCodec.encode(answered.reply(), to.octet(ANSWERED).number(answered.id()));
      case Response.Administered(long id, ClusterView cluster) ->
          ClusterCodec.encode(cluster, to.octet(ADMINISTERED).number(id));
      case Response.Declined(long id, String why) -> to.octet(DECLINED).number(id).text(why);
      case Response.Rejected rejected ->
          leader(to.octet(REJECTED).number(rejected.id()), rejected.leader());
      case Response.NoSpace full -> to.octet(NO_SPACE).number(full.id());
      case Response.Indeterminate lost ->
          leader(to.octet(INDETERMINATE).number(lost.id()), lost.leader());
    }
  }

  private static Response response(int tag, Decoder from) throws Malformed {
    long id = from.number();
    return switch (tag) {
      case ADMINISTERED -> new Response.Administered(id, ClusterCodec.view(from));
      case DECLINED -> new Response.Declined(id, from.text());
      case REJECTED -> new Response.Rejected(id, name(from));
      case NO_SPACE -> new Response.NoSpace(id);
      case INDETERMINATE -> new Response.Indeterminate(id, name(from));
      default -> new Response.Answered(id, ReplyCodec.decode(from));
    };
  }

  private static void leader(Encoder to, Optional<NodeId> leader) {
    to.text(leader.map(NodeId::name).orElse(""));
  }

  private static Optional<NodeId> name(Decoder from) throws Malformed {
    String name = from.text();
    return name.isEmpty() ? Optional.empty() : Optional.of(new NodeId(name));
  }
}
