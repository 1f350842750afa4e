package minos.shell.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All commands of the shell. */
public final class Verbs {
  private static final List<Verb> OBJECTS = ObjectVerbs.all();
  private static final List<Verb> SERVERS = servers();
  private static final List<Verb> SHELL =
      List.of(
          Verb.of("help [COMMAND]", "this list, or one command", Verbs::help),
          Verb.of("quit", "ends the shell, and the cluster that it has started", Verbs::quit),
          Verb.of("exit", "the same as quit", Verbs::quit));
  private static final Map<String, Verb> BY_NAME = byName();

  private Verbs() {}

  /** By name, in small letters. */
  public static Map<String, Verb> byNames() {
    return BY_NAME;
  }

  /**
   * @param name in whatever letters
   */
  public static Optional<Verb> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  private static List<Verb> servers() {
    List<Verb> verbs = new ArrayList<>(ClusterVerbs.all());
    verbs.addAll(MemberVerbs.all());
    verbs.add(WatchVerb.verb());
    return List.copyOf(verbs);
  }

  private static Map<String, Verb> byName() {
    Map<String, Verb> verbs = new TreeMap<>();
    for (List<Verb> group : List.of(OBJECTS, SERVERS, SHELL)) {
      group.forEach(verb -> verbs.put(verb.name(), verb));
    }
    return verbs;
  }

  private static Result help(Session session, List<String> arguments) {
    if (!arguments.isEmpty()) {
      return named(arguments.getFirst())
          .<Result>map(verb -> new Result.Ok("", List.of(verb.usage(), "  " + verb.help())))
          .orElseGet(
              () -> new Result.Failed("there is no command " + Words.text(arguments.getFirst())));
    }
    List<String> lines = new ArrayList<>();
    describe("objects", OBJECTS, lines);
    describe("servers", SERVERS, lines);
    describe("shell", SHELL, lines);
    return new Result.Ok("", lines);
  }

  private static void describe(String heading, List<Verb> verbs, List<String> lines) {
    lines.add(heading);
    verbs.forEach(verb -> lines.add("  %-24s %s".formatted(verb.usage(), verb.help())));
  }

  private static Result quit(Session session, List<String> arguments) {
    return new Result.Bye();
  }
}
