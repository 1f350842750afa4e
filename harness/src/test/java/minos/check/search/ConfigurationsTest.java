package minos.check.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayName("A set of configurations")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConfigurationsTest {
  private final Configurations set = new Configurations(2, 1, 0);

  @Test
  void leaves_out_what_has_used_more() {
    set.add(new long[] {3, 0b1, 0b01});

    assertEquals(-1, set.add(new long[] {3, 0b1, 0b11}));
    assertEquals(-1, set.add(new long[] {3, 0b1, 0b01}));
    assertEquals(1, set.size());
  }

  @Test
  void removes_what_has_used_more() {
    int worse = set.add(new long[] {3, 0b1, 0b11});
    int better = set.add(new long[] {3, 0b1, 0b10});

    assertFalse(set.has(worse));
    assertTrue(set.has(better));
  }

  @Test
  void keeps_what_has_used_other_calls_or_differs_otherwise() {
    set.add(new long[] {3, 0b1, 0b001});
    set.add(new long[] {3, 0b1, 0b110});
    set.add(new long[] {3, 0b0, 0b111});
    set.add(new long[] {4, 0b1, 0b111});

    assertEquals(4, set.size());
  }
}
