package minos.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.linear.Linearizability;
import minos.history.History;
import minos.history.JsonLines;
import minos.history.Op;
import minos.model.Register;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The terminal report")
@DisplayNameGeneration(ReplaceUnderscores.class)
class TerminalReportTest {

  @Test
  void shows_a_contradiction_with_all_that_is_known_about_it() {
    String text = TerminalReport.of(Stories.staleRead(), Paint.NONE, 100);

    assertEquals(
        """
        NOT LINEARIZABLE · register key 3 · raft-kv x5 · partition,kill · seed 8123 · 4 ops (3 ok, 0 fail, 1 info)
          why     key 3: process 6 read 3 (ops 5-6), but 3 (process 1 wrote 3 (ops 0-1)) was certainly
                  overwritten when process 2 wrote 4 (ops 2-3), which completed before the read began.

          the smallest contradiction, key 3
            from      to        process  node  op       result
            12.000 s  12.004 s  1              write 3  ok
            13.870 s  13.880 s  2              write 4  ok
            14.200 s  14.213 s  6        n1    read     ok 3   <- fits no order
          faults meanwhile: partition-halves n1 drops n2 n3 (13.000 s to 16.300 s)

          ops     0.6 ops/s · read p50 13.0 ms, p99 13.0 ms · write p50 4.00 ms, p99 10.0 ms
          faults  partition: 1 asked, 1 proven, 1 healed, active 3.30 s; 2 ok meanwhile; none ever again
          folder  results/raft-kv-register/20261121T070000.000
          again   ./minos run --in sim --faults partition,kill --seed 8123
        """,
        text);
  }

  @Test
  void breaks_lines_between_words_but_never_what_is_to_be_copied() {
    String text = TerminalReport.of(Stories.staleRead(), Paint.NONE, 60);

    for (String line : text.lines().toList()) {
      assertTrue(
          line.length() <= 60
              || line.startsWith("NOT LINEARIZABLE")
              || line.contains("again")
              || line.contains("<- fits"),
          line);
    }
    assertTrue(text.contains("again   ./minos run --in sim --faults partition,kill --seed 8123\n"));
  }

  @Test
  void says_how_a_system_took_its_faults() {
    String text = TerminalReport.of(Stories.busy(4_000), Paint.NONE, 100);

    assertTrue(text.startsWith("LINEARIZABLE · register · raft-kv x5"), text);
    assertTrue(text.contains("pause: 1 asked, 0 proven, 1 healed"), text);
    assertTrue(text.contains("kill: 1 asked, 1 proven, 1 healed"), text);
    assertFalse(text.contains("contradiction"), text);
  }

  @Test
  void uses_escape_codes_only_where_colour_is_wanted() {
    assertFalse(TerminalReport.of(Stories.staleRead(), Paint.NONE, 100).contains("\u001b"));
    assertTrue(
        TerminalReport.of(Stories.staleRead(), Paint.ANSI, 100)
            .startsWith("\u001b[1;31mNOT LINEARIZABLE\u001b[0m · register"));
  }

  @Test
  void lets_no_history_steer_the_terminal() {
    String attack = "\u001b[2J\u0007\r\nroot#";
    History history =
        new History(List.of(new Op(0, 0, 0, Op.Type.INVOKE, attack, attack, attack, Map.of())));

    String text =
        TerminalReport.of(
            Stories.report(history, Verdict.unknown("x", attack), List.of()), Paint.NONE, 100);

    assertFalse(text.contains("\u001b") || text.contains("\u0007") || text.contains("\r"), text);
    assertFalse(text.lines().anyMatch(line -> line.startsWith("root#")), text);
  }

  @Test
  void leaves_a_counterexample_that_is_refused_again() throws Exception {
    RunReport run = Stories.staleRead();

    String lines = RunFiles.jsonLines(run.contradiction().orElseThrow());

    History again =
        JsonLines.read(
                new java.io.ByteArrayInputStream(
                    lines.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                "core")
            .history();
    Verdict verdict =
        new Linearizability(new Register())
            .check(again, new minos.check.Budget(java.time.Duration.ofSeconds(5), () -> 0));
    assertEquals(Validity.INVALID, verdict.validity());
  }
}
