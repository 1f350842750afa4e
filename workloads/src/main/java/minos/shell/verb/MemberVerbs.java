package minos.shell.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import minos.client.ClusterView;
import minos.client.Outcome;
import minos.client.socket.SocketClient;
import minos.cluster.ClusterFailed;
import minos.raft.Membership;
import minos.raft.MembershipChange;
import minos.raft.NodeId;
import minos.shell.cluster.ConnectedCluster;
import minos.shell.cluster.EmbeddedCluster;
import minos.shell.cluster.Survey;

/** Who belongs to the cluster, and who leads it, by the user's wish. */
final class MemberVerbs {
  private static final String ADD = "members add NODE[=HOST:PORT] [learner]";
  private static final String REMOVE = "members remove NODE";
  private static final String REPLACE = "members replace OLD NEW...";

  private static final MembershipChange NO_CHANGE =
      new MembershipChange(new TreeMap<>(), new TreeMap<>(), new TreeSet<>());

  private MemberVerbs() {}

  static List<Verb> all() {
    return List.of(
        Verb.of(
            "transfer [NODE]",
            "the leader hands its office over (to whoever is most up to date)",
            MemberVerbs::transfer),
        Verb.of(
            "members [add|remove|replace] [NODE...]",
            "who belongs to the cluster; or changes it: " + String.join(", ", ADD, REMOVE, REPLACE),
            MemberVerbs::members));
  }

  private static Result transfer(Session session, List<String> arguments) {
    Optional<NodeId> target = arguments.stream().findFirst().map(NodeId::new);
    Outcome outcome = session.administer((client, done) -> client.transfer(target, done));
    return outcome instanceof Outcome.Administered(ClusterView view)
        ? Result.ok(leader(view))
        : Replies.result(outcome);
  }

  private static Result members(Session session, List<String> arguments) throws ClusterFailed {
    if (arguments.isEmpty()) {
      return look(session);
    }
    List<String> nodes = arguments.subList(1, arguments.size());
    return switch (arguments.getFirst().toLowerCase(Locale.ROOT)) {
      case "add" -> {
        boolean learner = nodes.size() == 2 && nodes.get(1).equals("learner");
        need(nodes.size() == 1 || learner, ADD);
        yield change(
            session,
            NO_CHANGE,
            newcomers(nodes.subList(0, 1)),
            learner ? MembershipChange::addLearner : MembershipChange::add);
      }
      case "remove" -> {
        need(nodes.size() == 1, REMOVE);
        yield change(session, leaving(session, nodes), List.of(), MembershipChange::add);
      }
      case "replace" -> {
        need(nodes.size() >= 2, REPLACE);
        yield change(
            session,
            leaving(session, nodes),
            newcomers(nodes.subList(1, nodes.size())),
            MembershipChange::add);
      }
      default ->
          throw new IllegalArgumentException(
              "members can add, remove and replace, not " + Words.text(arguments.getFirst()));
    };
  }

  /** The cluster would not mind a name that it does not know; who has mistyped it would. */
  private static MembershipChange leaving(Session session, List<String> nodes)
      throws ClusterFailed {
    return MembershipChange.remove(ClusterVerbs.known(session, nodes.getFirst()));
  }

  private static List<Newcomer> newcomers(List<String> words) {
    return words.stream().map(Newcomer::parse).toList();
  }

  private static void need(boolean right, String usage) {
    if (!right) {
      throw new IllegalArgumentException("it is typed: " + usage);
    }
  }

  private static Result look(Session session) throws ClusterFailed {
    Outcome outcome = session.administer(SocketClient::members);
    if (!(outcome instanceof Outcome.Administered(ClusterView view))) {
      return Replies.result(outcome);
    }
    switch (session.cluster()) {
      case ConnectedCluster cluster -> session.follow(view.membership()); // others may change it
      case EmbeddedCluster cluster -> {}
    }
    return new Result.Ok(
        leader(view) + (view.membership().isJoint() ? "; a change is under way" : ""),
        table(view.membership()));
  }

  /** Who comes runs before the cluster is asked; who was not taken goes again. */
  private static Result change(
      Session session,
      MembershipChange leaving,
      List<Newcomer> coming,
      BiFunction<NodeId, String, MembershipChange> joining)
      throws ClusterFailed {
    Set<NodeId> before = Set.copyOf(session.cluster().addresses().keySet());
    List<NodeId> strangers = new ArrayList<>();
    MembershipChange change = leaving;
    boolean taken = false;
    try {
      for (Newcomer one : coming) {
        String address = one.enter(session);
        if (!before.contains(one.node())) {
          strangers.add(one.node());
        }
        change = change.and(joining.apply(one.node(), address));
      }
      Outcome outcome = ask(session, change);
      taken = !(outcome instanceof Outcome.Rejected);
      return told(session, before, outcome);
    } finally {
      if (!taken) {
        for (NodeId stranger : strangers) {
          Newcomer.turnAway(session.cluster(), stranger);
        }
      }
    }
  }

  private static Outcome ask(Session session, MembershipChange change) {
    return session.administer((client, done) -> client.change(change, done));
  }

  private static Result told(Session session, Set<NodeId> before, Outcome outcome)
      throws ClusterFailed {
    if (!(outcome instanceof Outcome.Administered(ClusterView view))) {
      return Replies.result(outcome);
    }
    session.follow(view.membership());
    Set<NodeId> gone = new TreeSet<>(before);
    gone.removeAll(session.cluster().addresses().keySet());
    String ended =
        switch (session.cluster()) {
          case EmbeddedCluster cluster ->
              gone.stream().map(node -> "; " + node + " is ended").collect(Collectors.joining());
          case ConnectedCluster cluster -> "";
        };
    return Result.ok(view.membership() + "; " + leader(view) + ended);
  }

  /** A leader that has left leads no longer, though it was the one to answer. */
  private static String leader(ClusterView view) {
    return view.leader()
        .filter(node -> view.membership().members().containsKey(node))
        .map(leader -> leader + " leads term " + view.term())
        .orElse("nobody leads yet");
  }

  private static List<String> table(Membership membership) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("node", "part", "address"));
    membership.members().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Survey.BY_NUMBER))
        .forEach(one -> {
          NodeId node = one.getKey();
          rows.add(List.of(node.name(), part(membership, node), one.getValue().address()));
        });
    return Table.aligned(rows);
  }

  private static String part(Membership membership, NodeId node) {
    if (membership.voters().contains(node)) {
      return membership.isJoint() && !membership.outgoing().contains(node) ? "joining" : "voter";
    }
    return membership.learners().contains(node) ? "learner" : "leaving";
  }
}
