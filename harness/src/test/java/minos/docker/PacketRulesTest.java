package minos.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import minos.cluster.Trouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The rules that disturb packets")
@DisplayNameGeneration(ReplaceUnderscores.class)
class PacketRulesTest {
  private static final Map<String, Long> ONE_PEER = Map.of("10.0.0.2", 200L);

  @Test
  void count_what_arrives_before_they_drop_a_share_of_it() {
    String script = PacketRules.set(Trouble.LOSS, ONE_PEER);

    assertTrue(
        script.contains(
            """
            -A MINOS-LOSS -s 10.0.0.2
            -A MINOS-LOSS -s 10.0.0.2 -m statistic --mode random --probability 0.200 -j DROP
            COMMIT
            """),
        script);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "DELAY, netem delay 200ms 40ms",
    "DUPLICATE, netem duplicate 20.0%",
    "REORDER, netem delay 20ms reorder 20.0%",
    "CORRUPT, netem corrupt 20.0%",
    "RATE, tbf rate 200kbit burst 4kb latency 400ms"
  })
  void queue_what_is_sent_to_those_peers_only(Trouble trouble, String queue) {
    String script = PacketRules.set(trouble, ONE_PEER);

    assertTrue(script.contains("parent 1:20 handle 20: " + queue + "\n"), script);
    assertTrue(script.contains("htb default 10\n"), "all others pass");
    assertTrue(script.contains("match ip dst 10.0.0.2/32 flowid 1:20\n"), script);
  }

  @Test
  void tell_how_much_they_dropped_of_what_arrived() {
    String printed =
        """
        -N MINOS-LOSS
        -A MINOS-LOSS -s 10.213.0.3/32 -c 117 3393
        -A MINOS-LOSS -s 10.213.0.3/32 -m statistic --mode random --probability 0.19999999971 -c 21 609 -j DROP
        """;

    assertEquals(Map.of("10.213.0.3", new PacketRules.Loss(117, 21)), PacketRules.losses(printed));
  }

  @Test
  void tell_what_their_queue_took_and_not_what_others_did() {
    String printed =
        """
        qdisc htb 1: root refcnt 13 r2q 10 default 0x10 direct_packets_stat 0 direct_qlen 1000
         Sent 9 bytes 8 pkt (dropped 7, overlimits 6 requeues 5)
        qdisc tbf 20: parent 1:20 rate 1Mbit burst 4Kb lat 400ms
         Sent 51200 bytes 51 pkt (dropped 2, overlimits 33 requeues 0)
        """;

    assertEquals(new PacketRules.Queue("tbf", 51, 2, 33), PacketRules.queued(printed));
    assertEquals("", PacketRules.queued("qdisc noqueue 0: root refcnt 2").kind());
  }

  @Test
  void are_removed_by_name_so_that_others_stay() {
    assertFalse(PacketRules.remove().contains("-F INPUT"));
    assertTrue(PacketRules.isLeft("-N MINOS-LOSS"));
    assertFalse(PacketRules.isLeft("-P INPUT ACCEPT\nqdisc noqueue 0: root refcnt 2"));
  }
}
