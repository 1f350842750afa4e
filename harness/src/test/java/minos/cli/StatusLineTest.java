package minos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import minos.check.online.Monitor.Progress;
import minos.run.RunResult;
import minos.run.Status;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The status line")
@DisplayNameGeneration(ReplaceUnderscores.class)
class StatusLineTest {
  private static final long SECOND = 1_000_000_000;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final AtomicLong now = new AtomicLong();

  @Test
  void says_how_far_a_run_is_and_what_is_broken() {
    assertEquals(
        "12s · 1,201 ok, 3 fail, 2 info · 98 ops/s · fault kill-leader · leader n2",
        StatusLine.text(status(12), Progress.NONE));
  }

  @Test
  void is_written_over_on_a_terminal() {
    StatusLine line = line(true, 100);
    now.set(2 * SECOND);
    line.phase("starting 5 nodes of raft-kv");
    line.phase("running");

    line.clear();

    assertTrue(
        out.toString().startsWith("\rstarting 5 nodes of raft-kv ...\rrunning ... "),
        out::toString);
    assertTrue(out.toString().endsWith("\r"), "the cursor is at the beginning of an empty line");
    assertEquals(0, out.toString().lines().filter(text -> text.contains("\n")).count());
  }

  @Test
  void is_never_wider_than_the_terminal() {
    StatusLine line = line(true, 40);
    now.set(2 * SECOND);

    line.status(status(12));

    assertEquals("\r12s · 1,201 ok, 3 fail, 2 info · 98 ops", out.toString());
  }

  @Test
  void is_a_new_line_every_few_seconds_where_there_is_no_terminal() {
    StatusLine line = line(false, 100);

    for (int second = 1; second <= 20; second++) {
      now.set(second * SECOND);
      line.status(status(second));
    }

    assertEquals(
        List.of("5s", "10s", "15s", "20s"),
        out.toString().lines().map(text -> text.substring(0, text.indexOf(' '))).toList());
  }

  @Test
  void says_nothing_of_a_run_that_is_over_at_once() {
    StatusLine line = line(true, 100);
    now.set(SECOND / 2);

    line.phase("running");
    line.status(status(30));
    line.clear();

    assertEquals("", out.toString());
  }

  @Test
  void makes_room_for_a_warning() {
    StatusLine line = line(true, 100);
    now.set(2 * SECOND);
    line.phase("running");

    line.warning("the disk is slow");

    assertEquals("minos: the disk is slow\n", err.toString());
    assertTrue(
        out.toString().endsWith("\r" + " ".repeat("running ...".length()) + "\r"), out::toString);
  }

  private StatusLine line(boolean live, int columns) {
    return new StatusLine(
        new Console(new PrintWriter(out), new PrintWriter(err), live, live, columns), now::get);
  }

  private static Status status(long seconds) {
    return new Status(
        RunResult.Phase.LOAD,
        seconds * SECOND,
        new RunResult.Counts(1_206, 1_201, 3, 2),
        98,
        List.of("kill-leader"),
        Optional.of("n2"));
  }
}
