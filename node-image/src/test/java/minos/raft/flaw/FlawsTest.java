package minos.raft.flaw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minos.raft.Rules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What it does wrong on the core is in {@code SceneTest}. */
@DisplayName("A flaw")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FlawsTest {
  static Stream<Flaw> all() {
    return Flaws.all().stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void breaks_exactly_one_rule(Flaw flaw) {
    List<String> broken =
        Arrays.stream(flaw.getClass().getDeclaredMethods())
            .map(method -> method.getName())
            .toList();
    List<String> rules =
        Arrays.stream(Rules.class.getMethods()).map(method -> method.getName()).toList();

    assertEquals(1, broken.size(), () -> "" + broken);
    assertTrue(rules.containsAll(broken), () -> "" + broken);
  }

  @ParameterizedTest
  @MethodSource("all")
  void is_found_by_its_id_and_says_all_of_itself(Flaw flaw) {
    Flaw.Card card = flaw.card();

    assertEquals(Optional.of(flaw), Flaws.named(card.id()));
    assertTrue(card.id().matches("[A-Z]{2}\\d\\d"), card.id());
    assertTrue(card.title().endsWith("."), card.title());
    assertTrue(card.schedule().endsWith("."), card.schedule());
    assertTrue(!card.citation().isBlank(), card.id());
    assertTrue(!card.shows().isEmpty(), card.id());
  }

  @Test
  void that_is_unknown_is_not_found() {
    assertEquals(Optional.empty(), Flaws.named("XX99"));
  }
}
