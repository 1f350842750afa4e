package minos.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.cluster.Traced;
import minos.cluster.World;
import minos.report.Stories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The logs of the nodes of a run")
@DisplayNameGeneration(ReplaceUnderscores.class)
class NodeLogsTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path folder = Path.of(".");

  @Test
  void are_merged_by_the_seconds_that_simulated_nodes_write() throws Exception {
    write("n1", "node.log", "    0.500000  first\n    2.000000  third\n");
    write("n2", "node.log", "    1.250000  second\n       of two lines\n   9.000000  later\n");

    List<NodeLogs.Line> lines =
        NodeLogs.between(new RunFolder(folder), Stories.INFO, SECOND / 2, 3 * SECOND);

    assertEquals(
        List.of("n1 first", "n2 second", "n2        of two lines", "n1 third"), words(lines));
    assertEquals(SECOND / 2, lines.getFirst().nanos());
  }

  @Test
  void are_merged_by_the_time_of_day_also_where_it_stands_within_a_line() throws Exception {
    write("n1", "container.log", "2026-11-21T07:00:02.250Z started\n");
    write("n2", "container.log", "{\"level\":\"info\",\"ts\":\"2026-11-21T07:00:01.5Z\"}\n");
    write("n2", "other.log", "2026-11-21 07:00:03,000 by its comma\nno time 2026-99-99T07:00:03Z");

    List<NodeLogs.Line> lines =
        NodeLogs.between(new RunFolder(folder), inContainers(), 0, 5 * SECOND);

    assertEquals(
        List.of(
            "n2 {\"level\":\"info\",\"ts\":\"2026-11-21T07:00:01.5Z\"}",
            "n1 started",
            "n2 by its comma"),
        words(lines).subList(0, 3));
    assertEquals(2_250_000_000L, lines.get(1).nanos());
  }

  @Test
  void need_not_be_text() throws Exception {
    Files.createDirectories(folder.resolve("nodes/n1"));
    Files.write(
        folder.resolve("nodes/n1/node.log"),
        "  1.000000  \u00ff\u00fe<b>\n".getBytes(StandardCharsets.ISO_8859_1));

    List<NodeLogs.Line> lines =
        NodeLogs.between(new RunFolder(folder), Stories.INFO, 0, 5 * SECOND);

    assertEquals(List.of("n1 \uFFFD\uFFFD<b>"), words(lines));
  }

  @Test
  void say_who_led_also_if_a_killed_node_left_half_a_line() throws Exception {
    write(
        "n1",
        "events.jsonl",
        """
        {"time":100,"event":"election-won","term":1}
        {"time":150,"event":"committed","index":1}
        {"time":200,"event":"stepped-down","te\
        """);

    List<Traced> events =
        NodeEvents.of(new RunFolder(folder), Stories.INFO, Set.of("election-won", "stepped-down"));

    assertEquals(1, events.size());
    assertEquals(100_000_000L, events.getFirst().nanos());
  }

  @Test
  void are_none_where_nobody_knows_when_the_run_began() throws Exception {
    write("n1", "container.log", "2026-11-21T07:00:02.250Z started\n");
    RunInfo began = inContainers();

    assertTrue(
        NodeLogs.between(
                new RunFolder(folder), began.withCluster(Map.of()), -SECOND, Long.MAX_VALUE)
            .isEmpty());
  }

  private static RunInfo inContainers() {
    return new RunInfo(
        Stories.TEST.in(World.DOCKER, List.of(), Optional.empty(), 1),
        false,
        Stories.INFO.started(),
        Stories.INFO.versions(),
        Map.of("began", "2026-11-21T07:00:00Z"));
  }

  private void write(String node, String file, String text) throws Exception {
    Files.createDirectories(folder.resolve("nodes").resolve(node));
    Files.writeString(folder.resolve("nodes").resolve(node).resolve(file), text);
  }

  private static List<String> words(List<NodeLogs.Line> lines) {
    return lines.stream().map(line -> line.node() + " " + line.text()).toList();
  }
}
