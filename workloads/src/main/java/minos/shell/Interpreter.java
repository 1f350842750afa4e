package minos.shell;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import minos.cli.Closest;
import minos.cluster.ClusterFailed;
import minos.shell.verb.Result;
import minos.shell.verb.Session;
import minos.shell.verb.Verb;
import minos.shell.verb.Verbs;
import minos.shell.verb.Words;
import minos.time.Durations;

/** Runs lines one after the other, and says of each what became of it and how long it took. */
final class Interpreter {
  private final Session session;
  private final Consumer<String> out;

  Interpreter(Session session, Consumer<String> out) {
    this.session = session;
    this.out = out;
  }

  /**
   * A line's words as a command; says itself what became of it. Blank lines and comments are ok.
   */
  Result run(String line) {
    if (line.isBlank() || line.strip().startsWith("#")) {
      return Result.ok("");
    }
    long began = session.nanos();
    Result result;
    try {
      result = attempt(Words.of(line));
    } catch (IllegalArgumentException e) {
      result = new Result.Failed(String.valueOf(e.getMessage()));
    } catch (ClusterFailed | IOException e) {
      result = new Result.Failed(String.valueOf(e.getMessage()));
    } catch (IllegalStateException e) {
      if (!Thread.interrupted()) {
        throw e;
      }
      result = new Result.Unknown("you did not wait");
    }
    say(result, Durations.readable(session.nanos() - began));
    return result;
  }

  private Result attempt(List<String> words) throws ClusterFailed, IOException {
    String name = words.getFirst();
    Verb verb =
        Verbs.named(name)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "there is no command "
                        + Words.text(name)
                        + Closest.to(name, Verbs.byNames().keySet())
                            .map(match -> "; did you mean " + match + "?")
                            .orElse("; help lists all")));
    List<String> arguments = words.subList(1, words.size());
    if (!verb.takes(arguments.size())) {
      throw new IllegalArgumentException("it is typed: " + verb.usage());
    }
    return verb.action().run(session, arguments);
  }

  private void say(Result result, String took) {
    switch (result) {
      case Result.Ok(String answer, List<String> table) -> {
        table.forEach(out);
        out.accept("ok" + (answer.isEmpty() ? "" : " " + answer) + " (" + took + ")");
      }
      case Result.Failed(String why) -> out.accept("failed: " + why + " (" + took + ")");
      case Result.Unknown(String why) ->
          out.accept("UNKNOWN, it may have happened or may yet: " + why + " (" + took + ")");
      case Result.Bye() -> {}
    }
  }
}
