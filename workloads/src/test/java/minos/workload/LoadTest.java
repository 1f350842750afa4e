package minos.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import minos.generate.Generator.Invocation;
import minos.run.Workload;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("What clients do")
@DisplayNameGeneration(ReplaceUnderscores.class)
class LoadTest {
  private static final Workload.Options OPTIONS = new Workload.Options(2, 5, 31);

  @Test
  void reads_a_list_the_more_rarely_the_longer_it_is_and_never_appends_a_value_twice() {
    List<Invocation> all = Draws.first(4_000, 1, new ListOfAppends().generator(OPTIONS));
    long early = all.stream().limit(100).filter(LoadTest::isRead).count();
    long late = all.stream().skip(3_000).filter(LoadTest::isRead).count();
    List<?> values = all.stream().filter(each -> !isRead(each)).map(Invocation::value).toList();

    assertTrue(early > 25, early + " of the first 100");
    assertTrue(late > 0 && late < 40, late + " of the last 1000");
    assertEquals(values.size(), values.stream().distinct().count());
  }

  @Test
  void compares_with_what_the_register_was_last_asked_to_hold() {
    Map<Object, Object> latest = new HashMap<>();
    int compared = 0;

    for (Invocation each : Draws.first(1_000, 1, new CasRegisters().generator(OPTIONS))) {
      if (each.f().equals("cas")) {
        List<?> cas = (List<?>) Objects.requireNonNull(each.value());
        assertEquals(latest.get(each.key()), cas.getFirst());
        latest.put(Objects.requireNonNull(each.key()), cas.getLast());
        compared++;
      } else if (each.f().equals("write")) {
        latest.put(Objects.requireNonNull(each.key()), Objects.requireNonNull(each.value()));
      }
    }

    assertTrue(compared > 300, compared + " compared");
  }

  @Test
  void drains_every_queue_at_the_end() {
    List<Invocation> last = Draws.first(1_000, 1, new Queue().finalGenerator(OPTIONS));

    assertEquals(120, last.size());
    assertTrue(last.stream().allMatch(each -> each.f().equals("dequeue")));
    assertEquals(2, last.stream().map(Invocation::key).distinct().count());
  }

  @Test
  void gives_back_the_lock_that_it_was_last_asked_to_take_or_any() {
    Map<Object, Object> taken = new HashMap<>();
    int own = 0;
    int other = 0;

    for (Invocation each : Draws.first(3_000, 5, 0, new FencedLocks().generator(OPTIONS))) {
      Object owner = each.extra().getOrDefault("owner", "nobody");
      if (each.f().equals("acquire")) {
        assertEquals(
            Optional.empty(), Optional.ofNullable(taken.put(owner, key(each))), "takes one only");
      } else if (each.f().equals("release")) {
        if (Objects.equals(taken.remove(owner), key(each))) {
          own++;
        } else {
          other++;
        }
      }
    }

    assertTrue(own > 6 * other && other > 50, own + " own, " + other + " other");
  }

  @Test
  void keeps_the_owner_of_locks_when_a_process_comes_back_under_another_number() {
    Object first =
        Draws.first(20, 3, new FencedLocks().generator(OPTIONS)).getFirst().extra().get("owner");
    Object later =
        Draws.first(20, 13, new FencedLocks().generator(OPTIONS)).getFirst().extra().get("owner");

    assertEquals(first, later);
  }

  private static boolean isRead(Invocation invocation) {
    return invocation.f().equals("read");
  }

  private static Object key(Invocation invocation) {
    return Objects.requireNonNull(invocation.key());
  }
}
