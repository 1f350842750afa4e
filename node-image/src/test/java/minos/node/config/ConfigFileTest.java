package minos.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.node.net.HostPort;
import minos.raft.NodeId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A configuration file")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConfigFileTest {
  private static final String CLASSIC =
      """
      {"selfHandle": "tcp://*:",
       "peersPid": "1,2,3",
       "peersHandle": "tcp://localhost:",
       "startAddress": 9000,
       "startMsgId": 0,
       "bufSize": 100,
       "timeOutMin": 100,
       "timeOutRand": 200}
      """;

  @TempDir private Path folder;

  @Test
  void says_what_flags_say() throws IOException {
    Options fromFile =
        parse(
            """
            {"id": "n1",
             "peers": {"n1": "a:1", "n2": "b:2"},
             "data": "d", "events": "e", "seed": -7, "heartbeat-ms": 10,
             "tls-cert": "c", "tls-key": "k", "tls-ca": "a"}
            """);

    assertEquals(
        Options.parse(
            List.of(
                ("--id n1 --peers n1=a:1,n2=b:2 --data d --events e --seed -7 --heartbeat-ms 10"
                        + " --tls-cert c --tls-key k --tls-ca a")
                    .split(" "))),
        fromFile);
  }

  @Test
  void is_overridden_by_flags() throws IOException {
    Options options =
        parse(
            "{\"id\":\"n1\",\"peers\":\"n1=a:1\",\"data\":\"d\",\"seed\":1,\"disk\":\"ssd\"}",
            "--seed",
            "2",
            "--disk",
            "real");

    assertEquals(Optional.of(2L), options.seed());
  }

  @Test
  void of_a_students_cluster_names_hosts_ports_and_timeouts() throws IOException {
    Options options = parse(CLASSIC, "--id", "2", "--data", "d");

    assertEquals(new NodeId("2"), options.id());
    assertEquals(
        Map.of(
            new NodeId("1"), new HostPort("localhost", 9001),
            new NodeId("2"), new HostPort("localhost", 9002),
            new NodeId("3"), new HostPort("localhost", 9003)),
        options.servers());
    assertEquals(Duration.ofMillis(100), options.electionTimeout());
    assertEquals(Duration.ofMillis(25), options.heartbeat());
    assertEquals(
        List.of(
            folder.resolve("node.json")
                + ": selfHandle, startMsgId, bufSize, timeOutRand have no meaning here"
                + " (see --help)"),
        options.operation().notes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2,3 | F:2: \"peersPid\": must contain this server, --id 1",
        "1,x | F:2: \"peersPid\": expected different numbers, as in \"1,2,3\"",
        "1,1 | F:2: \"peersPid\": expected different numbers, as in \"1,2,3\"",
      })
  void of_a_students_cluster_must_contain_this_server(String pids, String line) {
    assertRefused(line, CLASSIC.replace("1,2,3", pids), "--id", "1", "--data", "d");
  }

  @Test
  void of_a_students_cluster_is_checked_like_any_other() {
    assertRefused(
        "F:4: \"startAddress\": 'localhost:99001' is not host:port",
        CLASSIC.replace("9000", "99000"),
        "--id",
        "1",
        "--data",
        "d");
    assertRefused(
        "F:3: \"logFile\": is no key of this shape of file; take it out",
        CLASSIC.replace(" \"peersHandle\"", " \"logFile\": \"x\", \"peersHandle\""),
        "--id",
        "1");
    assertRefused(
        "--id: is required beside a file with peersPid: which of [1, 2, 3] is this server?",
        CLASSIC);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | F:1: expected an object",
        "{\"id\":\"n1\",} | F:1:12: expected '\"', found '}'",
        "{\"id\":null} | F:1: \"id\": expected a string or a number",
        "{\"peers\":[]} | F:1: \"peers\": expected {\"NAME\": \"HOST:PORT\", ...}",
        "{\"peers\":{\"n1\":7}} | F:1: \"n1\": expected \"HOST:PORT\"",
        "{\"id\":\"n1\",\"peers\":\"n1=a:x\",\"data\":\"d\"} | F:1: \"peers\": 'a:x' is not"
            + " host:port",
        "{\"id\":\"n1\",\"peers\":\"n1=a:1\",\"data\":\"d\",\"seed\":1.5}"
            + " | F:1: \"seed\": '1.5' is no whole number",
        "{\"id\":\"n1\",\"peers\":\"n1=a:1\"} | --data: is required; see --help",
        "{\"id\":\"n1\",\"peers\":\"n1=a:1\",\"data\":\"d\",\"tls-key\":\"k\"}"
            + " | --tls-cert: is required, as all three --tls-... are",
      })
  void is_refused_with_file_line_and_key(String json, String line) {
    assertRefused(line, json);
  }

  @Test
  void with_an_unknown_key_is_told_the_known_ones() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> parse("{\n\"peer\": \"x\"}"));

    assertEquals(
        folder.resolve("node.json") + ":2: unknown key \"peer\"; known are [admin,",
        String.valueOf(refused.getMessage()).split(" client", 2)[0]);
  }

  private void assertRefused(String line, String json, String... flags) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> parse(json, flags));

    assertEquals(line.replace("F:", folder.resolve("node.json") + ":"), refused.getMessage());
  }

  private Options parse(String json, String... flags) throws IOException {
    Path file = Files.writeString(folder.resolve("node.json"), json);
    List<String> arguments = new ArrayList<>(List.of("--config", file.toString()));
    arguments.addAll(List.of(flags));
    return Options.parse(arguments);
  }
}
