package minos.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Texts")
@DisplayNameGeneration(ReplaceUnderscores.class)
class TextsTest {
  /** One way over them, begun at some moment, and what it must find. */
  private final Map<Iterator<String>, List<String>> views = new HashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void in_sequence_do_as_a_queue_does_and_are_seen_as_they_were(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TextSequence texts = new TextSequence();
    Deque<String> expected = new ArrayDeque<>();
    for (int i = 0; i < 20_000; i++) {
      if (random.nextInt(5) < 3) {
        texts.add("" + i);
        expected.addLast("" + i);
      } else {
        assertEquals(expected.peekFirst(), texts.peek());
        assertEquals(expected.pollFirst(), texts.poll());
      }
      assertEquals(expected.size(), texts.size());
      if (i % 1000 == 0) {
        views.put(texts.iterator(), List.copyOf(expected));
      }
    }
    while (!expected.isEmpty()) {
      assertEquals(expected.pollFirst(), texts.poll());
    }

    assertEquals(List.of(), texts.toList());
    assertViews();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void in_order_do_as_a_sorted_set_does_and_are_seen_as_they_were(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SortedTexts texts = new SortedTexts();
    TreeSet<String> expected = new TreeSet<>();
    for (int i = 0; i < 40_000; i++) {
      String text = "" + (seed == 1 ? i : random.nextInt(8000));
      assertEquals(expected.contains(text), texts.contains(text));
      if (random.nextInt(i < 20_000 ? 4 : 2) > 0) {
        assertEquals(expected.add(text), texts.add(text));
      } else {
        assertEquals(expected.remove(text), texts.remove(text));
      }
      assertEquals(expected.size(), texts.size());
      if (i % 1000 == 0) {
        views.put(texts.iterator(), List.copyOf(expected));
      }
    }
    assertEquals(List.copyOf(expected), texts.toList());
    for (String text : List.copyOf(expected)) {
      assertEquals(true, texts.remove(text));
    }

    assertEquals(List.of(), texts.toList());
    assertViews();
  }

  private void assertViews() {
    views.forEach((view, expected) -> {
      List<String> seen = new ArrayList<>();
      view.forEachRemaining(seen::add);
      assertEquals(expected, seen);
    });
  }
}
