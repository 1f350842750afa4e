package minos.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.cli.ExitCode;
import minos.raft.NodeId;
import minos.shell.cluster.EmbeddedCluster;
import minos.shell.verb.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("minos shell, who belongs to the cluster")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ShellMembersTest {
  @TempDir private Path folder = Path.of(".");

  @Test
  void hands_the_office_to_the_node_that_is_named() {
    String commands = "transfer n1\ntransfer n3\nstatus\ntransfer n2\nstatus\ntransfer n9\n";

    List<String> lines = Transcript.run(commands, "--nodes", "3").lines();

    assertEquals(1, count(lines, "ok n1 leads term \\d+ .*"), lines::toString);
    assertEquals(2, count(lines, "ok n3 leads term \\d+ .*"), lines::toString);
    assertEquals(2, count(lines, "ok n2 leads term \\d+ .*"), lines::toString);
    assertEquals(1, count(lines, "failed: n9 is no voter .*"), lines::toString);
  }

  @Test
  void adds_a_server_that_carries_on_when_the_leader_dies() {
    Transcript transcript =
        Transcript.replay(
            """
            minos> put x before
            ok (t)
            minos> transfer n1
            ok n1 leads term {n} (t)
            minos> members add n4
            ok voters n1 n2 n3 n4; n1 leads term {n} (t)
            minos> kill n2
            ok n2 is dead; n1 leads term {n}, seen after {text} (t)
            minos> put x after
            ok (t)
            minos> transfer n4
            ok n4 leads term {n} (t)
            minos> get x
            ok "after" (t)
            minos> start n2
            ok n2 runs, and follows n4 in term {n} (t)
            minos> kill
            ok n4 is dead; {node} leads term {n}, seen after {text} (t)
            minos> start n4
            ok n4 runs, and follows {node} in term {n} (t)
            minos> members
            node  part   address
            n1    voter  127.0.0.1:{n}
            n2    voter  127.0.0.1:{n}
            n3    voter  127.0.0.1:{n}
            n4    voter  127.0.0.1:{n}
            ok {node} leads term {n} (t)
            """,
            "--nodes",
            "3");

    assertEquals(ExitCode.VALID, transcript.exit());
  }

  @Test
  void adds_a_learner_which_does_not_count_and_makes_it_a_voter() {
    Transcript.replay(
        """
        minos> transfer n1
        ok n1 leads term {n} (t)
        minos> members add n4 learner
        ok voters n1 n2 n3, learners n4; n1 leads term {n} (t)
        minos> transfer n4
        failed: n4 is no voter (t)
        minos> kill n2
        ok n2 is dead; n1 leads term {n}, seen after {text} (t)
        minos> members
        node  part     address
        n1    voter    127.0.0.1:{n}
        n2    voter    127.0.0.1:{n}
        n3    voter    127.0.0.1:{n}
        n4    learner  127.0.0.1:{n}
        ok n1 leads term {n} (t)
        minos> members add n4
        ok voters n1 n2 n3 n4; n1 leads term {n} (t)
        minos> members remove n2
        ok voters n1 n3 n4; n1 leads term {n}; n2 is ended (t)
        minos> members add n2 learner
        ok voters n1 n3 n4, learners n2; n1 leads term {n} (t)
        minos> kill n3
        ok n3 is dead; n1 leads term {n}, seen after {text} (t)
        minos> kill n4
        ok n4 is dead; nobody can lead: 1 of 3 left, 2 needed (t)
        """,
        "--nodes",
        "3");
  }

  @Test
  void removes_the_leader_and_replaces_one_by_others_and_ends_who_has_left() {
    Transcript transcript =
        Transcript.replay(
            """
            minos> put x 1
            ok (t)
            minos> transfer n1
            ok n1 leads term {n} (t)
            minos> members remove n1
            ok voters n2 n3; nobody leads yet; n1 is ended (t)
            minos> put x 2
            ok (t)
            minos> transfer n3
            ok n3 leads term {n} (t)
            minos> members replace n2 n4 n5
            ok voters n3 n4 n5; n3 leads term {n}; n2 is ended (t)
            minos> get x
            ok "2" (t)
            minos> log 1
              index  term  command
            {text}  members: voters n3 n4 n5
            ok the log of n3 (t)
            minos> kill n2
            failed: unknown node 'n2'; {text} (t)
            minos> status
            node  role      leader  term {text}
            n3    leader    n3 {text}
            n4    follower  n3 {text}
            n5    follower  n3 {text}
            ok n3 leads term {n} (t)
            """,
            "--nodes",
            "3");

    assertEquals(ExitCode.FAILED, transcript.exit(), "since n2 cannot be killed");
  }

  @Test
  void says_what_cannot_be_changed_and_leaves_nothing_running_for_it() {
    Transcript.replay(
        """
        minos> members add
        failed: it is typed: members add NODE[=HOST:PORT] [learner] (t)
        minos> members add n4 voter
        failed: it is typed: members add NODE[=HOST:PORT] [learner] (t)
        minos> members remove
        failed: it is typed: members remove NODE (t)
        minos> members replace n1
        failed: it is typed: members replace OLD NEW... (t)
        minos> members double n1
        failed: members can add, remove and replace, not "double" (t)
        minos> members add n4=127.0.0.1:7104
        failed: this shell starts n4 itself: leave out =127.0.0.1:7104 (t)
        minos> members add ../n4
        failed: '../n4': a name is letters, digits, - and _, as in n6 (t)
        minos> members remove n7
        failed: unknown node 'n7'; did you mean 'n1'? (known: n1) (t)
        minos> members remove n1
        failed: nobody would be left to vote (t)
        minos> members replace n1 n4 n1
        failed: n1 cannot leave and join in one change: remove it first (t)
        minos> members
        node  part   address
        n1    voter  127.0.0.1:{n}
        ok n1 leads term {n} (t)
        minos> status
        node  role {text}
        n1    leader {text}
        ok n1 leads term {n} (t)
        """,
        "--nodes",
        "1");
  }

  @Test
  void goes_on_with_the_servers_that_were_left() {
    String data = folder.toString();
    Transcript.replay(
        """
        minos> put x kept
        ok (t)
        minos> members add n4
        ok voters n1 n2 n3 n4; {node} leads term {n} (t)
        minos> members remove n1
        ok voters n2 n3 n4; {text} (t)
        """,
        "--nodes",
        "3",
        "--data",
        data);

    Transcript.replay(
        """
        minos> get x
        ok "kept" (t)
        minos> transfer n4
        ok n4 leads term {n} (t)
        minos> status
        node  role      leader  term {text}
        n2    follower  {text}
        n3    follower  {text}
        n4    leader    n4 {text}
        ok n4 leads term {n} (t)
        minos> members add n1
        ok voters n1 n2 n3 n4; n4 leads term {n} (t)
        """,
        "--nodes",
        "3",
        "--data",
        data);
  }

  @Test
  void changes_a_cluster_that_it_has_not_started() throws Exception {
    try (var cluster = EmbeddedCluster.start(3, Optional.of(folder), line -> {})) {
      String one = Files.readAllLines(folder.resolve("servers.txt")).getFirst().substring(3);
      String address = cluster.join(new NodeId("n4")).toString();

      Transcript.replay(
          """
          minos> transfer n1
          ok n1 leads term {n} (t)
          minos> members add n4
          failed: where does it listen? n4=HOST:PORT (t)
          minos> members add n4=%s learner
          ok voters n1 n2 n3, learners n4; n1 leads term {n} (t)
          minos> members add n4
          ok voters n1 n2 n3 n4; n1 leads term {n} (t)
          minos> transfer n4
          ok n4 leads term {n} (t)
          minos> put x 1
          ok (t)
          minos> members remove n1
          ok voters n2 n3 n4; n4 leads term {n} (t)
          minos> status
          node  role      leader  term {text}
          n2    follower  {text}
          n3    follower  {text}
          n4    leader    n4 {text}
          ok n4 leads term {n} (t)
          """
              .formatted(address),
          "--connect",
          one);

      assertEquals(4, cluster.running().size(), "what others have started, goes on");
    }
  }

  @Test
  void knows_learners_in_a_cluster_that_it_has_not_started_without_asking_who_belongs_to_it()
      throws Exception {
    try (var cluster = EmbeddedCluster.start(3, Optional.of(folder), line -> {})) {
      String one = Files.readAllLines(folder.resolve("servers.txt")).getFirst().substring(3);
      String address = cluster.join(new NodeId("n4")).toString();
      Transcript.run("members add n4=" + address + " learner\n", "--connect", one);

      Transcript.replay(
          """
          minos> transfer n1
          ok n1 leads term {n} (t)
          minos> status
          node  role      leader  term {text}
          n1    leader    n1 {text}
          n2    follower  {text}
          n3    follower  {text}
          n4    learner   {text}
          ok n1 leads term {n} (t)
          minos> detach n2
          ok n2 is cut off; n1 leads term {n}, seen after {text} (t)
          minos> detach n3
          ok n3 is cut off; nobody can lead: 1 of 3 left, 2 needed (t)
          """,
          "--connect",
          one);
    }
  }

  @Test
  void completes_what_can_be_done_and_nodes() throws Exception {
    try (var cluster = EmbeddedCluster.start(1, Optional.of(folder), line -> {});
        var session = new Session(cluster, line -> {}, false)) {
      Completion completion = new Completion(session, cluster);

      assertEquals(
          List.of("add", "remove", "replace"), List.copyOf(completion.of(List.of("members"))));
      assertEquals(Set.of("n1"), completion.of(List.of("members", "remove")));
      assertEquals(Set.of("n1"), completion.of(List.of("members", "replace", "n1")));
      assertEquals(Set.of("n1"), completion.of(List.of("transfer")));
      assertEquals(List.of(), List.copyOf(completion.of(List.of("transfer", "n1"))));
    }
  }

  private static long count(List<String> lines, String regex) {
    return lines.stream().filter(line -> line.matches(regex)).count();
  }
}
