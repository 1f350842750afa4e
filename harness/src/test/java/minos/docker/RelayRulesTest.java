package minos.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import minos.cluster.Capability;
import minos.cluster.Trouble;
import minos.docker.RelayRules.Carried;
import minos.docker.RelayRules.Ways;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The rules that lead to a relay")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RelayRulesTest {
  @Test
  void redirect_connections_to_a_peer_but_for_the_relays_own_and_reset_older_ones() {
    String script = RelayRules.set(List.of("10.0.0.2"));

    assertTrue(
        script.contains(
            """
            *nat
            :MINOS-RELAY - [0:0]
            -A MINOS-RELAY -p tcp -d 10.0.0.2 --sport 61000:64999 -j RETURN
            -A MINOS-RELAY -p tcp -d 10.0.0.2 -j REDIRECT --to-ports 65100
            COMMIT
            *filter
            :MINOS-RELAY - [0:0]
            -A MINOS-RELAY -p tcp --tcp-flags RST RST -j RETURN
            -A MINOS-RELAY -p tcp -d 10.0.0.2 --sport 61000:64999 -j RETURN
            -A MINOS-RELAY -p tcp -d 10.0.0.2 --dport 61000:64999 -j RETURN
            -A MINOS-RELAY -p tcp -d 10.0.0.2 -j REJECT --reject-with tcp-reset
            COMMIT
            """),
        script);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "DELAY, 10.0.0.2:30:0:0:0",
    "DUPLICATE, 10.0.0.2:0:90:0:0",
    "HALF_OPEN, 10.0.0.2:0:0:30:0"
  })
  void tell_the_relay_what_to_do_to_a_peer(Trouble trouble, String argument) {
    List<String> command =
        RelayRules.command("text", trouble, Map.of("10.0.0.2", new Ways(30, 0)), 7);

    assertEquals(List.of("perl", "-e", "text", "65100", "7", argument), command);
  }

  @Test
  void tell_what_it_carried_and_whether_that_met_the_trouble() {
    Carried carried = new Carried(3, 1, 40, 5, 0, 0);

    assertEquals(
        Map.of("10.0.0.2", carried),
        RelayRules.carried(
            "10.0.0.2 back=5 connections=3 forth=40 silenced=0 swallowed=0 twice=1\n"));
    assertTrue(carried.met(Trouble.DUPLICATE));
    assertFalse(carried.met(Trouble.HALF_OPEN), "nothing was swallowed");
    assertTrue(new Carried(1, 0, 0, 0, 0, 1).met(Trouble.HALF_OPEN), "an end was kept secret");
    assertFalse(new Carried(9, 0, 9, 9, 0, 0).met(Trouble.DUPLICATE));
  }

  @Test
  void are_left_as_long_as_the_chain_is_there() {
    assertTrue(RelayRules.isLeft("-P INPUT ACCEPT\n-N MINOS-RELAY\n"));
    assertFalse(RelayRules.isLeft("-P INPUT ACCEPT\n"));
  }

  @Test
  void are_needed_for_what_the_kernel_cannot_and_refused_where_neither_can() {
    String none = "Error: Specified qdisc kind is unknown.";
    Kernel without = Kernel.read("netem " + none + "\ntbf ok\nrelay ok\n");
    Kernel neither = Kernel.read("netem " + none + "\ntbf ok\nrelay no chain\n");
    Kernel bare = Kernel.read("netem tc: command not found\ntbf ok\nrelay ok\n");

    assertEquals(List.of(Capability.PACKETS_NETEM), List.copyOf(without.lacks().keySet()));
    assertTrue(without.means().toString().contains("PACKETS_DELAY=by relay"));
    assertTrue(neither.lacks().containsKey(Capability.PACKETS_DELAY));
    assertTrue(neither.lacks().containsKey(Capability.PACKETS_HALF_OPEN));
    assertTrue(bare.lacks().isEmpty(), "an image brings what its base lacks");
    assertFalse(ContainerRelay.makes(Trouble.DELAY, true), "netem is nearer to the wire");
    assertTrue(ContainerRelay.makes(Trouble.DELAY, false));
    assertTrue(ContainerRelay.makes(Trouble.HALF_OPEN, true), "netem knows no connections");
  }
}
