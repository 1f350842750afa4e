package minos.wire;

import java.util.List;
import java.util.Optional;
import minos.client.AdminResponse;
import minos.client.Response;
import minos.kv.Reply;
import minos.raft.Entry;
import minos.raft.Message;

/** About how much memory a frame holds on to while it waits. */
public final class Weight {
  private static final int FIXED = 64;

  private Weight() {}

  /** In bytes. */
  public static long of(Frame frame) {
    return switch (frame) {
      case Frame.Peer(Message.InstallRequest install) -> FIXED + install.chunk().bytes().size();
      case Frame.Peer(Message.AppendRequest append) -> FIXED + ofEntries(append.entries());
      case Frame.Answer(Response.Answered(long id, Reply reply)) -> FIXED + of(reply);
      case Frame.Hello h -> FIXED;
      case Frame.Ping p -> FIXED;
      case Frame.Pong p -> FIXED;
      case Frame.Peer p -> FIXED;
      // Of texts, for the most part: two bytes in memory for each on the wire.
      case Frame.Ask a -> FIXED + 2L * FrameCodec.encode(a).length;
      case Frame.Answer a -> FIXED;
      case Frame.Committed(List<Entry> entries) -> FIXED + ofEntries(entries);
      case Frame.AdminAnswer(AdminResponse.LogEntries(long commitIndex, List<Entry> entries)) ->
          FIXED + ofEntries(entries);
      case Frame.Admin a -> FIXED;
      case Frame.AdminAnswer a -> FIXED;
      case Frame.Subscribe s -> FIXED;
      case Frame.SubscriptionEnded s -> FIXED;
    };
  }

  private static long ofEntries(List<Entry> entries) {
    long bytes = 0;
    for (Entry entry : entries) {
      bytes += FIXED + entry.payload().size();
    }
    return bytes;
  }

  /** Of the replies that can be large. */
  private static long of(Reply reply) {
    return switch (reply) {
      case Reply.Value(Optional<String> value) -> value.map(Weight::of).orElse(0L);
      case Reply.Values(List<String> values) -> of(values);
      case Reply.Reads(List<List<String>> lists) -> lists.stream().mapToLong(Weight::of).sum();
      case Reply.SessionOpened r -> 0;
      case Reply.NoSession r -> 0;
      case Reply.WrongKind r -> 0;
      case Reply.NoQueue r -> 0;
      case Reply.Done r -> 0;
      case Reply.Swapped r -> 0;
      case Reply.Amount r -> 0;
      case Reply.Changed r -> 0;
      case Reply.Found r -> 0;
      case Reply.QueueId r -> 0;
      case Reply.Acquired r -> 0;
      case Reply.Held r -> 0;
      case Reply.Holder r -> 0;
    };
  }

  private static long of(List<String> texts) {
    return FIXED + texts.stream().mapToLong(Weight::of).sum();
  }

  private static long of(String text) {
    return FIXED + 2L * text.length();
  }
}
