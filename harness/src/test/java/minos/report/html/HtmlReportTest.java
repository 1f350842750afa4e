package minos.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import minos.check.Verdict;
import minos.fault.FaultRecord;
import minos.history.History;
import minos.history.Op;
import minos.report.Elsewhere;
import minos.report.Inside;
import minos.report.NodeLine;
import minos.report.RunReport;
import minos.report.Stories;
import minos.store.NodeLogs;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

@DisplayName("The HTML report")
@DisplayNameGeneration(ReplaceUnderscores.class)
class HtmlReportTest {
  private static final String ATTACK = "</script><img src=x onerror=alert(1)>\"'&<!--";

  @Test
  void says_verdict_reason_contradiction_and_repeat_command() throws Exception {
    String html = HtmlReport.of(Stories.staleRead());

    Document page = parsed(html);
    String text = page.getDocumentElement().getTextContent();
    assertTrue(
        text.contains("NOT LINEARIZABLE · register key 3 · raft-kv x5 · partition,kill"), text);
    assertTrue(text.contains("process 6 read 3 (ops 5-6), but 3"), text);
    assertTrue(text.contains("partition-halves n1 drops n2 n3 (13.000 s to 16.300 s)"), text);
    assertTrue(text.contains("--seed 8123"), text);
    assertEquals(1, count(html, "class=\"refused\""));
    assertEquals(1, count(html, "class=\"op ok refused\""), "where the contradiction is drawn");
    assertEquals(1, count(html, "class=\"op ok core refused\""), "where time is even");
  }

  @Test
  void explains_a_contradiction_and_links_the_file_that_does() throws Exception {
    RunReport run = Stories.staleRead().linking(List.of("counterexample.txt"));

    String html = HtmlReport.of(run);

    String text = parsed(html).getDocumentElement().getTextContent();
    assertTrue(text.contains("Why this cannot be"), text);
    assertTrue(text.contains("was certainly overwritten when process 2 wrote 4"), text);
    assertEquals(2, count(html, "<a href=\"./counterexample.txt\">"), "beside it, and in the list");
  }

  @Test
  void draws_how_far_clocks_were_off_a_line_for_each_node() throws Exception {
    History history =
        new History(
            List.of(
                offsets(0, 1_000_000_000L, Map.of("n1", -4000L, "n2", 3L)),
                offsets(1, 2_000_000_000L, Map.of("n1", -4001L, "n2", 2L)),
                offsets(2, 9_000_000_000L, Map.of("n1", 1L))));

    String html = HtmlReport.of(Stories.report(history, Verdict.valid("linearizable"), List.of()));

    String text = parsed(html).getDocumentElement().getTextContent();
    assertTrue(text.contains("Clocks") && text.contains("-4.0 s"), text);
    assertEquals(2, count(html, "<path class=\"clock c"), "a line for each node");
    assertEquals(5, count(html, "<circle class=\"clock c"), "a dot for each reading");
    assertFalse(HtmlReport.of(Stories.staleRead()).contains("Clocks"), "none were off");
  }

  private static Op offsets(long index, long time, Map<String, Object> offsets) {
    return new Op(index, time, Op.NEMESIS, Op.Type.INFO, Op.CLOCK_OFFSETS, null, offsets, Map.of());
  }

  @Test
  void numbers_the_longest_legal_order_in_the_table_and_in_the_picture() throws Exception {
    String html = HtmlReport.of(Stories.staleRead());

    String text = parsed(html).getDocumentElement().getTextContent();
    assertTrue(text.contains("step 1: then 3") && text.contains("step 2: then 4"), text);
    assertEquals(1, count(html, "<g class=\"order\"><path"));
    assertEquals(1, count(html, "<td class=\"number\">✗</td>"), "the refused one has no number");
  }

  @Test
  void offers_every_command_to_be_copied() throws Exception {
    String html = HtmlReport.of(Stories.staleRead());

    assertEquals(4, count(html, "class=\"copy\""));
    assertTrue(html.contains("<code>./minos shrink results/raft-kv-register/"));
    assertEquals(2, count(HtmlReport.of(Stories.busy(50)), "class=\"copy\""), "of a valid run");
  }

  @Test
  void has_the_times_of_what_it_draws_for_the_program_that_moves_it() throws Exception {
    String html = HtmlReport.of(Stories.staleRead());

    assertTrue(html.contains("class=\"op ok core\" data-a=\"13870000\" data-b=\"13880000\""));
    assertTrue(
        html.contains("class=\"op info dim\" data-a=\"13900000\" data-l="), "open: it has no end");
    assertTrue(html.contains("class=\"band\" data-a=\"13000000\" data-b=\"16300000\""));
  }

