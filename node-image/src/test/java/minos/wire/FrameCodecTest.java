package minos.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import minos.bytes.Malformed;
import minos.client.AdminRequest;
import minos.client.AdminResponse;
import minos.client.ClusterRequest;
import minos.client.ClusterView;
import minos.client.Request;
import minos.client.Response;
import minos.client.SubscriptionEnd;
import minos.kv.Command;
import minos.kv.Query;
import minos.kv.Reply;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.Membership;
import minos.raft.MembershipChange;
import minos.raft.MembershipCodec;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.Payload;
import minos.raft.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A frame")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FrameCodecTest {
  private static final EntryId LAST = new EntryId(7, Long.MAX_VALUE);
  private static final Entry NO_OP = new Entry(new EntryId(7, 1), Entry.Kind.NO_OP, Payload.EMPTY);
  private static final Entry COMMAND =
      new Entry(new EntryId(7, 2), Entry.Kind.COMMAND, new Payload(new byte[] {0, -1, 127}));

  private static final Entry MEMBERSHIP =
      new Entry(
          new EntryId(7, 3),
          Entry.Kind.MEMBERSHIP,
          MembershipCodec.encode(Membership.of(List.of(new NodeId("n1")))));

  private static Stream<Frame> frames() {
    return Stream.concat(
        Stream.of(
            new Frame.Hello(
                Optional.of(new Frame.Caller(new NodeId("n1"), -3, "host:1")),
                Optional.of(new NodeId("n2"))),
            new Frame.Hello(Optional.empty(), Optional.of(new NodeId("n2"))),
            new Frame.Ping(),
            new Frame.Pong(),
            new Frame.Ask(
                new Request.Propose(
                    1, new Command.InSession(9, 2, 1, new Command.Change.Put("k", "v\u00fc")))),
            new Frame.Ask(new Request.Read(300, new Query.Get("k"))),
            new Frame.Ask(new Request.Administer(7, new ClusterRequest.Members())),
            new Frame.Ask(
                new Request.Administer(
                    7,
                    new ClusterRequest.Change(
                        MembershipChange.replace(new NodeId("n1"), new NodeId("n4"), "h:1")
                            .and(MembershipChange.addLearner(new NodeId("n5"), "h:2"))))),
            new Frame.Ask(
                new Request.Administer(
                    7, new ClusterRequest.Transfer(Optional.of(new NodeId("n2"))))),
            new Frame.Answer(
                new Response.Administered(
                    7,
                    new ClusterView(
                        Optional.of(new NodeId("n1")),
                        3,
                        Membership.of(List.of(new NodeId("n1")))))),
            new Frame.Answer(new Response.Declined(8, "no")),
            new Frame.Answer(new Response.Answered(1L << 40, new Reply.Value(Optional.of("")))),
            new Frame.Answer(new Response.Rejected(3, Optional.of(new NodeId("n3")))),
            new Frame.Answer(new Response.Indeterminate(4, Optional.empty()))),
        Stream.concat(messages().map(Frame.Peer::new), ofOneServer()));
  }

  /** What is asked of one certain server, and its committed entries. */
  private static Stream<Frame> ofOneServer() {
    return Stream.of(
        new Frame.Hello(Optional.empty(), Optional.empty()),
        new Frame.Admin(new AdminRequest.Status()),
        new Frame.Admin(new AdminRequest.Entries(7, 300)),
        new Frame.Admin(new AdminRequest.Detach()),
        new Frame.Admin(new AdminRequest.Attach()),
        new Frame.AdminAnswer(
            new AdminResponse.ServerStatus(
                new NodeId("n1"),
                7,
                Role.LEADER,
                Optional.of(new NodeId("n1")),
                1,
                2,
                3,
                4,
                true,
                Map.of(new NodeId("n1"), "127.0.0.1:7101"),
                Set.of(new NodeId("n2"), new NodeId("n3")))),
        new Frame.AdminAnswer(new AdminResponse.LogEntries(1, List.of(NO_OP, COMMAND))),
        new Frame.AdminAnswer(new AdminResponse.Done()),
        new Frame.AdminAnswer(new AdminResponse.Refused("no")),
        new Frame.Subscribe(300),
        new Frame.Committed(List.of(NO_OP, COMMAND)),
        new Frame.SubscriptionEnded(new SubscriptionEnd.Compacted(300)),
        new Frame.SubscriptionEnded(new SubscriptionEnd.TooSlow(301)));
  }

  private static Stream<Message> messages() {
    return Stream.of(
        new Message.PreVoteRequest(7, LAST),
        new Message.PreVoteReply(7, true),
        new Message.VoteRequest(8, EntryId.NONE),
        new Message.VoteRequest(8, LAST, true),
        new Message.TimeoutNow(9),
        new Message.VoteReply(8, false),
        new Message.AppendRequest(7, LAST, List.of(NO_OP, COMMAND, MEMBERSHIP), 5, 6),
        new Message.AppendRequest(7, EntryId.NONE, List.of(), 0, 0),
        new Message.AppendReply(7, true, 128, 127),
        new Message.AppendReply(7, false, 0, 1));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void comes_out_as_it_went_in(Frame frame) throws Malformed {
    assertEquals(frame, FrameCodec.decode(FrameCodec.encode(frame)));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void is_malformed_when_any_part_of_its_end_is_missing(Frame frame) {
    byte[] bytes = FrameCodec.encode(frame);

    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThrows(Malformed.class, () -> FrameCodec.decode(part), "first " + length + " bytes");
    }
  }

  @ParameterizedTest
  @MethodSource("frames")
  void is_malformed_when_something_follows_it(Frame frame) {
    byte[] bytes = FrameCodec.encode(frame);

    assertThrows(Malformed.class, () -> FrameCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)));
  }

  @Test
  void of_another_protocol_is_malformed() {
    byte[] hello =
        FrameCodec.encode(new Frame.Hello(Optional.empty(), Optional.of(new NodeId("n1"))));
    hello[8]++;

    Malformed refused = assertThrows(Malformed.class, () -> FrameCodec.decode(hello));

    assertEquals("speaks another protocol: minos/2 (byte 9)", refused.getMessage());
  }

  @Test
  void made_of_random_bytes_is_malformed_or_a_frame_but_never_anything_worse() {
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(40)];
      random.nextBytes(bytes);
      bytes[0] = (byte) random.nextInt(26);
      try {
        assertTrue(FrameCodec.encode(FrameCodec.decode(bytes)).length > 0);
      } catch (Malformed e) {
        refused++;
      }
    }

    assertTrue(refused > 50_000, "refused " + refused);
  }
}
