package minos.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The keys that a load asks for")
@DisplayNameGeneration(ReplaceUnderscores.class)
class KeysTest {
  @Test
  void come_one_after_the_other_and_then_again() {
    Keys keys = new Keys(3);

    assertEquals(
        List.of("key-0000001", "key-0000002", "key-0000003", "key-0000001"),
        List.of(keys.next(), keys.next(), keys.next(), keys.next()));
  }

  @Test
  void may_be_one_and_the_same() {
    Keys keys = Keys.one();

    assertEquals(List.of(Load.KEY, Load.KEY), List.of(keys.next(), keys.next()));
  }

  @Test
  void are_all_of_one_length() {
    assertEquals("key-9000000", Keys.name(9_000_000));
  }
}
