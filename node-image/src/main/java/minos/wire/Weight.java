package minos.wire;

import minos.client.Response;
import minos.kv.Reply;
import minos.raft.Entry;
import minos.raft.Message;

/** About how much memory a frame holds on to while it waits. */
final class Weight {
  private static final int FIXED = 64;

  private Weight() {}

  static long of(Frame frame) {
    return switch (frame) {
      case Frame.Peer(Message.AppendRequest append) -> {
        long bytes = FIXED;
        for (Entry entry : append.entries()) {
          bytes += FIXED + entry.payload().size();
        }
        yield bytes;
      }
      case Frame.Answer(Response.Answered(long id, Reply.Value value)) ->
          FIXED + 2L * value.value().map(String::length).orElse(0);
      case Frame.Hello h -> FIXED;
      case Frame.Ping p -> FIXED;
      case Frame.Pong p -> FIXED;
      case Frame.Peer p -> FIXED;
      case Frame.Ask a -> FIXED;
      case Frame.Answer a -> FIXED;
    };
  }
}
