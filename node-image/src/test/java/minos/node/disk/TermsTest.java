package minos.node.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import minos.raft.EntryId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The terms of a log")
@DisplayNameGeneration(ReplaceUnderscores.class)
class TermsTest {
  /** After an entry 10 of term 2: the terms 2, 2, 5, 5, 5, 7 from index 11 on. */
  private static Terms terms() {
    Terms terms = new Terms(new EntryId(2, 10));
    long[] each = {2, 2, 5, 5, 5, 7};
    for (int i = 0; i < each.length; i++) {
      terms.append(11 + i, each[i]);
    }
    return terms;
  }

  @Test
  void begin_with_what_the_log_goes_on_after() {
    assertEquals(new EntryId(2, 10), new Terms(new EntryId(2, 10)).last());
    assertEquals(EntryId.NONE, new Terms(EntryId.NONE).last());
  }

  @Test
  void know_the_last_entry() {
    assertEquals(new EntryId(7, 16), terms().last());
  }

  @ParameterizedTest(name = "from {0} on: the last is {2} of term {1}")
  @CsvSource({
    "17, 7, 16",
    "16, 5, 15",
    "15, 5, 14",
    "14, 5, 13",
    "13, 2, 12",
    "12, 2, 11",
    "11, 2, 10"
  })
  void forget_what_is_cut_off(long from, long term, long last) {
    Terms terms = terms();

    terms.truncateFrom(from);

    assertEquals(new EntryId(term, last), terms.last());
  }

  @ParameterizedTest(name = "from {0} on")
  @CsvSource({"16", "14", "13", "11"})
  void go_on_with_a_newer_term_where_it_was_cut_off(long from) {
    Terms terms = terms();
    terms.truncateFrom(from);

    terms.append(from, 9);
    terms.append(from + 1, 9);

    assertEquals(new EntryId(9, from + 1), terms.last());
    terms.truncateFrom(from + 1);
    assertEquals(new EntryId(9, from), terms.last());
  }

  @Test
  void start_over_elsewhere_with_nothing_of_before() {
    Terms terms = terms();

    terms.startAfter(new EntryId(3, 14));

    assertEquals(new EntryId(3, 14), terms.last());
    terms.append(15, 7);
    assertEquals(new EntryId(7, 15), terms.last(), "though a run of term 7 began at 16 before");
    terms.append(16, 8);
    assertEquals(new EntryId(8, 16), terms.last());
    terms.truncateFrom(15);
    assertEquals(new EntryId(3, 14), terms.last());
  }
}
