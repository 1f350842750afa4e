package minos.shrink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Leaving out what is not needed")
@DisplayNameGeneration(ReplaceUnderscores.class)
class DdminTest {
  private int asked;

  @Test
  void leaves_exactly_what_is_needed_in_its_order() {
    assertEquals(List.of(3, 41, 97), reduce(100, Set.of(97, 3, 41)));
    assertTrue(asked < 200, "asked " + asked);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7})
  void leaves_all_where_all_is_needed(int size) {
    assertEquals(list(size), reduce(size, Set.copyOf(list(size))));
  }

  @Test
  void leaves_nothing_where_nothing_is_needed() {
    assertEquals(List.of(), reduce(5, Set.of()));
    assertEquals(1, asked);
  }

  private List<Integer> reduce(int size, Set<Integer> needed) {
    return Ddmin.reduce(
        list(size),
        candidates -> {
          for (int number = 0; number < candidates.size(); number++) {
            asked++;
            if (candidates.get(number).containsAll(needed)) {
              return OptionalInt.of(number);
            }
          }
          return OptionalInt.empty();
        });
  }

  private static List<Integer> list(int size) {
    return IntStream.range(0, size).boxed().toList();
  }
}
