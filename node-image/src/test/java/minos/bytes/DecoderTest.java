package minos.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A decoder")
@DisplayNameGeneration(ReplaceUnderscores.class)
class DecoderTest {
  private static Decoder of(String hex) {
    return new Decoder(HexFormat.of().parseHex(hex));
  }

  private static void assertMalformed(String why, Executable reading) {
    assertEquals(why, assertThrows(Malformed.class, reading).getMessage());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 16383, 16384, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void brings_numbers_back(long number) throws Malformed {
    Decoder decoder = new Decoder(new Encoder().number(number).toBytes());

    assertEquals(number, decoder.number());
    decoder.end();
  }

  /** The tenth byte holds the last of 64 bits, and nothing else. */
  @ParameterizedTest
  @ValueSource(strings = {"02", "03", "7f", "81"})
  void refuses_numbers_of_more_than_64_bits(String tenth) {
    assertMalformed(
        "has a number of more than 64 bits (byte 10)",
        () -> of("ffffffffffffffffff" + tenth + "00").number());
  }

  @ParameterizedTest
  @CsvSource({
    "02 61, counts 2 where 1 bytes are left (byte 1)",
    "ff ff ff ff ff ff ff ff ff 01, counts -1 where 0 bytes are left (byte 10)",
    "80 80 80 80 10 61, counts 4294967296 where 1 bytes are left (byte 5)"
  })
  void believes_no_count_that_the_bytes_cannot_hold(String hex, String why) {
    assertMalformed(why, () -> of(hex.replace(" ", "")).count());
  }

  @Test
  void takes_a_count_of_all_that_is_left() throws Malformed {
    assertEquals(2, of("026162").count());
    assertEquals("ab", of("026162").text());
    assertEquals(2, of("026162").blob().length);
  }

  @Test
  void goes_on_after_what_it_has_read() throws Malformed {
    Decoder decoder = of("0161" + "026263" + "00" + "010164" + "01" + "ff");

    assertEquals("a", decoder.text());
    assertEquals("bc", new String(decoder.blob(), StandardCharsets.UTF_8));
    assertEquals(Optional.empty(), decoder.optionalText());
    assertEquals(Optional.of("d"), decoder.optionalText());
    assertTrue(decoder.flag());
    assertEquals(255, decoder.octet());
    assertTrue(decoder.isAtEnd());
    decoder.end();
  }

  @Test
  void refuses_texts_that_are_not_utf_8_but_not_the_replacement_character() throws Malformed {
    assertMalformed("has a text that is not UTF-8 (byte 1)", () -> of("02c328").text());
    assertEquals("\uFFFD", of("03efbfbd").text());
  }

  @Test
  void knows_two_flags() {
    assertMalformed("has a flag that is 2 (byte 1)", () -> of("02").flag());
  }

  @Test
  void wants_all_bytes_read() throws Malformed {
    Decoder decoder = of("0000");

    assertMalformed("goes on after its end, by 2 bytes (byte 0)", decoder::end);
    assertFalse(decoder.flag());
    assertMalformed("goes on after its end, by 1 bytes (byte 1)", decoder::end);
    assertEquals(0, decoder.octet());
    assertMalformed("ends too early (byte 2)", decoder::octet);
  }
}
