package minos.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import minos.cli.ExitCode;
import minos.shell.cluster.EmbeddedCluster;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("minos shell")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ShellTest {
  @TempDir private Path folder = Path.of(".");

  @Test
  void changes_and_reads_every_kind_of_object() {
    Transcript transcript =
        Transcript.replay(
            """
            minos> # registers
            minos> put x "hello world"
            ok (t)
            minos> get x
            ok "hello world" (t)
            minos> get y
            ok none (t)
            minos> cas x "hello world" 2
            ok swapped (t)
            minos> cas x 1 3
            ok not swapped (t)
            minos> delete x
            ok (t)
            minos> add visits 5
            ok 5 (t)
            minos> add visits -2
            ok 3 (t)
            minos> sum visits
            ok 3 (t)
            minos> sadd colours red
            ok changed (t)
            minos> sadd colours red
            ok nothing to change (t)
            minos> scontains colours red
            ok yes (t)
            minos> smembers colours
            ok ["red"] (t)
            minos> srem colours red
            ok changed (t)
            minos> scontains colours red
            ok no (t)
            minos> append log a
            ok 1 (t)
            minos> txn append log b read log append other c read other
            ok ["a" "b"] ["c"] (t)
            minos> list log
            ok ["a" "b"] (t)
            minos> lock m anna
            ok acquired, fencing token 1 (t)
            minos> lock m bert
            ok not acquired, held by "anna" (t)
            minos> unlock m bert
            ok nothing to change (t)
            minos> unlock m anna
            ok changed (t)
            minos> holder m
            ok none, last fencing token 1 (t)
            """,
            "--nodes",
            "1");

    assertEquals(ExitCode.VALID, transcript.exit());
  }

  @Test
  void works_queues_under_labels_and_numbers() {
    Transcript transcript =
        Transcript.replay(
            """
            minos> create_Queue 7
            ok queue 1 (t)
            minos> create_queue 8
            ok queue 2 (t)
            minos> get_qid 8
            ok queue 2 (t)
            minos> get_qid 9
            ok none (t)
            minos> push 2 first
            ok (t)
            minos> push 2 second
            ok (t)
            minos> top 2
            ok "first" (t)
            minos> qsize 2
            ok 2 (t)
            minos> pop 2
            ok "first" (t)
            minos> pop 2
            ok "second" (t)
            minos> pop 2
            ok none (t)
            minos> qsize 1
            ok 0 (t)
            """,
            "--nodes",
            "1");

    assertEquals(ExitCode.VALID, transcript.exit());
  }

  @Test
  void says_what_was_wrong_and_goes_on_and_tells_by_its_exit_code() {
    Transcript transcript =
        Transcript.replay(
            """
            minos> putt x 1
            failed: there is no command "putt"; did you mean put? (t)
            minos> put x
            failed: it is typed: put KEY VALUE (t)
            minos> put x 1 2
            failed: it is typed: put KEY VALUE (t)
            minos> put "x 1
            failed: the quotation that " begins does not end (t)
            minos> add x one
            failed: "one" is no whole number (t)
            minos> push 4 a
            failed: there is no queue 4; create_queue LABEL makes one (t)
            minos> put x 1
            ok (t)
            minos> add x 1
            failed: "x" is a register already (t)
            minos> txn append x
            failed: a step is append LIST ELEMENT or read LIST, not: append x (t)
            minos> kill n7
            failed: unknown node 'n7'; did you mean 'n1'? (known: n1) (t)
            minos> start n1
            failed: n1 runs already (t)
            minos> watch
            failed: in a script, say how many: watch FROM COUNT (t)
            minos> log 0
            failed: 0 is no count: 1 or more (t)
            minos> quit
            """,
            "--nodes",
            "1");

    assertEquals(ExitCode.FAILED, transcript.exit());
  }

  @Test
  void kills_the_leader_and_another_leads_and_nothing_is_lost() {
    Transcript transcript =
        Transcript.replay(
            """
            minos> put x before
            ok (t)
            minos> kill
            ok {node} is dead; {node} leads term {n}, seen after {text} (t)
            minos> get x
            ok "before" (t)
            minos> put x after
            ok (t)
            minos> status
            node  role {text}
            {node} {text}
            {node} {text}
            {node} {text} Connection refused
            ok {node} leads term {n} (t)
            """,
            "--nodes",
            "3");

    List<String> nodes = nodes(transcript.lines().get(3), "(\\w+) is dead; (\\w+) leads");
    assertTrue(!nodes.get(0).equals(nodes.get(1)), nodes::toString);
    assertEquals(ExitCode.VALID, transcript.exit());
  }

  @Test
  void says_that_nobody_can_lead_when_too_few_are_left_and_goes_on_when_they_are_back() {
    Transcript transcript =
        Transcript.replay(
            """
            minos> put x 1
            ok (t)
            minos> kill n1
            ok n1 is dead; {node} leads term {n}, seen after {text} (t)
            minos> kill n2
            ok n2 is dead; nobody can lead: 1 of 3 left, 2 needed (t)
            minos> kill n2
            failed: n2 does not run (t)
            minos> start n1
            ok n1 runs, and {text} (t)
            minos> start n2
            ok n2 runs, and follows {node} in term {n} (t)
            minos> restart n3
            ok n3 runs again, and {text} (t)
            minos> get x
            ok "1" (t)
            """,
            "--nodes",
            "3");

    assertEquals(ExitCode.FAILED, transcript.exit(), "since n2 could not be killed twice");
  }

  @Test
  void cuts_a_leader_off_and_another_leads_until_it_is_joined_again() {
    String commands =
        Stream.of("n1", "n2", "n3")
            .map(node -> "detach " + node + "\nput x " + node + "\nattach " + node + "\n")
            .reduce("", String::concat);

    Transcript transcript = Transcript.run(commands + "get x\nstatus\n", "--nodes", "3");

    assertEquals(ExitCode.VALID, transcript.exit(), () -> String.join("\n", transcript.lines()));
    List<String> detached =
        transcript.lines().stream().filter(line -> line.contains("is cut off; ")).toList();
    assertEquals(3, detached.size());
    detached.forEach(line -> {
      List<String> nodes = nodes(line, "(\\w+) is cut off; (\\w+) leads");
      assertTrue(!nodes.get(0).equals(nodes.get(1)), line);
    });
    assertEquals(
        3,
        transcript.lines().stream().filter(line -> line.contains("is joined again, and ")).count());
    assertTrue(transcript.lines().stream().anyMatch(line -> line.startsWith("ok \"n3\"")));
  }

  @Test
  void tells_the_log_and_what_is_committed() {
    Transcript transcript =
        Transcript.replay(
            """
            minos> put x 1
            ok (t)
            minos> push 1 "two words"
            failed: there is no queue 1; create_queue LABEL makes one (t)
            minos> log 2
              index  term  command
            {text}put x 1  (session {n}, 1)
            {text}push 1 "two words"  (session {n}, 2)
            ok the log of n1 (t)
            minos> watch 1 2
              index  term  command
                  1     1  {text}
                  2     1  {text}
            ok 2 entries; the next is 3 (t)
            """,
            "--nodes",
            "1");

    assertEquals(ExitCode.FAILED, transcript.exit());
  }

  @Test
  void explains_itself() {
    Transcript transcript =
        Transcript.replay(
            """
            minos> help cas
            cas KEY EXPECTED VALUE
              sets a key's value if it is the expected one
            ok (t)
            """,
            "--nodes",
            "1");
    assertEquals(ExitCode.VALID, transcript.exit());

    String all = String.join("\n", Transcript.run("help\n", "--nodes", "1").lines());
    for (String verb :
        List.of("put", "pop", "create_queue", "kill", "detach", "members", "watch", "quit")) {
      assertTrue(all.contains("\n  " + verb), verb + " in " + all);
    }
  }

  @Test
  void goes_on_with_what_its_folder_holds() {
    Transcript first = Transcript.run("put x kept\n", "--nodes", "3", "--data", folder.toString());
    Transcript second = Transcript.run("get x\n", "--nodes", "3", "--data", folder.toString());
    Transcript other = Transcript.run("get x\n", "--nodes", "5", "--data", folder.toString());

    assertEquals(ExitCode.VALID, first.exit());
    assertTrue(second.lines().getLast().startsWith("ok \"kept\""), second::toString);
    assertEquals(List.of(folder + " holds a cluster of 3 nodes: take --nodes 3"), other.lines());
  }

  @Test
  void talks_to_a_cluster_that_it_has_not_started() throws Exception {
    try (var cluster = EmbeddedCluster.start(3, Optional.of(folder), line -> {})) {
      String one = Files.readAllLines(folder.resolve("servers.txt")).getFirst().substring(3);

      Transcript transcript =
          Transcript.replay(
              """
              minos> put x 1
              ok (t)
              minos> get x
              ok "1" (t)
              minos> kill n1
              failed: kill takes a cluster that this shell has started itself (t)
              minos> detach n1
              ok n1 is cut off; {node} leads term {n}, seen after {text} (t)
              minos> attach n1
              ok n1 is joined again, and {text} (t)
              """,
              "--connect",
              one);

      assertEquals(ExitCode.FAILED, transcript.exit());
      assertEquals(3, cluster.running().size());
    }
  }

  @Test
  void that_nobody_answers_says_so() {
    Transcript transcript = Transcript.run("", "--connect", "127.0.0.1:1");

    assertEquals(255, transcript.exit());
    assertEquals(
        List.of("--connect: no server answers at 127.0.0.1:1: Connection refused"),
        transcript.lines());
  }

  private static List<String> nodes(String line, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(line);
    assertTrue(matcher.find(), line);
    return List.of(matcher.group(1), matcher.group(2));
  }
}
