package minos.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import minos.generate.Generator;
import minos.generate.Generator.Context;
import minos.generate.Generator.Invocation;
import minos.generate.Generator.Next;
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
  void reads_half_the_time_and_uses_every_operation_on_every_key() {
    List<Invocation> all = first(4_000, register.generator(OPTIONS));

    long reads = all.stream().filter(invocation -> invocation.f().equals("read")).count();

    assertEquals(2_000, reads, 150);
    assertEquals(
        9, all.stream().map(invocation -> invocation.f() + invocation.key()).distinct().count());
  }

  @Test
  void expects_in_a_compare_and_set_what_the_key_was_last_asked_to_hold() {
    Object[] latest = new Object[3];

    for (Invocation invocation : first(500, register.generator(OPTIONS))) {
      int key = ((Long) invocation.key()).intValue();
      if (invocation.f().equals("cas")) {
        assertEquals(latest[key], ((List<?>) invocation.value()).getFirst());
      }
      if (!invocation.f().equals("read")) {
        latest[key] = newValue(invocation);
      }
    }
  }

  @Test
  void does_the_same_again_from_the_same_seed() {
    assertEquals(
        first(300, register.generator(OPTIONS)), first(300, register.generator(OPTIONS)));
  }

  @Test
  void reads_every_key_once_at_the_end() {
    List<Invocation> reads = first(10, register.finalGenerator(OPTIONS));

    assertEquals(
        Set.of(0L, 1L, 2L), reads.stream().map(Invocation::key).collect(Collectors.toSet()));
    assertEquals(3, reads.size());
  }

  private static Object newValue(Invocation invocation) {
    return invocation.value() instanceof List<?> cas ? cas.getLast() : invocation.value();
  }

  private static List<Invocation> first(int count, Generator generator) {
    List<Invocation> invocations = new ArrayList<>();
    Generator rest = generator;
    while (invocations.size() < count
        && rest.next(new Context(0, 0)) instanceof Next.Invoke(Invocation invocation, Generator more)) {
      invocations.add(invocation);
      rest = more;
    }
    return invocations;
  }
}
