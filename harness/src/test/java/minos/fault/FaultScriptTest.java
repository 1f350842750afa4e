package minos.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import minos.generate.Generator;
import minos.generate.Generator.Context;
import minos.generate.Generator.Next;
import minos.history.Op;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A fault script")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FaultScriptTest {
  private static final Map<String, Object> N1_DEAF = Map.of("n1", List.of("n2"));
  private static final Fault.Chosen CUT = chosen("partition-one", N1_DEAF);
  private static final Fault.Chosen KILL = chosen("kill-leader", List.of("n3"));

  @Test
  void begins_and_ends_each_fault_at_its_time_also_where_they_overlap() {
    FaultScript script =
        new FaultScript(
            "s.json",
            List.of(
                new FaultScript.Entry(KILL, 30, OptionalLong.empty()),
                new FaultScript.Entry(CUT, 10, OptionalLong.of(40))));

    assertEquals(
        List.of(
            "10 start-partition " + N1_DEAF,
            "30 kill [n3]",
            "40 stop-partition null",
            "done at 40"),
        told(script.generator()));
  }

  @Test
  void asks_for_exactly_what_was_chosen() {
    assertEquals(Optional.of(KILL), Fault.askedBy(KILL.asking()));
    assertEquals(Optional.of(CUT), Fault.askedBy(CUT.asking()));
    assertEquals("kill-leader", KILL.label());
    assertEquals(Set.of("n1", "n2"), CUT.named());
    assertEquals(Set.of("n3"), KILL.named());
    Fault.Chosen clients = chosen("partition-client-one", Map.of("n2", List.of("clients")));
    assertEquals(Set.of("n2"), clients.named(), "clients are no node");
    for (Fault fault : Fault.all()) {
      assertEquals(Optional.of(fault), Fault.askedBy(fault.asking()));
    }
  }

  @Test
  void counts_each_kind_of_fault_once() {
    FaultScript.Entry kill = new FaultScript.Entry(KILL, 1, OptionalLong.of(2));
    FaultScript.Entry cut = new FaultScript.Entry(CUT, 3, OptionalLong.of(4));

    assertEquals(
        List.of("kill-leader", "partition-one"),
        new FaultScript("s", List.of(kill, cut, kill))
            .kinds().stream().map(FaultKind::name).toList());
  }

  @Test
  void refuses_what_cannot_be() {
    assertRefused("there is no fault in it", () -> new FaultScript("s", List.of()));
    assertRefused("a partition names each node", () -> chosen("partition-one", List.of("n1")));
    assertRefused("n1 needs a list of nodes", () -> chosen("partition-one", Map.of("n1", "n2")));
    assertRefused("the fault needs a list of nodes", () -> chosen("kill-one", Map.of("n1", "n2")));
    assertRefused("the fault needs a list of nodes", () -> chosen("pause-one", List.of()));
    assertRefused(
        "a fault cannot last from 5 ns to 4 ns",
        () -> new FaultScript.Entry(KILL, 5, OptionalLong.of(4)));
  }

  private static void assertRefused(String why, org.junit.jupiter.api.function.Executable act) {
    String message = assertThrows(IllegalArgumentException.class, act).getMessage();

    assertEquals(why, String.valueOf(message).substring(0, why.length()));
  }

  private static Fault.Chosen chosen(String label, Object value) {
    return new Fault.Chosen(Fault.labelled(label).orElseThrow(), value);
  }

  /** What a generator says as time passes, until it says nothing more. */
  private static List<String> told(Generator generator) {
    List<String> told = new ArrayList<>();
    Generator rest = generator;
    long nanos = 0;
    while (true) {
      switch (rest.next(new Context(nanos, Op.NEMESIS))) {
        case Next.Invoke(Generator.Invocation invocation, Generator more) -> {
          told.add(nanos + " " + invocation.f() + " " + invocation.value());
          rest = more;
        }
        case Next.Wait(long until, Generator more) -> {
          nanos = until;
          rest = more;
        }
        case Next.Done done -> {
          told.add("done at " + nanos);
          return told;
        }
      }
    }
  }
}
