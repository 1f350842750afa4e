package minos.shell.verb;

import java.util.List;
import java.util.stream.Collectors;
import minos.client.socket.LogEntry;
import minos.kv.Command;
import minos.kv.Command.Change;
import minos.kv.Counter;
import minos.kv.Lock;
import minos.kv.Queue;
import minos.kv.TextList;
import minos.kv.TextSet;
import minos.kv.Transaction;
import minos.raft.Membership;

/** Entries of the log in words: commands of the store as the shell's user would type them. */
final class LogText {
  private LogText() {}

  /** Index, term and content, in columns. */
  static String line(LogEntry entry) {
    return "%7d  %4d  %s".formatted(entry.lsn(), entry.term(), content(entry));
  }

  /** The heads of the columns. */
  static String head() {
    return "%7s  %4s  %s".formatted("index", "term", "command");
  }

  private static String content(LogEntry entry) {
    return switch (entry.kind()) {
      case NO_OP -> "no-op, with which a leader opens its term";
      case MEMBERSHIP -> "members: " + entry.membership().map(Membership::toString).orElse("");
      case COMMAND -> entry.command().map(LogText::command).orElse("");
    };
  }

  private static String command(Command command) {
    return switch (command) {
      case Command.OpenSession() -> "open a session";
      case Command.InSession(long session, long sequence, long acknowledged, Change change) ->
          typed(change) + "  (session " + session + ", " + sequence + ")";
    };
  }

  private static String typed(Change change) {
    return switch (change) {
      case Change.Put(String key, String value) -> words("put", key, value);
      case Change.CompareAndSet(String key, String expected, String value) ->
          words("cas", key, expected, value);
      case Change.Delete(String key) -> words("delete", key);
      case Counter.Add(String name, long amount) -> words("add", name, "" + amount);
      case TextSet.Add(String name, String element) -> words("sadd", name, element);
      case TextSet.Remove(String name, String element) -> words("srem", name, element);
      case TextList.Append(String name, String element) -> words("append", name, element);
      case Queue.Create(String label) -> words("create_queue", label);
      case Queue.Push(long id, String item) -> words("push", "" + id, item);
      case Queue.Pop(long id) -> words("pop", "" + id);
      case Lock.Acquire(String name, String owner) -> words("lock", name, owner);
      case Lock.Release(String name, String owner) -> words("unlock", name, owner);
      case Transaction(List<Transaction.Step> steps) ->
          steps.stream().map(LogText::typed).collect(Collectors.joining(" ", "txn ", ""));
    };
  }

  private static String typed(Transaction.Step step) {
    return switch (step) {
      case Transaction.Append(String name, String element) -> words("append", name, element);
      case Transaction.Read(String name) -> words("read", name);
    };
  }

  private static String words(String verb, String... arguments) {
    return List.of(arguments).stream()
        .map(Words::typed)
        .collect(Collectors.joining(" ", verb + " ", ""));
  }
}
