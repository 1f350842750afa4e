package minos.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.cluster.Grudge;
import minos.docker.DropRules.Counter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayName("The proof of a cut")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LinkProofTest {
  private static final Map<String, String> ADDRESSES = Map.of("n1", "a1", "n2", "a2");
  private static final Grudge N2_DEAF_TO_N1 = new Grudge(Map.of("n2", Set.of("n1")));

  @Test
  void names_the_cut_and_the_open_directions() {
    LinkProof proof = proof(new Counter(7, true), new Counter(5, false));

    assertEquals(List.of(), proof.unproven(N2_DEAF_TO_N1));
    assertEquals(
        List.of("n1 to n2: 7 packets dropped", "packets passed: n2 to n1"),
        proof.observations(N2_DEAF_TO_N1));
  }

  @Test
  void fails_where_no_packet_was_seen() {
    LinkProof proof = proof(new Counter(0, true), new Counter(5, false));

    assertEquals(List.of("n1 to n2: no packet arrived at the rule"), proof.unproven(N2_DEAF_TO_N1));
  }

  @Test
  void fails_where_no_connection_was_reset_that_should_be() {
    Grudge rejecting = N2_DEAF_TO_N1.in(Grudge.Manner.REJECT);

    assertEquals(
        List.of("n1 to n2: no connection was reset"),
        proof(new Counter(7, true), new Counter(5, false)).unproven(rejecting));
    assertEquals(
        List.of("n1 to n2: 7 packets dropped, 3 reset", "packets passed: n2 to n1"),
        proof(new Counter(7, true, 3), new Counter(5, false)).observations(rejecting));
  }

  @Test
  void asks_for_the_packets_of_clients_where_they_are_meant() {
    Grudge noClients = new Grudge(Map.of("n1", Set.of(Grudge.CLIENTS)));
    LinkProof proof =
        LinkProof.of(
            List.of("n1"),
            Map.of("n1", "a1", Grudge.CLIENTS, "a0"),
            Map.of("n1", Map.of("a0", new Counter(0, true))));

    assertEquals(
        List.of("clients to n1: no packet arrived at the rule"), proof.unproven(noClients));
  }

  @Test
  void fails_where_clients_still_hear_who_should_be_mute() {
    Grudge noReplies = new Grudge(Map.of(Grudge.CLIENTS, java.util.Set.of("n1")));
    LinkProof proof =
        LinkProof.of(
            List.of("n1"),
            Map.of("n1", "a1"),
            Map.of(Grudge.CLIENTS, Map.of("a1", new Counter(0, false))));

    assertEquals(List.of("n1 to clients should be cut and is open"), proof.unproven(noReplies));
  }

  @Test
  void fails_where_packets_pass_that_should_not() {
    LinkProof proof = proof(new Counter(9, false), new Counter(5, false));

    assertEquals(List.of("n1 to n2 should be cut and is open"), proof.unproven(N2_DEAF_TO_N1));
  }

  @Test
  void fails_where_more_is_cut_than_was_asked() {
    LinkProof proof = proof(new Counter(7, true), new Counter(5, true));

    assertEquals(List.of("n2 to n1 is cut, unasked"), proof.unproven(N2_DEAF_TO_N1));
  }

  @Test
  void fails_where_the_rules_are_not_there_at_all() {
    LinkProof proof = LinkProof.of(List.of("n1", "n2"), ADDRESSES, Map.of());

    assertEquals(2, proof.unproven(Grudge.NONE).size());
  }

  private static LinkProof proof(Counter atN2, Counter atN1) {
    return LinkProof.of(
        List.of("n1", "n2"), ADDRESSES, Map.of("n1", Map.of("a2", atN1), "n2", Map.of("a1", atN2)));
  }
}
