package minos.sim;

import static minos.sim.Toy.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import minos.cluster.Client;
import minos.cluster.Cluster;
import minos.cluster.Disturbance;
import minos.cluster.Evidence;
import minos.cluster.FaultNotInjected;
import minos.cluster.Grudge;
import minos.cluster.Trouble;
import minos.history.Op;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The simulated network")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SimNetworkTest {
  private static final Grudge N2_IGNORES_N1 = new Grudge(Map.of("n2", Set.of("n1")));

  private final Toy toy = new Toy();

  @Test
  void cuts_one_way_and_nothing_else() throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM);

    cluster.network().drop(N2_IGNORES_N1);
    toy.host("n1").send("n2", "there");
    toy.host("n2").send("n1", "back");
    toy.host("n3").send("n2", "aside");
    toy.pass(20 * MS);

    assertEquals(List.of("n3: aside"), toy.heardBy("n2"));
    assertEquals(List.of("n2: back"), toy.heardBy("n1"));
  }

  @Test
  void proves_a_cut_by_probes_and_a_heal_by_what_was_dropped() throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM);

    List<String> cut = cluster.network().drop(N2_IGNORES_N1).observations();
    toy.host("n1").send("n2", "there");
    toy.host("n1").send("n2", "again");
    toy.pass(20 * MS);
    List<String> healed = cluster.network().heal().observations();

    assertEquals(List.of("n1 to n2: probe dropped", "all 5 other links: probes passed"), cut);
    assertEquals(
        List.of("n1 to n2: dropped packets: 2", "all 6 other links: probes passed"), healed);
  }

  @Test
  void replaces_a_grudge_by_the_next_and_heals_the_last() throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM);

    cluster.network().drop(N2_IGNORES_N1);
    cluster.network().drop(new Grudge(Map.of("n3", Set.of("n1"))));
    toy.host("n1").send("n2", "first");
    toy.host("n1").send("n3", "lost");
    toy.pass(20 * MS);
    cluster.network().heal();
    toy.host("n1").send("n3", "second");
    toy.pass(20 * MS);

    assertEquals(List.of("n1: first"), toy.heardBy("n2"));
    assertEquals(List.of("n1: second"), toy.heardBy("n3"));
  }

  @Test
  void drops_what_is_on_its_way_when_the_cut_comes() throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM);

    toy.host("n1").send("n2", "on its way");
    cluster.network().drop(N2_IGNORES_N1);
    toy.pass(20 * MS);

    assertEquals(List.of(), toy.heardBy("n2"));
    assertEquals(
        "n1 to n2: dropped packets: 1", cluster.network().heal().observations().getFirst());
  }

  @Test
  void never_cuts_a_client_off() throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM.withLoss(1));
    Client client = cluster.open(7);

    cluster.network().drop(new Grudge(Map.of("n1", Set.of("n2", "n3"))));
    client.invoke(asking("echo"), done -> {});
    toy.pass(20 * MS);

    assertEquals(List.of("echoed"), toy.heardBy("client-7"));
  }

  @Test
  void lets_no_client_reach_a_node_that_drops_their_packets() throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM);
    Client client = cluster.open(7);

    List<String> cut =
        cluster.network().drop(new Grudge(Map.of("n1", Set.of(Grudge.CLIENTS)))).observations();
    client.invoke(asking("echo"), done -> {});
    toy.host("n2").send("n1", "hello");
    toy.pass(20 * MS);

    assertEquals(List.of("n2: hello"), toy.heardBy("n1"));
    assertEquals(List.of("clients to n1: probe dropped", "all 6 other links: probes passed"), cut);
    assertEquals(
        "clients to n1: dropped packets: 1", cluster.network().heal().observations().getFirst());
  }

  @Test
  void lets_a_client_be_heard_and_hear_nothing_where_replies_are_dropped() throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM);
    Client client = cluster.open(7);

    List<String> cut =
        cluster.network().drop(new Grudge(Map.of(Grudge.CLIENTS, Set.of("n1")))).observations();
    client.invoke(asking("echo"), done -> {});
    toy.pass(20 * MS);

    assertEquals(List.of("n1 to clients: probe dropped", "all 6 other links: probes passed"), cut);
    assertEquals(List.of(), toy.heardBy("client-7"));
    assertEquals(
        "n1 to clients: dropped packets: 1", cluster.network().heal().observations().getFirst());
  }

  @Test
  void tells_the_sender_at_once_where_it_rejects() throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM);

    cluster.network().drop(N2_IGNORES_N1.in(Grudge.Manner.REJECT));
    toy.host("n1").send("n2", "there");
    toy.pass(20 * MS);

    assertEquals(List.of("lost n2"), toy.heardBy("n1"));
    assertEquals(List.of(), toy.heardBy("n2"));
    assertEquals(
        "n1 to n2: rejected packets: 1", cluster.network().heal().observations().getFirst());
  }

  @Test
  void cuts_and_joins_by_turns_where_it_flaps() throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM);

    cluster.network().drop(N2_IGNORES_N1.in(Grudge.Manner.FLAP));
    for (int quarter = 0; quarter < 8; quarter++) {
      toy.pass(quarter == 0 ? 100 * MS : 250 * MS);
      toy.host("n1").send("n2", quarter);
    }
    toy.pass(50 * MS);

    assertEquals(List.of("n1: 2", "n1: 3", "n1: 6", "n1: 7"), toy.heardBy("n2"));
    assertEquals(
        List.of("n1 to n2: dropped packets: 4", "joined and cut again 1 times"),
        cluster.network().heal().observations().subList(0, 2));
  }

  @ParameterizedTest(name = "{0} of {1}: {2} to {3} of 1000 arrive, within {4} ms")
  @CsvSource({
    "LOSS, 200, 750, 850, 11",
    "DELAY, 60, 1000, 1000, 83",
    "DUPLICATE, 300, 1250, 1350, 12",
    "REORDER, 300, 1000, 1000, 61",
    "CORRUPT, 200, 1000, 1000, 411",
    "RATE, 1000, 1000, 1000, 12011"
  })
  void disturbs_the_links_of_a_node_and_counts_it(
      Trouble trouble, long amount, int least, int most, int millis) throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM);
    Disturbance wanted = new Disturbance(trouble, Map.of("n1", amount));

    List<String> seen = cluster.network().disturb(wanted).observations();
    IntStream.range(0, 1000).forEach(i -> toy.host("n1").send("n2", i));
    toy.host("n2").send("n3", "aside");
    toy.pass(millis * MS);
    int arrived = toy.heardBy("n2").size();
    List<String> healed = cluster.network().calm().observations();
    toy.host("n1").send("n3", "calm");
    toy.pass(11 * MS);

    assertTrue(arrived >= least && arrived <= most, arrived + " arrived");
    assertEquals(5, seen.size(), "n1 to and from each: " + seen);
    assertTrue(
        healed.getFirst().matches("n1 to n2: [1-9]\\d* of 1000 packets met the " + trouble.label()),
        healed::toString);
    assertEquals(List.of("n2: aside", "n1: calm"), toy.heardBy("n3"));
  }

  @Test
  void keeps_each_message_back_where_links_are_slow() throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM);

    cluster.network().disturb(new Disturbance(Trouble.RATE, Map.of("n1", 1000L)));
    IntStream.range(0, 1000).forEach(i -> toy.host("n1").send("n2", i));
    toy.pass(6000 * MS);

    int arrived = toy.heardBy("n2").size();
    assertTrue(arrived > 480 && arrived <= 500, "12 ms each: " + arrived);
  }

  @Test
  void swallows_what_goes_to_a_node_by_half_open_links_and_not_what_it_says() throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM);

    Evidence evidence =
        cluster.network().disturb(new Disturbance(Trouble.HALF_OPEN, Map.of("n1", 1000L)));
    toy.host("n2").send("n1", 1);
    toy.host("n1").send("n2", 2);
    toy.pass(100 * MS);

    assertEquals(0, toy.heardBy("n1").size());
    assertEquals(1, toy.heardBy("n2").size());
    assertTrue(evidence.observations().contains("n2 to n1: 1000 of 1000 probes met the half-open"));
    assertTrue(evidence.observations().stream().noneMatch(line -> line.startsWith("n1 to")));
  }

  @Test
  void tells_a_client_whose_message_was_lost_that_its_connection_broke() throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM.withResets(1));
    Client client = cluster.open(7);

    client.invoke(asking("echo"), done -> {});
    toy.pass(20 * MS);

    assertEquals(List.of("lost n1"), toy.heardBy("client-7"));
  }

  @ParameterizedTest(name = "{0} does not listen to {1}")
  @CsvSource({"n2, n9", "n9, n2", "n2, n2"})
  void refuses_a_grudge_over_links_that_are_not_there(String target, String source)
      throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM);
    Grudge grudge = new Grudge(Map.of(target, Set.of(source)));

    FaultNotInjected refusal =
        assertThrows(FaultNotInjected.class, () -> cluster.network().drop(grudge));

    assertEquals(
        "there is no link from " + source + " to " + target + " among [n1, n2, n3]",
        refusal.getMessage());
  }

  @Test
  void lets_messages_overtake_one_another_within_its_bounds() throws Exception {
    toy.start(1, SimSettings.CALM);
    List<String> sent = IntStream.range(0, 200).mapToObj(i -> "n1: " + i).toList();

    IntStream.range(0, 200).forEach(i -> toy.host("n1").send("n2", i));
    toy.pass(200_000 - 1);
    List<String> early = toy.heardBy("n2");
    toy.pass(10 * MS);
    List<String> all = toy.heardBy("n2");

    assertEquals(List.of(), early);
    assertNotEquals(sent, all);
    assertEquals(sent.stream().sorted().toList(), all.stream().sorted().toList());
  }

  @Test
  void sometimes_takes_much_longer_than_usual() throws Exception {
    toy.start(1, SimSettings.CALM);

    IntStream.range(0, 1000).forEach(i -> toy.host("n1").send("n2", i));
    toy.pass(MS + 1);
    int usual = toy.heardBy("n2").size();

    assertTrue(usual > 950 && usual < 998, usual + " of 1000 took the usual time");
  }

  @Test
  void loses_and_doubles_messages_between_nodes_if_it_is_told_to() throws Exception {
    toy.start(1, SimSettings.CALM.withLoss(0.3).withDuplication(0.5));

    IntStream.range(0, 1000).forEach(i -> toy.host("n1").send("n2", i));
    toy.pass(20 * MS);
    List<String> heard = toy.heardBy("n2");

    long distinct = heard.stream().distinct().count();
    assertTrue(distinct > 650 && distinct < 750, distinct + " of 1000 arrived");
    double copies = (double) heard.size() / distinct;
    assertTrue(copies > 1.4 && copies < 1.6, copies + " copies of each");
  }

  @Test
  void delivers_late_what_it_has_to_send_again() throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM.withResent(1));

    toy.host("n1").send("n2", "late");
    cluster.open(7).invoke(asking("echo"), done -> {});
    toy.pass(200 * MS);
    List<String> early = toy.heard.stream().filter(line -> !line.endsWith("timeout")).toList();
    toy.pass(211 * MS);

    assertEquals(List.of(), early);
    assertEquals(List.of("n1: late"), toy.heardBy("n2"));
    assertEquals(List.of("client-7: echo"), toy.heardBy("n1"));
  }

  @Test
  void tells_the_sender_that_a_node_is_dead() throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM);

    cluster.nodes().get(1).kill();
    toy.host("n1").send("n2", "anyone?");
    toy.pass(40 * MS);

    assertEquals(List.of("cannot reach n2"), toy.heardBy("n1"));
    assertEquals(List.of(), toy.heardBy("n3"));
  }

  @Test
  void tells_everyone_who_had_reached_a_node_once_that_it_died() throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM);
    Client client = cluster.open(7);
    client.invoke(asking("silence"), done -> {});
    toy.host("n2").send("n1", "hello");
    toy.pass(20 * MS);

    toy.host("n2").send("n1", "still on its way");
    cluster.nodes().get(0).kill();
    toy.pass(20 * MS);

    assertEquals(List.of("lost n1"), toy.heardBy("client-7"));
    assertEquals(List.of("lost n1"), toy.heardBy("n2"));
    assertEquals(List.of(), toy.heardBy("n3"));
  }

  @Test
  void says_nothing_of_a_death_behind_a_cut() throws Exception {
    Cluster cluster = toy.start(1, SimSettings.CALM);
    toy.host("n2").send("n1", "hello");
    toy.pass(20 * MS);

    cluster.network().drop(N2_IGNORES_N1);
    cluster.nodes().get(0).kill();
    toy.host("n2").send("n1", "anyone?");
    toy.pass(40 * MS);

    assertEquals(List.of(), toy.heardBy("n2"));
  }

  static Op asking(String f) {
    return new Op(0, 0, 7, Op.Type.INVOKE, f, null, null, Map.of());
  }
}
