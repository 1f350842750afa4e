package minos.shell.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import minos.client.AdminResponse.ServerStatus;
import minos.raft.NodeId;
import minos.shell.cluster.Survey;

/** A survey of the cluster as a table. */
final class StatusText {
  private static final List<String> HEAD =
      List.of("node", "role", "leader", "term", "commit", "applied", "last", "");

  private StatusText() {}

  static List<String> table(Survey survey) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    Set<NodeId> learners = survey.learners();
    survey.known().forEach((node, status) -> rows.add(row(node, status, learners)));
    survey
        .silent()
        .forEach((node, why) -> rows.add(List.of(node.name(), "-", "-", "-", "-", "-", "-", why)));
    return Table.aligned(rows);
  }

  private static List<String> row(NodeId node, ServerStatus status, Set<NodeId> learners) {
    return List.of(
        node.name(),
        learners.contains(node) ? "learner" : status.role().name().toLowerCase(Locale.ROOT),
        status.leader().map(NodeId::name).orElse("-"),
        "" + status.term(),
        "" + status.commitIndex(),
        "" + status.appliedIndex(),
        "" + status.lastIndex(),
        status.detached() ? "detached" : "");
  }
}
