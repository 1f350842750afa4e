package minos.raft.cluster;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import minos.kv.Command;
import minos.kv.Command.Change;
import minos.kv.Query;
import minos.kv.Register;
import minos.kv.Reply;
import minos.kv.StateMachine;

/** What the store should do: each sequence number of each session takes effect once. Naive. */
final class OnceModel {
  private record Once(long session, long sequence) {}

  private final Map<String, String> objects = new TreeMap<>();
  private final Set<Long> sessions = new HashSet<>();
  private final Map<Once, Reply> executed = new HashMap<>();
  private final Map<Long, Long> acknowledged = new HashMap<>();

  Reply apply(long index, Command command) {
    return switch (command) {
      case Command.OpenSession() -> {
        sessions.add(index);
        yield new Reply.SessionOpened(index);
      }
      case Command.InSession in when !sessions.contains(in.session()) -> new Reply.NoSession();
      case Command.InSession in -> {
        long mark = acknowledged.merge(in.session(), in.acknowledged(), Math::max);
        yield in.sequence() <= mark
            ? new Reply.NoSession()
            : executed.computeIfAbsent(
                new Once(in.session(), in.sequence()), number -> execute(in.change()));
      }
    };
  }

  private Reply execute(Change change) {
    if (!(change instanceof Register.Change register)) {
      throw new IllegalArgumentException("only registers are modelled, not " + change);
    }
    return switch (register) {
      case Change.Put(String key, String value) -> {
        objects.put(key, value);
        yield new Reply.Done();
      }
      case Change.Delete(String key) -> {
        objects.remove(key);
        yield new Reply.Done();
      }
      case Change.CompareAndSet(String key, String expected, String value) -> {
        boolean matched = expected.equals(objects.get(key));
        if (matched) {
          objects.put(key, value);
        }
        yield new Reply.Swapped(matched);
      }
    };
  }

  void compare(StateMachine machine) {
    objects.forEach((key, value) ->
        Breach.unless(
            machine.ask(new Query.Get(key)).equals(new Reply.Value(Optional.of(value))),
            "Exactly once",
            key,
            "should be",
            value));
  }
}
