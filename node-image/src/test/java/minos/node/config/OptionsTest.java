package minos.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import minos.node.net.HostPort;
import minos.raft.Compaction;
import minos.raft.Membership;
import minos.raft.NodeId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A server's options")
@DisplayNameGeneration(ReplaceUnderscores.class)
class OptionsTest {
  private static final String GOOD = "--id n1 --peers n1=a:1,n2=b:2 --data d";

  @Test
  void have_defaults_for_all_but_id_peers_and_data() {
    Options options = parse(GOOD);

    assertEquals(
        new Options(
            new NodeId("n1"),
            Map.of(new NodeId("n1"), new HostPort("a", 1), new NodeId("n2"), new HostPort("b", 2)),
            Storage.in(Path.of("d")),
            Optional.empty(),
            Optional.empty(),
            Duration.ofMillis(300),
            Duration.ofMillis(50),
            List.of(),
            Optional.empty(),
            OptionalDouble.empty(),
            Operation.PLAIN,
            false),
        options);
  }

  @Test
  void can_all_be_set() {
    Options options =
        parse(
            GOOD
                + " --admin :9 --election-timeout-ms 100 --heartbeat-ms 10 --seed -7"
                + " --disk volatile --flaw RD01 --lease-reads 5 --cluster join"
                + " --snapshot-after 2m --keep-log 64k --listen 0.0.0.0:7"
                + " --segment 128k --sabotage obeyed");

    assertEquals(Optional.of(new HostPort("127.0.0.1", 9)), options.admin());
    assertEquals(Duration.ofMillis(100), options.electionTimeout());
    assertEquals(Duration.ofMillis(10), options.heartbeat());
    assertEquals(Optional.of(-7L), options.seed());
    assertEquals(List.of("RD01"), options.flaws());
    assertEquals(
        new Storage(
            Path.of("d"),
            Storage.Kind.VOLATILE,
            new Compaction(2 << 20, 64 << 10, 1 << 18),
            128 << 10),
        options.storage());
    assertTrue(options.operation().obeysSabotage());
    assertEquals(new HostPort("0.0.0.0", 7), options.listensAt());
    assertEquals(new HostPort("a", 1), options.address());
    assertEquals(Membership.NOBODY, options.initial());
    assertEquals(OptionalDouble.of(0.05), options.leaseDrift());
  }

  @Test
  void refuse_a_name_that_does_not_fit_the_header_of_a_log() {
    String longest = "x".repeat(100);
    String peers = longest + "=a:1," + longest + "y=b:1";

    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Options.parse(List.of("--id", longest, "--peers", peers, "--data", "d")));

    assertEquals("--peers: '" + longest + "y' is longer than 100 bytes", refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--id n1 --data d | --peers: is required; see --help",
        "--id n3 --peers n1=a:1 --data d | --id n3: not one of --peers [n1]",
        "--id n1 --peers n1 --data d | --peers: 'n1' is not NAME=HOST:PORT",
        "--id n1 --peers n1=a:x --data d | --peers: 'a:x' is not host:port",
        "--id n1 --peers n1=a:1,n1=b:1 --data d | --peers: n1 is there twice",
        "--id n1 --peers n1=a:1 --data d --bogus 1 | unknown option '--bogus'; see --help",
        "--id n1 --peers n1=a:1 --data | --data: needs a value; see --help",
        "--id n1 --peers n1=a:1 --data d --seed x | --seed: 'x' is no whole number",
        "--id n1 --peers n1=a:1 --data d --id n1 | --id: given 2 times",
        "--id n1 --peers n1=a:1 --data d --admin 99999 | --admin: '99999' is not host:port",
        "--id n1 --peers n1=a:1 --data d --disk ssd | --disk: 'ssd' is not real, volatile or torn",
        "--id n1 --peers n1=a:1 --data d --snapshot-after 1t | --snapshot-after: '1t' is no size,"
            + " as 65536, 64k, 64m or 1g are",
        "--id n1 --peers n1=a:1 --data d --snapshot-after 0 | --snapshot-after 0: must be at least"
            + " 1",
        "--id n1 --peers n1=a:1 --data d --keep-log -1 | --keep-log: '-1' is no size,"
            + " as 65536, 64k, 64m or 1g are",
        "--id n1 --peers n1=a:1 --data d --lease-reads 100 | --lease-reads 100: must be 0 to 99",
        "--id n1 --peers n1=a:1 --data d --segment 9k | --segment 9216: must be 64k to 1g",
        "--id n1 --peers n1=a:1 --data d --sabotage yes | --sabotage: 'yes' is not refused or"
            + " obeyed",
        "--id n1 --peers n1=a:1 --data d --sabotage obeyed | --sabotage obeyed: orders come in at"
            + " --admin HOST:PORT",
        "--id n1 --peers n1=a:1 --data d --heartbeat-ms 300 |"
            + " --heartbeat-ms 300: must be less than --election-timeout-ms 300",
      })
  void are_refused_in_one_line(String arguments, String line) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> parse(arguments));

    assertEquals(line, refused.getMessage());
  }

  private static Options parse(String arguments) {
    return Options.parse(List.of(arguments.split(" ")));
  }
}
