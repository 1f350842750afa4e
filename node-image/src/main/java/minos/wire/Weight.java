package minos.wire;

import minos.client.Request;
import minos.client.Response;
import minos.kv.Command;
import minos.kv.Command.Change;
import minos.kv.Query;
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
      case Frame.Peer(Message.AppendRequest append) -> {
        long bytes = FIXED;
        for (Entry entry : append.entries()) {
          bytes += FIXED + entry.payload().size();
        }
        yield bytes;
      }
      case Frame.Answer(Response.Answered(long id, Reply.Value value)) ->
          FIXED + 2L * value.value().map(String::length).orElse(0);
      case Frame.Ask(Request.Propose(long id, Command.InSession command)) ->
          FIXED + 2L * length(command.change());
      case Frame.Ask(Request.Read(long id, Query.Get get)) -> FIXED + 2L * get.key().length();
      case Frame.Hello h -> FIXED;
      case Frame.Ping p -> FIXED;
      case Frame.Pong p -> FIXED;
      case Frame.Peer p -> FIXED;
      case Frame.Ask a -> FIXED;
      case Frame.Answer a -> FIXED;
    };
  }

  private static int length(Change change) {
    return switch (change) {
      case Change.Put(String key, String value) -> key.length() + value.length();
      case Change.CompareAndSet(String key, String expected, String value) ->
          key.length() + expected.length() + value.length();
      case Change.Delete(String key) -> key.length();
    };
  }
}
