package minos.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The places for clients")
@DisplayNameGeneration(ReplaceUnderscores.class)
class DescriptorsTest {
  @ParameterizedTest
  @CsvSource({"1024, 256", "4096, 2048", "20000, 16384", "1048576, 16384"})
  void leave_descriptors_for_peers(long descriptors, int clients) {
    assertEquals(clients, Descriptors.clients(descriptors));
  }
}
