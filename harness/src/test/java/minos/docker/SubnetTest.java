package minos.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A range of addresses")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SubnetTest {
  @ParameterizedTest(name = "{0} overlaps {1}: {2}")
  @CsvSource({
    "10.213.0.0/24, 10.213.0.0/24, true",
    "10.213.0.0/24, 10.213.1.0/24, false",
    "10.0.0.0/8, 10.213.7.0/24, true",
    "10.213.7.0/24, 10.0.0.0/8, true",
    "172.17.0.0/16, 10.213.7.0/24, false",
    "0.0.0.0/0, 10.213.7.0/24, true",
    "200.1.1.129/25, 200.1.1.0/25, false"
  })
  void overlaps_where_one_holds_the_other(String one, String other, boolean overlaps) {
    assertEquals(overlaps, parse(one).overlaps(parse(other)));
  }

  @Test
  void is_chosen_where_nothing_is_taken() {
    List<Subnet> free = Subnet.free(taken("10.213.0.5/23", "192.168.1.7/24", "172.17.0.0/16"));

    assertEquals("10.213.2.0/24", free.getFirst().toString());
    assertEquals(254, free.size());
  }

  @Test
  void is_not_found_where_all_is_taken() {
    assertEquals(List.of(), Subnet.free(taken("10.0.0.0/8")));
  }

  @Test
  void numbers_nodes_after_the_gateway() {
    Subnet subnet = parse("10.213.255.0/24");

    assertEquals("10.213.255.1", subnet.gateway());
    assertEquals(List.of("10.213.255.2", "10.213.255.3", "10.213.255.4"), subnet.nodeAddresses(3));
    assertThrows(IllegalArgumentException.class, () -> subnet.nodeAddresses(251));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"", "fe80::1/64", "10.1.2/24", "10.1.2.3", "null"})
  void is_not_read_from_anything_else(String text) {
    assertEquals(Optional.empty(), Subnet.parse(text));
  }

  private static List<Subnet> taken(String... ranges) {
    return Stream.of(ranges).map(SubnetTest::parse).toList();
  }

  private static Subnet parse(String text) {
    return Subnet.parse(text).orElseThrow();
  }
}
