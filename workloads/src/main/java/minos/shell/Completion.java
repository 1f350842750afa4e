package minos.shell;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import minos.raft.NodeId;
import minos.shell.cluster.ShellCluster;
import minos.shell.verb.Session;
import minos.shell.verb.Verbs;
import minos.shell.verb.Words;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Commands, and then what the command wants: nodes, commands, or names that were used before. */
record Completion(Session session, ShellCluster cluster) implements Completer {
  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    of(line.words().subList(0, line.wordIndex()))
        .forEach(word -> candidates.add(new Candidate(Words.typed(word))));
  }

  /** What may come after these words. */
  Collection<String> of(List<String> before) {
    if (before.isEmpty()) {
      return Verbs.byNames().keySet();
    }
    return Verbs.named(before.getFirst())
        .flatMap(verb -> verb.parameter(before.size()))
        .map(this::candidates)
        .orElse(List.of());
  }

  private Collection<String> candidates(String parameter) {
    return switch (parameter) {
      case "NODE" ->
          new TreeSet<>(cluster.addresses().keySet().stream().map(NodeId::name).toList());
      case "COMMAND" -> Verbs.byNames().keySet();
      case "KEY", "COUNTER", "SET", "LIST", "LOCK", "LABEL", "QID" -> session.names();
      default -> parameter.contains("|") ? List.of(parameter.split("\\|", -1)) : List.of();
    };
  }
}
