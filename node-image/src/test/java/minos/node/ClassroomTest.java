package minos.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minos.client.Outcome;
import minos.kv.Command.Change;
import minos.kv.Query;
import minos.kv.Reply;
import minos.node.Laboratory.Network;
import minos.raft.NodeId;
import minos.raft.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scenarios by which students' clusters are judged: the eight of cs733, assignment 3, each also
 * on its evil network (a tenth of the messages lost) and on its lazy one (delays up to 400 ms), and
 * the three of the elections package.
 */
@DisplayName("A cluster of the classroom")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClassroomTest {
  private static final Outcome DONE = new Outcome.Ok(new Reply.Done());

  static Stream<Network> networks() {
    return Stream.of(
        new Network("calm", 0, 2), new Network("evil", 0.1, 2), new Network("lazy", 0, 400));
  }

  // cs733

  @ParameterizedTest
  @MethodSource("networks")
  void appends_what_its_leader_is_asked_for(Network network) {
    Laboratory lab = new Laboratory(5, network, 1);
    NodeId leader = lab.leader();

    assertEquals(DONE, lab.client(1, List.of(leader)).change(put("k", "v")));
    lab.agree();
    lab.ids().forEach(id -> assertEquals(value("v"), lab.machine(id).ask(new Query.Get("k"))));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void appends_what_any_server_is_asked_for(Network network) {
    Laboratory lab = new Laboratory(5, network, 2);

    for (NodeId asked : lab.ids()) {
      List<NodeId> order = new ArrayList<>(lab.ids());
      order.remove(asked);
      order.addFirst(asked);
      assertEquals(DONE, lab.client(2, order).change(put("by " + asked, "v")));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void appends_with_two_of_five_cut_off(Network network) {
    Laboratory lab = new Laboratory(5, network, 3);
    List<NodeId> others = othersThan(lab, lab.leader());
    lab.detach(others.get(0), others.get(1));

    assertEquals(DONE, lab.client(3, lab.ids()).change(put("k", "v")));
    lab.attach(others.get(0), others.get(1));
    lab.agree();
    assertEquals(value("v"), lab.machine(others.getFirst()).ask(new Query.Get("k")));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void commits_nothing_without_a_quorum(Network network) {
    Laboratory lab = new Laboratory(5, network, 4);
    NodeId leader = lab.leader();
    Laboratory.Caller client = lab.client(4, List.of(leader));
    assertEquals(DONE, client.change(put("k", "before")));
    lab.agree();
    long committed = lab.status(leader).commitIndex();
    List<NodeId> others = othersThan(lab, leader);
    lab.detach(others.get(0), others.get(1), others.get(2));
    Outcome outcome = client.change(put("k", "v"));

    assertFalse(outcome instanceof Outcome.Ok, outcome::toString);
    for (NodeId id : lab.ids()) {
      assertTrue(lab.status(id).commitIndex() <= committed, () -> "" + lab.status(id));
      assertEquals(value("before"), lab.machine(id).ask(new Query.Get("k")));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void elects_a_leader_takes_the_old_one_back_and_elects_again(Network network) {
    Laboratory lab = new Laboratory(5, network, 5);
    NodeId first = lab.leader();
    lab.detach(first);
    NodeId second = lab.leader();
    assertEquals(DONE, lab.client(5, othersThan(lab, first)).change(put("k", "second")));
    lab.attach(first);
    lab.until("the old leader follows", () -> lab.status(first).role() == Role.FOLLOWER);
    lab.agree();
    NodeId now = lab.leader();
    lab.detach(now);
    NodeId third = lab.leader();

    assertNotEquals(first, second);
    assertNotEquals(now, third);
    assertEquals(DONE, lab.client(6, othersThan(lab, now)).change(put("k", "third")));
    assertEquals(value("third"), lab.machine(lab.leader()).ask(new Query.Get("k")));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void has_one_log_everywhere_to_look_at(Network network) {
    Laboratory lab = new Laboratory(5, network, 6);
    Laboratory.Caller client = lab.client(7, lab.ids());
    for (int i = 0; i < 20; i++) {
      assertEquals(DONE, client.change(put("k" + i, "v")));
    }
    lab.agree();
    lab.pass(Duration.ofMillis(10));

    lab.ids().forEach(id -> assertEquals(lab.log(lab.ids().getFirst()), lab.log(id), id::name));
  }

  // The elections package

  /** "kill -9 one random server every 22 ops and restart 5 ops later." */
  @Test
  void loses_none_of_250_puts_while_servers_are_killed() {
    Laboratory lab = new Laboratory(5, new Network("calm", 0, 2), 8);
    Laboratory.Caller client = lab.client(8, lab.ids());
    Map<String, String> acknowledged = new TreeMap<>();
    Optional<NodeId> killed = Optional.empty();
    for (int i = 0; i < 250; i++) {
      if (i % 22 == 21) {
        killed = Optional.of(lab.anyOf(lab.ids()));
        killed.ifPresent(lab::kill);
      } else if (i % 22 == 4 && i > 22) {
        killed.ifPresent(lab::start);
        killed = Optional.empty();
      }
      if (client.change(put("k" + i, "v" + i)).equals(DONE)) {
        acknowledged.put("k" + i, "v" + i);
      }
    }
    killed.ifPresent(lab::start);
    lab.agree();

    assertEquals(250, acknowledged.size(), "one of five down: all must be served");
    acknowledged.forEach(
        (key, value) -> assertEquals(new Outcome.Ok(value(value)), client.ask(new Query.Get(key))));
  }

  @Test
  void serves_three_clients_with_75_puts_each() {
    Laboratory lab = new Laboratory(5, new Network("calm", 0, 2), 9);
    putsOf(lab, 3, 75, () -> {});

    lab.agree();
    for (int client = 0; client < 3; client++) {
      for (int i = 0; i < 75; i++) {
        assertEquals(
            value("v" + i), lab.machine(lab.leader()).ask(new Query.Get(client + "/" + i)));
      }
    }
  }

  @Test
  void serves_five_clients_while_up_to_four_of_nine_are_down() {
    Laboratory lab = new Laboratory(9, new Network("calm", 0, 2), 10);
    putsOf(
        lab,
        5,
        30,
        () -> {
          List<NodeId> down = new ArrayList<>(lab.ids());
          down.removeAll(lab.up());
          if (down.size() == 4) {
            down.forEach(lab::start);
          } else {
            lab.kill(lab.anyOf(lab.up()));
          }
        });
    List<NodeId> down = new ArrayList<>(lab.ids());
    down.removeAll(lab.up());
    down.forEach(lab::start);
    lab.agree();

    for (int client = 0; client < 5; client++) {
      for (int i = 0; i < 30; i++) {
        assertEquals(
            value("v" + i), lab.machine(lab.leader()).ask(new Query.Get(client + "/" + i)));
      }
    }
  }

  /** All clients at a time, put by put; something happens after every fifth. */
  private static void putsOf(Laboratory lab, int clients, int puts, Runnable between) {
    List<Laboratory.Caller> callers =
        IntStream.range(0, clients).mapToObj(n -> lab.client(n, lab.ids())).toList();
    for (int i = 0; i < puts; i++) {
      List<Long> calls = new ArrayList<>();
      for (int n = 0; n < clients; n++) {
        calls.add(callers.get(n).begin(put(n + "/" + i, "v" + i)));
      }
      if (i % 5 == 4) {
        between.run();
      }
      for (int n = 0; n < clients; n++) {
        Laboratory.Caller caller = callers.get(n);
        long call = calls.get(n);
        lab.until("an outcome", () -> caller.outcome(call).isPresent());
        assertEquals(Optional.of(DONE), caller.outcome(call));
      }
    }
  }

  private static List<NodeId> othersThan(Laboratory lab, NodeId one) {
    return lab.ids().stream().filter(id -> !id.equals(one)).toList();
  }

  private static Change put(String key, String value) {
    return new Change.Put(key, value);
  }

  private static Reply value(String value) {
    return new Reply.Value(Optional.of(value));
  }
}
