package minos.shell.verb;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import minos.client.ClusterView;
import minos.client.Outcome;
import minos.kv.Reply;

/** What the store answered, in words. */
final class Replies {
  private static final String NONE = "none";

  private Replies() {}

  static Result result(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Ok(Reply reply) -> result(reply);
      case Outcome.Administered(ClusterView cluster) -> Result.ok(cluster.membership().toString());
      case Outcome.Rejected(String why) -> new Result.Failed(why);
      case Outcome.Indeterminate(String why) -> new Result.Unknown(why);
    };
  }

  private static Result result(Reply reply) {
    return switch (reply) {
      case Reply.Done() -> Result.ok("");
      case Reply.Swapped(boolean matched) -> Result.ok(matched ? "swapped" : "not swapped");
      case Reply.Value(Optional<String> value) -> Result.ok(value.map(Words::text).orElse(NONE));
      case Reply.Amount(long amount) -> Result.ok("" + amount);
      case Reply.Changed(boolean changed) -> Result.ok(changed ? "changed" : "nothing to change");
      case Reply.Found(boolean found) -> Result.ok(found ? "yes" : "no");
      case Reply.Values(List<String> values) -> Result.ok(list(values));
      case Reply.QueueId(OptionalLong id) ->
          Result.ok(id.isPresent() ? "queue " + id.getAsLong() : NONE);
      case Reply.Acquired(long token) -> Result.ok("acquired, fencing token " + token);
      case Reply.Held(String owner) -> Result.ok("not acquired, held by " + Words.text(owner));
      case Reply.Holder(Optional<String> owner, long token) ->
          Result.ok(owner.map(Words::text).orElse(NONE) + ", last fencing token " + token);
      case Reply.Reads(List<List<String>> lists) ->
          Result.ok(lists.stream().map(Replies::list).collect(Collectors.joining(" ")));
      case Reply.WrongKind(String name, var found) ->
          new Result.Failed(
              Words.text(name) + " is a " + found.name().toLowerCase(Locale.ROOT) + " already");
      case Reply.NoQueue(long id) ->
          new Result.Failed("there is no queue " + id + "; create_queue LABEL makes one");
      case Reply.NoSession() -> new Result.Failed("the store knows this client no longer");
      case Reply.SessionOpened(long session) -> Result.ok("session " + session);
    };
  }

  private static String list(List<String> values) {
    return values.stream().map(Words::text).collect(Collectors.joining(" ", "[", "]"));
  }
}
