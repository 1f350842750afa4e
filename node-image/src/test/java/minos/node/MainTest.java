package minos.node;

import static minos.node.TestCluster.done;
import static minos.node.TestCluster.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import minos.kv.Command;
import minos.node.net.HostPort;
import minos.raft.EntryId;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.wire.Frame;
import minos.wire.FrameStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server as a process")
@DisplayNameGeneration(ReplaceUnderscores.class)
class MainTest {
  @TempDir private Path folder;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void end_processes() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void keeps_everything_acknowledged_through_kill_9() throws Exception {
    try (TestCluster one = new TestCluster(folder, 1)) {
      HostPort address = one.addresses.values().iterator().next();
      String[] arguments = {
        "--id", "n1", "--peers", "n1=" + address, "--data", folder.resolve("data").toString()
      };
      Process first = start(arguments);
      var anna = one.client();
      for (int i = 0; i < 20; i++) {
        assertEquals(done(), anna.put("k" + i, "v" + i));
      }

      first.destroyForcibly().waitFor();
      start(arguments);

      for (int i = 0; i < 20; i++) {
        assertEquals(value("v" + i), anna.get("k" + i));
      }
    }
  }

  @Test
  void finds_torn_writes_and_all_that_it_acknowledged_after_kill_9_with_a_torn_disk()
      throws Exception {
    try (TestCluster one = new TestCluster(folder, 1)) {
      HostPort address = one.addresses.values().iterator().next();
      String data = folder.resolve("data").toString();
      String[] arguments = {
        "--id", "n1", "--peers", "n1=" + address, "--data", data, "--disk", "torn"
      };
      Set<String> acknowledged = ConcurrentHashMap.newKeySet();
      Process process = start(arguments);
      var anna = one.client();
      for (int round = 0; round < 20 && !log(process).toString().contains("cut at"); round++) {
        assertEquals(done(), anna.put("begun", "" + round));
        int enough = acknowledged.size() + 50;
        for (int i = 0; i < 500; i++) {
          String key = round + "-" + i;
          anna.client()
              .change(
                  new Command.Change.Put(key, "v".repeat(2000)),
                  outcome -> {
                    if (outcome.equals(done())) {
                      acknowledged.add(key);
                    }
                  });
        }
        TestCluster.eventually("some are there", () -> acknowledged.size() >= enough);
        process.destroyForcibly().waitFor();
        process = start(arguments);
        assertEquals(value("" + round), anna.get("begun"));
      }

      assertTrue(log(process).toString().contains("cut at offset"), "no write was torn");
      for (String key : acknowledged) {
        assertEquals(value("v".repeat(2000)), anna.get(key));
      }
    }
  }

  @Test
  void stops_on_sigterm_and_says_what_happened() throws Exception {
    try (TestCluster one = new TestCluster(folder, 1)) {
      HostPort address = one.addresses.values().iterator().next();
      Process process =
          start(
              "--id",
              "n1",
              "--peers",
              "n1=" + address,
              "--data",
              folder.resolve("data").toString(),
              "--flaw",
              "RD01");
      assertEquals(done(), one.client().put("x", "1"));

      process.destroy();

      assertTrue(process.waitFor(10, TimeUnit.SECONDS));
      assertEquals(143, process.exitValue());
      List<String> log = log(process);
      for (String event :
          List.of(
              "starts, version",
              "FLAW PLANTED",
              "recovered term 0 and 0 entries",
              "LEADER, leader n1",
              "stopped")) {
        assertEquals(1, log.stream().filter(line -> line.contains(event)).count(), log::toString);
      }
      assertTrue(log.getFirst().matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}Z n1 starts.*"));
    }
  }

  @Test
  void ends_at_once_and_loudly_when_the_protocol_is_broken() throws Exception {
    try (TestCluster three = new TestCluster(folder, 3)) {
      HostPort address = Objects.requireNonNull(three.addresses.get(new NodeId("n1")));
      String peers =
          three.addresses.entrySet().stream()
              .map(server -> server.getKey() + "=" + server.getValue())
              .collect(Collectors.joining(","));
      Process process =
          start("--id", "n1", "--peers", peers, "--data", folder.resolve("data").toString());
      TestCluster.eventually("it listens", () -> accepts(address));

      claimToLead("n2", address);
      claimToLead("n3", address);

      assertTrue(process.waitFor(10, TimeUnit.SECONDS));
      assertEquals(255, process.exitValue());
      List<String> log = log(process);
      assertEquals(
          1,
          log.stream()
              .filter(line -> line.contains("FATAL: ") && line.contains("one leader a term"))
              .count(),
          log::toString);
    }
  }

  private static boolean accepts(HostPort address) {
    try (Socket socket = new Socket(address.host(), address.port())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Two leaders of one term: no server can go on from there. */
  private static void claimToLead(String name, HostPort address) throws IOException {
    try (Socket socket = new Socket(address.host(), address.port())) {
      FrameStream stream = new FrameStream(socket);
      stream.write(
          new Frame.Hello(
              Optional.of(new Frame.Caller(new NodeId(name), 1, "x:1")),
              Optional.of(new NodeId("n1"))));
      stream.write(new Frame.Peer(new Message.AppendRequest(7, EntryId.NONE, List.of(), 0, 0)));
      stream.write(new Frame.Ping());
      stream.flush();
      try {
        assertEquals(new Frame.Pong(), stream.read(Frame.MAX_HELLO_BYTES));
      } catch (EOFException | SocketException e) {
        // It has ended, as it should.
      }
    }
  }

  @Test
  void says_what_is_wrong_with_its_arguments_in_one_line() throws Exception {
    Process process = start("--id", "n1");

    assertEquals(254, process.waitFor());
    assertEquals(List.of("minos-node: --peers: is required; see --help"), log(process));
  }

  @Test
  void says_which_log_is_corrupted_and_does_not_start() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.write(data.resolve("ballot"), new byte[1000]);

    Process process = start("--id", "n1", "--peers", "n1=127.0.0.1:0", "--data", data.toString());

    assertEquals(255, process.waitFor());
    assertEquals(1, log(process).stream().filter(line -> line.contains("corrupted")).count());
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    Path log = folder.resolve("log" + processes.size());
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    processes.add(process);
    return process;
  }

  private List<String> log(Process process) throws IOException {
    return Files.readAllLines(
        folder.resolve("log" + processes.indexOf(process)), StandardCharsets.UTF_8);
  }
}
