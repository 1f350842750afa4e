package minos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("minos check --follow")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FollowTest {
  private static final String WROTE_3 =
      line(0, 0, "invoke", "write", "3") + line(1, 0, "ok", "write", "3");

  @Test
  void ends_at_the_first_contradiction_and_reads_no_further() {
    Shell.Result result = follow(WROTE_3 + reads(2, 4) + reads(500, 3), new Endless());

    assertEquals(1, result.code(), result.err());
    assertTrue(result.out().startsWith("-: NOT LINEARIZABLE · register · "), result.out());
    assertTrue(result.out().contains("process 1 read 4 (ops 2-3)"), result.out());
  }

  @Test
  void judges_all_if_there_is_an_end() {
    Shell.Result result = follow(WROTE_3 + reads(2, 3), InputStream.nullInputStream());

    assertEquals(0, result.code(), result.err());
    assertTrue(
        result
            .out()
            .startsWith("-: LINEARIZABLE · register · 2 ops (2 ok, 0 fail, 0 info) · 1 key"),
        result.out());
  }

  @Test
  void counts_as_unknown_what_never_returned_and_leaves_out_a_last_line_cut_short() {
    String begun = line(2, 5, "invoke", "write", "4");

    Shell.Result result = follow(WROTE_3 + begun + "{\"index\":3,", InputStream.nullInputStream());

    assertTrue(result.out().contains("2 ops (1 ok, 0 fail, 1 info)"), result.out() + result.err());
  }

  @Test
  void names_the_line_that_is_malformed() {
    Shell.Result result = follow(WROTE_3 + "hello\n", InputStream.nullInputStream());

    assertEquals(254, result.code());
    assertTrue(result.err().contains("-:3:1: not JSON"), result.err());
    String twice = follow(WROTE_3 + WROTE_3, InputStream.nullInputStream()).err();
    assertTrue(twice.contains("-:3:1: index 0 follows index 1"), twice);
  }

  @Test
  void is_refused_without_a_model_or_for_a_file() {
    Shell shell = Shell.withoutDocker();

    assertTrue(shell.run("check", "--follow", "-").err().contains("--follow needs --model NAME"));
    assertTrue(
        shell
            .run("check", "--follow", "--model", "register", "a.jsonl")
            .err()
            .contains("--follow takes - alone"));
  }

  /** Whoever reads from it would wait for ever. */
  private static final class Endless extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("was read although all was known");
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      return read();
    }
  }

  private static Shell.Result follow(String begin, InputStream rest) {
    InputStream before = System.in;
    try {
      InputStream bytes = new ByteArrayInputStream(begin.getBytes(StandardCharsets.UTF_8));
      System.setIn(new SequenceInputStream(bytes, rest));
      return Shell.withoutDocker().run("check", "--model", "register", "--follow", "-");
    } finally {
      System.setIn(before);
    }
  }

  private static String reads(int index, int value) {
    return line(index, 1, "invoke", "read", "null")
        + line(index + 1, 1, "ok", "read", Integer.toString(value));
  }

  private static String line(int index, int process, String type, String f, String value) {
    return "{\"index\":%d,\"time\":%d,\"process\":%d,\"type\":\"%s\",\"f\":\"%s\",\"value\":%s}\n"
        .formatted(index, index * 1_000_000L, process, type, f, value);
  }
}