  @Test
  void shows_what_nodes_were_and_what_they_said_at_the_time() throws Exception {
    Inside inside =
        new Inside(
            List.of(
                new NodeLine(
                    "n1",
                    List.of(
                        new NodeLine.Stretch(
                            NodeLine.State.LEADS, 0, 14_000_000_000L, "n1 leads term 3")))),
            List.of(
                new NodeLogs.Line(14_000_000_000L, "n1", "before"),
                new NodeLogs.Line(14_300_000_000L, "n2", "after")),
            7);

    String html = HtmlReport.of(Stories.staleRead().knowing(inside, Elsewhere.NOT_LOOKED));

    String text = parsed(html).getDocumentElement().getTextContent();
    assertTrue(html.contains("class=\"node leads\" data-a=\"0\" data-b=\"14000000\""));
    assertTrue(text.contains("n1 leads term 3, 0.000 s to 14.000 s"), text);
    assertTrue(text.contains("before14.213 sthe contradiction was seen14.300 sn2after"), text);
    assertTrue(text.contains("2 lines of 9"), text);
  }

  @Test
  void lets_a_browser_run_its_own_program_and_fetch_nothing() throws Exception {
    String html = HtmlReport.of(Stories.staleRead());
    String program = html.substring(html.indexOf("<script>") + 8, html.indexOf("</script>"));
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(program.getBytes(StandardCharsets.UTF_8));

    assertEquals(1, count(html, "<script"));
    assertTrue(
        html.contains(
            "script-src &#39;sha256-" + Base64.getEncoder().encodeToString(digest) + "&#39;"));
    assertTrue(html.contains("content=\"default-src &#39;none&#39;"));
    assertFalse(program.contains("innerHTML") || program.contains("eval("), "makes text only");
  }

  @Test
  void lets_nothing_from_a_history_become_markup() throws Exception {
    Map<String, Object> extra = Map.of("error", ATTACK);
    History history =
        new History(
            List.of(
                new Op(0, 1_000, 0, Op.Type.INVOKE, ATTACK, ATTACK, ATTACK, Map.of()),
                new Op(1, 9_000, 0, Op.Type.FAIL, ATTACK, ATTACK, ATTACK, extra),
                new Op(2, 10_000, 1, Op.Type.INVOKE, ATTACK, ATTACK, ATTACK, Map.of()),
                new Op(3, 12_000, 1, Op.Type.OK, ATTACK, ATTACK, ATTACK, Map.of())));

    FaultRecord fault =
        new FaultRecord(
            ATTACK, ATTACK, 0, 1L, List.of(ATTACK), 2L, List.of(), List.of(ATTACK), 0, 0, true);
    NodeLine node =
        new NodeLine(
            ATTACK, List.of(new NodeLine.Stretch(NodeLine.State.LEADS, 0, 20_000, ATTACK)));
    Inside inside = new Inside(List.of(node), List.of(new NodeLogs.Line(5_000, ATTACK, ATTACK)), 0);

    String html =
        HtmlReport.of(
            Stories.report(history, Verdict.unknown(ATTACK, ATTACK), List.of(fault))
                .knowing(inside, Elsewhere.NOT_LOOKED)
                .linking(List.of(ATTACK)));

    Document page = parsed(html);
    assertEquals(0, page.getElementsByTagName("img").getLength());
    assertEquals(1, page.getElementsByTagName("script").getLength(), "our own");
    assertTrue(page.getDocumentElement().getTextContent().contains(ATTACK));
    assertFalse(html.contains("<img"));
  }

  @Test
  void asks_nothing_of_any_network() throws Exception {
    String html = HtmlReport.of(Stories.busy(2_000));

    assertFalse(html.contains("http:") || html.contains("https:") || html.contains("url(//"));
    assertEquals(0, parsed(html).getElementsByTagName("link").getLength());
  }

  @Test
  void stays_small_however_many_operations_there_were() {
    String html = HtmlReport.of(Stories.busy(100_000));

    assertTrue(html.length() < 1_000_000, html.length() + " characters");
  }

  @Test
  void draws_a_run_in_which_nothing_happened() throws Exception {
    String html =
        HtmlReport.of(
            Stories.report(
                new History(List.of()),
                Verdict.unknown("linearizable", "No operation."),
                List.of()));

    assertTrue(parsed(html).getDocumentElement().getTextContent().contains("No operation."));
  }

  @Test
  void draws_operations_that_never_ended_and_values_that_are_books(@TempDir Path folder)
      throws Exception {
    String book = "x".repeat(100_000);
    History history =
        new History(
            List.of(
                new Op(0, 0, 0, Op.Type.INVOKE, "write", null, book, Map.of()),
                new Op(1, 0, 1, Op.Type.INVOKE, "read", null, null, Map.of())));

    String html = HtmlReport.of(Stories.report(history, Verdict.valid("linearizable"), List.of()));

    Files.writeString(folder.resolve("report.html"), html);
    assertTrue(html.length() < 30_000, html.length() + " characters");
    assertEquals(2, count(html, "class=\"op info\" data-a"));
    String drawn = html.replace(Program.TEXT, "");
    assertFalse(drawn.contains("NaN") || drawn.contains("Infinity"));
  }

  /** Our pages are XML but for their first line, so that a strict parser can read them. */
  private static Document parsed(String html) throws Exception {
    String xml = html.substring("<!DOCTYPE html>\n".length());
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static int count(String text, String part) throws IOException {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }
}
