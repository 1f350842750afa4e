package minos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("minos check, asked for more or less than linearizability")
@DisplayNameGeneration(ReplaceUnderscores.class)
class DemandTest {
  private static final String WRITE_SKEW =
      """
      {"index":0,"time":1,"process":0,"type":"invoke","f":"txn","value":[["r","x",null],["append","y",1]]}
      {"index":1,"time":2,"process":1,"type":"invoke","f":"txn","value":[["r","y",null],["append","x",1]]}
      {"index":2,"time":3,"process":0,"type":"ok","f":"txn","value":[["r","x",[]],["append","y",1]]}
      {"index":3,"time":4,"process":1,"type":"ok","f":"txn","value":[["r","y",[]],["append","x",1]]}
      """;
  private static final String WRITE_SKEW_IN_EDN =
      """
      {:process 0, :type :invoke, :f :txn, :value [[:r :x nil] [:append :y 1]]}
      {:process 1, :type :invoke, :f :txn, :value [[:r :y nil] [:append :x 1]]}
      {:process 0, :type :ok, :f :txn, :value [[:r :x []] [:append :y 1]]}
      {:process 1, :type :ok, :f :txn, :value [[:r :y []] [:append :x 1]]}
      """;
  private static final String ADDS =
      """
      {:process 0, :type :invoke, :f :add, :value 1}
      {:process 0, :type :ok, :f :add, :value 1}
      {:process 0, :type :invoke, :f :read, :value nil}
      {:process 0, :type :ok, :f :read, :value %s}
      """;

  @TempDir private Path folder = Path.of(".");

  @Test
  void takes_transactions_that_append_for_strict_serializable() throws IOException {
    for (String history : new String[] {WRITE_SKEW, WRITE_SKEW_IN_EDN}) {
      Shell.Result result = check(history);

      assertEquals(1, result.code(), result.err());
      assertTrue(
          result.out().contains(": NOT STRICT-SERIALIZABLE · transactions (by its operations) ·"),
          result.out());
      assertTrue(result.out().contains("G2-item: T1 < T2, because"), result.out());
      assertTrue(
          result.out().contains("Ruled out are repeatable-read and whatever is stronger."),
          result.out());
    }
  }

  @Test
  void asks_for_no_more_than_it_is_told() throws IOException {
    Shell.Result result = check(WRITE_SKEW, "--consistency", "snapshot-isolation");

    assertEquals(0, result.code(), result.out() + result.err());
    assertTrue(result.out().contains(": SNAPSHOT-ISOLATION · transactions ·"), result.out());
  }

  @Test
  void lets_reads_be_old_or_out_of_the_order_of_time_if_it_is_told_so() throws IOException {
    String stale =
        """
        {"index":0,"time":0,"process":0,"type":"invoke","f":"write","value":1}
        {"index":1,"time":1000000000,"process":0,"type":"ok","f":"write","value":1}
        {"index":2,"time":2000000000,"process":1,"type":"invoke","f":"read","value":null}
        {"index":3,"time":2000000000,"process":1,"type":"ok","f":"read","value":null}
        """;

    assertEquals(1, check(stale).code());
    assertEquals(0, check(stale, "--consistency", "sequential").code());
    assertEquals(0, check(stale, "--consistency", "bounded-staleness:1s").code());
    assertEquals(1, check(stale, "--consistency", "bounded-staleness:999ms").code());
    assertEquals(0, check(stale, "--consistency", "bounded-staleness:1").code());
    assertEquals(1, check(stale, "--consistency", "bounded-staleness:0").code());
    assertEquals(254, check(stale, "--consistency", "bounded-staleness:soon").code());
  }

  @Test
  void counts_instead_of_searching_where_it_is_told_to() throws IOException {
    Shell.Result good = check(ADDS.formatted("[1]"), "--checks", "set-full,stats");
    Shell.Result lost = check(ADDS.formatted("[]"), "--checks", "set-full,stats");

    assertEquals(0, good.code(), good.out() + good.err());
    assertTrue(good.out().contains(": VALID · set-full,stats ·"), good.out());
    assertEquals(1, lost.code(), lost.err());
    assertTrue(lost.out().contains("Lost: 1 element (1)"), lost.out());
  }

  @Test
  void counts_beside_a_model_that_is_asked_for() throws IOException {
    Shell.Result result =
        check(ADDS.formatted("[1]"), "--checks", "stats", "--consistency", "linearizable");

    assertEquals(0, result.code(), result.out() + result.err());
    assertTrue(result.out().contains("· grow-only-set (by its operations) ·"), result.out());
  }

  @Test
  void refuses_what_it_does_not_know_before_it_reads() throws IOException {
    Shell.Result model = check(WRITE_SKEW, "--consistency", "serialisable");
    Shell.Result counts = check(WRITE_SKEW, "--checks", "sets");

    assertEquals(254, model.code());
    assertTrue(
        model
            .err()
            .contains("unknown consistency model 'serialisable'; did you mean 'serializable'?"),
        model.err());
    assertEquals(254, counts.code());
    assertTrue(counts.err().contains("unknown check 'sets'; did you mean 'set'?"), counts.err());
  }

  private Shell.Result check(String history, String... options) throws IOException {
    Path file = folder.resolve("history");
    Files.writeString(file, history);
    return Shell.withoutDocker()
        .run(
            Stream.concat(Stream.of("check", file.toString()), Arrays.stream(options))
                .toArray(String[]::new));
  }
}
