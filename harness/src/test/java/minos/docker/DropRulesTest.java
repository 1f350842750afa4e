package minos.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.cluster.Grudge.Manner;
import minos.docker.DropRules.Counter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayName("The rules of a node")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DropRulesTest {
  @Test
  void drop_some_peers_and_only_count_the_others_all_in_one_transaction() {
    String script = DropRules.set(List.of("10.0.0.2", "10.0.0.3"), Set.of("10.0.0.3"), Manner.DROP);

    assertTrue(
        script.contains(
            """
            *filter
            :MINOS-IN - [0:0]
            -A MINOS-IN -s 10.0.0.2
            -A MINOS-IN -s 10.0.0.3 -j DROP
            COMMIT
            """),
        script);
    assertTrue(script.contains("--noflush"), "rules of others stay");
  }

  @Test
  void answer_by_resets_but_never_to_one() {
    String script = DropRules.set(List.of("10.0.0.3"), Set.of("10.0.0.3"), Manner.REJECT);

    assertTrue(
        script.contains(
            """
            -A MINOS-IN -s 10.0.0.3 -p tcp --tcp-flags RST RST -j RETURN
            -A MINOS-IN -s 10.0.0.3 -p tcp -j REJECT --reject-with tcp-reset
            -A MINOS-IN -s 10.0.0.3 -j DROP
            """),
        script);
  }

  @Test
  void tell_resets_from_packets_that_vanished() {
    String printed =
        """
        -A MINOS-IN -s 10.213.0.3/32 -p tcp -m tcp --tcp-flags RST RST -c 8 320 -j RETURN
        -A MINOS-IN -s 10.213.0.3/32 -p tcp -c 5 300 -j REJECT --reject-with tcp-reset
        -A MINOS-IN -s 10.213.0.3/32 -c 2 60 -j DROP
        """;

    assertEquals(Map.of("10.213.0.3", new Counter(2, true, 5)), DropRules.parse(printed));
  }

  @Test
  void are_hooked_in_last_and_once() {
    List<String> lines = DropRules.set(List.of("10.0.0.2"), Set.of(), Manner.DROP).lines().toList();

    assertEquals(
        "iptables -w -C INPUT -j MINOS-IN 2>/dev/null || iptables -w -I INPUT 1 -j MINOS-IN",
        lines.getLast());
  }

  @Test
  void are_removed_by_name_so_that_others_stay() {
    String script = DropRules.remove();

    assertFalse(script.contains("-F\n") || script.contains("-F INPUT"), script);
    assertTrue(script.contains("-F MINOS-IN"), script);
  }

  @Test
  void tell_how_many_packets_of_each_peer_they_saw() {
    String printed =
        """
        -N MINOS-IN
        -A MINOS-IN -s 10.213.0.3/32 -c 17 1020 -j DROP
        -A MINOS-IN -s 10.213.0.4/32 -c 4 240
        """;

    assertEquals(
        Map.of("10.213.0.3", new Counter(17, true), "10.213.0.4", new Counter(4, false)),
        DropRules.parse(printed));
  }

  @Test
  void tell_nothing_where_there_are_none() {
    assertEquals(Map.of(), DropRules.parse(""));
  }
}
