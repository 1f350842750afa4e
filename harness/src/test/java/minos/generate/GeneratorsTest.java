package minos.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import minos.generate.Generator.Context;
import minos.generate.Generator.Invocation;
import minos.generate.Generator.Next;
import minos.generate.Generators.Weighted;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A generator")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GeneratorsTest {
  private static final Invocation A = new Invocation("a", null, null);
  private static final Invocation B = new Invocation("b", null, null);
  private static final Seed SEED = new Seed(11);

  /** An operation and when it was given. */
  private record Given(long nanos, Invocation invocation) {}

  static Stream<Named<Generator>> generators() {
    Generator drawn = Generators.draw(SEED, (n, seed) -> new Invocation("w", n, seed.below(100)));
    return Map.of(
            "drawn", drawn,
            "each", Generators.each(List.of(A, B)),
            "repeated", Generators.repeat(Generators.each(List.of(A, B))),
            "mixed",
                Generators.mix(SEED, List.of(new Weighted(1, drawn), new Weighted(2, just(A)))),
            "limited", Generators.limit(3, drawn),
            "ended", Generators.until(500, Generators.stagger(SEED, 100, drawn)),
            "delayed", Generators.delay(50, drawn),
            "staggered", Generators.stagger(SEED, 100, drawn),
            "sequence", Generators.sequence(Generators.once(A), drawn))
        .entrySet()
        .stream()
        .map(entry -> Named.of(entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("generators")
  void says_the_same_again_when_asked_again(Generator generator) {
    Generator current = generator;
    long now = 0;
    for (int i = 0; i < 20; i++) {
      Context context = new Context(now, 0);
      List<Given> before = run(current, now, 5);
      Next next = current.next(context);
      current.next(new Context(now + 1_000_000_000, 3));

      assertEquals(before, run(current, now, 5));
      switch (next) {
        case Next.Invoke(Invocation invocation, Generator rest) -> current = rest;
        case Next.Wait(long until, Generator rest) -> {
          current = rest;
          now = until;
        }
        case Next.Done done -> {
          assertEquals(done, current.next(context));
          return;
        }
      }
    }
  }

  @Test
  void says_each_in_order_and_ends() {
    assertEquals(List.of(A, B, A), said(Generators.each(List.of(A, B, A)), 9));
  }

  @Test
  void goes_on_with_the_next_when_one_has_ended() {
    Generator sequence =
        Generators.sequence(
            Generators.nothing(), Generators.limit(2, just(A)), Generators.once(B), both());

    assertEquals(List.of(A, A, B, A, B), said(sequence, 9));
  }

  @Test
  void repeats_from_the_start() {
    assertEquals(List.of(A, B, A, B, A), said(Generators.repeat(both()), 5));
    assertEquals(List.of(), said(Generators.repeat(Generators.nothing()), 5));
  }

  @Test
  void is_limited_in_number() {
    assertEquals(List.of(A, B), said(Generators.limit(2, Generators.repeat(both())), 9));
  }

  @Test
  void ends_at_its_time() {
    List<Given> given = run(Generators.until(1000, Generators.stagger(SEED, 10, just(A))), 0, 9999);

    assertTrue(given.size() > 60 && given.size() < 140, () -> given.size() + " in 100 intervals");
    assertTrue(given.getLast().nanos() < 1000);
  }

  @Test
  void waits_before_it_begins() {
    List<Given> given = run(Generators.delay(70, both()), 30, 9);

    assertEquals(List.of(new Given(100, A), new Given(100, B)), given);
  }

  @Test
  void counts_what_it_draws() {
    Generator drawn = Generators.draw(SEED, (n, seed) -> new Invocation("w", n, null));

    assertEquals(List.of(0L, 1L, 2L), said(drawn, 3).stream().map(Invocation::key).toList());
  }

  @Test
  void mixes_by_weight_until_all_have_ended() {
    Generator mixed =
        Generators.mix(
            SEED,
            List.of(
                new Weighted(3, Generators.limit(3000, just(A))),
                new Weighted(1, Generators.limit(3000, just(B)))));

    List<Invocation> said = said(mixed, 9999);

    int early = Collections.frequency(said.subList(0, 2000), A);
    assertTrue(early > 1400 && early < 1600, () -> early + " of 2000 at three to one");
    assertEquals(6000, said.size());
    assertEquals(3000, Collections.frequency(said, A));
  }

  @Test
  void refuses_a_choice_without_weight() {
    List<Weighted> choices = List.of(new Weighted(0, just(A)));

    assertThrows(IllegalArgumentException.class, () -> Generators.mix(SEED, choices));
  }

  @Test
  void keeps_its_mean_rate_when_it_is_asked_a_little_late() {
    long now = 0;
    int given = 0;
    Generator current = Generators.stagger(SEED, 20_000, just(A));
    while (now < 1_000_000_000) {
      switch (current.next(new Context(now, 0))) {
        case Next.Invoke(Invocation invocation, Generator rest) -> {
          current = rest;
          given++;
        }
        case Next.Wait(long until, Generator rest) -> {
          current = rest;
          now = until + 60_000;
        }
        case Next.Done done -> throw new AssertionError("it does not end");
      }
    }

    int total = given;
    assertTrue(total > 49_000 && total < 51_000, () -> total + " at 50,000 a second");
  }

  @Test
  void does_not_make_up_for_an_outage() {
    Generator staggered = Generators.stagger(SEED, 1_000_000, just(A));
    Next first = staggered.next(new Context(0, 0));
    Generator rest = first instanceof Next.Invoke(Invocation i, Generator more) ? more : staggered;
    long late = 10_000_000_000L;

    long burst = run(rest, late, 100).stream().filter(given -> given.nanos() == late).count();

    assertTrue(burst > 3 && burst < 30, () -> burst + " at once after 10 s of silence");
  }

  @Test
  void draws_otherwise_from_another_seed() {
    Seed other = new Seed(12);

    assertNotEquals(SEED.uniform(), other.uniform());
    assertNotEquals(SEED.child("a").uniform(), SEED.child("b").uniform());
    assertNotEquals(SEED.uniform(), SEED.next().uniform());
    assertEquals(SEED.child("a").uniform(), new Seed(11).child("a").uniform());
  }

  @Test
  void draws_evenly() {
    int[] counts = new int[10];
    Seed seed = SEED;
    for (int i = 0; i < 10_000; i++) {
      counts[seed.below(10)]++;
      seed = seed.next();
    }

    for (int count : counts) {
      assertTrue(count > 850 && count < 1150, () -> count + " of 10,000 in a tenth");
    }
  }

  private static Generator just(Invocation invocation) {
    return Generators.repeat(Generators.once(invocation));
  }

  private static Generator both() {
    return Generators.each(List.of(A, B));
  }

  private static List<Invocation> said(Generator generator, int max) {
    return run(generator, 0, max).stream().map(Given::invocation).toList();
  }

  /** Asks as a run would, with nothing but waiting between. */
  private static List<Given> run(Generator generator, long from, int max) {
    List<Given> given = new ArrayList<>();
    Generator current = generator;
    long now = from;
    while (given.size() < max) {
      switch (current.next(new Context(now, 0))) {
        case Next.Invoke(Invocation invocation, Generator rest) -> {
          given.add(new Given(now, invocation));
          current = rest;
        }
        case Next.Wait(long until, Generator rest) -> {
          now = until;
          current = rest;
        }
        case Next.Done done -> {
          return given;
        }
      }
    }
    return given;
  }
}
