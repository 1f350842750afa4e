package minos.workload;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import minos.generate.Generator;
import minos.generate.Generator.Invocation;
import minos.run.Workload;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The register workload")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RegisterTest {
  private static final Workload.Options OPTIONS = new Workload.Options(3, 5, 8123);
  private final Register register = new Register();

  @Test
  void never_writes_a_value_twice() {
    Set<Object> written = new HashSet<>();

    for (Invocation invocation : first(2_000, register.generator(OPTIONS))) {
      if (!invocation.f().equals("read")) {
        assertTrue(written.add(newValue(invocation)), invocation::toString);
      }
    }
  }

  @Test
  void keeps_one_process_in_three_to_reading_also_under_its_later_numbers() {
    for (int process : List.of(0, 3, 5, 8, 10)) {
      List<Invocation> all = Draws.first(200, process, register.generator(OPTIONS));
      boolean onlyReads = all.stream().allMatch(invocation -> invocation.f().equals("read"));

      assertEquals(process % 5 % 3 == 0, onlyReads, "process " + process);
    }
  }

  @Test
  void reads_half_the_time_and_uses_every_operation_on_every_key() {
    List<Invocation> all = first(4_000, register.generator(OPTIONS));

    int reads = (int) all.stream().filter(invocation -> invocation.f().equals("read")).count();

    assertEquals(2_000, reads, 150);
    assertEquals(
        9, all.stream().map(invocation -> invocation.f() + invocation.key()).distinct().count());
  }

  @Test
  void expects_in_a_compare_and_set_what_the_key_was_last_asked_to_hold() {
    Object[] latest = new Object[3];

    for (Invocation invocation : first(500, register.generator(OPTIONS))) {
      int key = Math.toIntExact(requireNonNull((Long) invocation.key()));
      if (invocation.value() instanceof List<?> cas) {
        assertEquals(latest[key], cas.getFirst());
      }
      if (!invocation.f().equals("read")) {
        latest[key] = newValue(invocation);
      }
    }
  }

  @Test
  void does_the_same_again_from_the_same_seed() {
    assertEquals(first(300, register.generator(OPTIONS)), first(300, register.generator(OPTIONS)));
  }

  @Test
  void reads_every_key_once_at_the_end() {
    List<Invocation> reads = first(10, register.finalGenerator(OPTIONS));

    assertEquals(
        Set.of(0L, 1L, 2L), reads.stream().map(Invocation::key).collect(Collectors.toSet()));
    assertEquals(3, reads.size());
  }

  private static Object newValue(Invocation invocation) {
    return requireNonNull(
        invocation.value() instanceof List<?> cas ? cas.getLast() : invocation.value());
  }

  private static List<Invocation> first(int count, Generator generator) {
    return Draws.first(count, 1, generator);
  }
}
