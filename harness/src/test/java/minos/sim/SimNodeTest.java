package minos.sim;

import static minos.sim.Toy.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.time.Time;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A simulated node")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SimNodeTest {

  private final Toy toy = new Toy();
  private final List<String> ran = new ArrayList<>();

  @Test
  void forgets_all_but_its_disk_when_it_is_killed() throws Exception {
    Node n1 = startN1(SimSettings.CALM);
    toy.host("n2").send("n1", "add");
    toy.pass(40 * MS);
    Toy.Server first = toy.server("n1");

    n1.kill();
    Node.State killed = n1.state();
    n1.start();

    assertEquals(Node.State.GONE, killed);
    assertEquals(Node.State.RUNNING, n1.state());
    assertNotSame(first, toy.server("n1"));
    assertEquals(0, toy.server("n1").count);
    assertEquals(1, toy.server("n1").tally.forced);
  }

  @Test
  void takes_its_timers_and_the_messages_to_it_into_the_grave() throws Exception {
    Node n1 = startN1(SimSettings.CALM);
    toy.host("n1").after(MS, () -> ran.add("timer of the first life"));
    toy.host("n2").send("n1", "to the first life");

    n1.kill();
    n1.start();
    toy.host("n2").send("n1", "to the second life");
    toy.pass(20 * MS);

    assertEquals(List.of(), ran);
    assertEquals(List.of("n2: to the second life"), toy.heardBy("n1"));
    assertEquals(List.of("lost n1"), toy.heardBy("n2"));
  }

  @Test
  void loses_what_it_did_not_force_only_with_its_power() throws Exception {
    Node n1 = startN1(SimSettings.CALM.withPowerLoss(1));
    Toy.Tally tally = toy.server("n1").tally;
    tally.written = 5;
    tally.forced = 3;

    n1.kill();

    assertEquals(3, tally.written);
    assertEquals(List.of(), ((SimNode<?, ?>) n1).deaths());
  }

  @Test
  void keeps_what_it_did_not_force_when_only_the_process_dies() throws Exception {
    Node n1 = startN1(SimSettings.CALM.withPowerLoss(0));
    Toy.Tally tally = toy.server("n1").tally;
    tally.written = 5;
    tally.forced = 3;

    n1.kill();

    assertEquals(5, tally.written);
  }

  @Test
  void loses_its_power_in_about_every_other_kill() throws Exception {
    Node n1 = startN1(SimSettings.CALM);
    Toy.Tally tally = toy.server("n1").tally;

    for (int i = 0; i < 100; i++) {
      n1.kill();
      n1.start();
      toy.pass(MS);
    }

    assertTrue(tally.powerLosses > 30 && tally.powerLosses < 70, tally.powerLosses + " of 100");
  }

  @Test
  void does_after_a_pause_what_came_meanwhile_in_order_and_by_the_later_clock() throws Exception {
    Node n1 = startN1(SimSettings.CALM);
    SimHost host = toy.host("n1");
    long start = host.nanos();

    n1.pause();
    Node.State paused = n1.state();
    toy.host("n2").send("n1", "first");
    host.after(15 * MS, () -> toy.heard.add("- n1 timer at " + (host.nanos() - start) / MS));
    toy.pass(20 * MS);
    toy.host("n2").send("n1", "second");
    toy.pass(20 * MS);
    List<String> meanwhile = toy.heardBy("n1");
    n1.resume();

    assertEquals(Node.State.PAUSED, paused);
    assertEquals(Node.State.RUNNING, n1.state());
    assertEquals(List.of(), meanwhile);
    assertEquals(List.of("n2: first", "timer at 40", "n2: second"), toy.heardBy("n1"));
    assertEquals(List.of(), toy.heardBy("n2"));
  }

  @Test
  void runs_no_timer_that_is_cancelled_even_if_it_waited_for_the_end_of_a_pause() throws Exception {
    Node n1 = startN1(SimSettings.CALM);
    Time.Timer never = toy.host("n1").after(MS, () -> ran.add("cancelled before it was due"));
    List<Time.Timer> late = new ArrayList<>();
    toy.host("n1").after(2 * MS, () -> late.forEach(Time.Timer::cancel));
    late.add(toy.host("n1").after(3 * MS, () -> ran.add("cancelled by a timer before it")));
    toy.host("n1").after(4 * MS, () -> ran.add("runs"));

    never.cancel();
    n1.pause();
    toy.pass(20 * MS);
    n1.resume();

    assertEquals(List.of("runs"), ran);
  }

  @Test
  void dies_of_what_its_program_throws_and_says_so_in_its_log() throws Exception {
    Node n1 = startN1(SimSettings.CALM);

    toy.host("n2").send("n1", "die");
    toy.pass(40 * MS);

    assertEquals(Node.State.GONE, n1.state());
    assertEquals(List.of("lost n1"), toy.heardBy("n2"));
    SimNode<?, ?> node = (SimNode<?, ?>) n1;
    List<String> log = node.log().text();
    assertTrue(
        log.stream()
            .anyMatch(l -> l.endsWith("n1 died: java.lang.IllegalStateException: told to die")),
        log::toString);
    assertEquals(
        List.of("n1 died at 0.0 s: java.lang.IllegalStateException: told to die"), node.deaths());
  }

  @Test
  void does_not_count_as_started_if_it_dies_on_its_way_up() throws Exception {
    Node n1 = startN1(SimSettings.CALM);
    n1.kill();
    toy.server("n1").tally.broken = true;

    FaultNotInjected failure = assertThrows(FaultNotInjected.class, n1::start);

    assertEquals(
        "n1 died as it started: java.lang.IllegalStateException: the tally is broken",
        failure.getMessage());
    assertEquals(Node.State.GONE, n1.state());
  }

  @Test
  void can_be_told_twice_but_not_be_paused_when_it_is_gone() throws Exception {
    Node n1 = startN1(SimSettings.CALM);
    Toy.Server first = toy.server("n1");

    n1.start();
    n1.resume();
    Toy.Server same = toy.server("n1");
    n1.kill();
    n1.kill();
    n1.resume();

    assertEquals(first, same);
    assertEquals(Node.State.GONE, n1.state());
    assertThrows(FaultNotInjected.class, n1::pause);
  }

  @Test
  void has_a_clock_and_chances_of_its_own_in_each_life() throws Exception {
    Node n1 = startN1(SimSettings.CALM);
    long clock = toy.host("n1").nanos();
    long chance = toy.host("n1").random().nextLong();

    n1.kill();
    n1.start();

    assertNotEquals(clock, toy.host("n2").nanos());
    assertNotEquals(clock, toy.host("n1").nanos());
    assertNotEquals(chance, toy.host("n1").random().nextLong());
  }

  private Node startN1(SimSettings settings) throws Exception {
    return toy.start(1, settings).nodes().getFirst();
  }
}
