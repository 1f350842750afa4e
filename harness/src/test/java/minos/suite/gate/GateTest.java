package minos.suite.gate;

import static minos.suite.Attempt.Ending.ERROR;
import static minos.suite.Attempt.Ending.INVALID;
import static minos.suite.Attempt.Ending.UNKNOWN;
import static minos.suite.Attempt.Ending.VALID;
import static minos.suite.Cases.attempt;
import static minos.suite.Cases.flawed;
import static minos.suite.Cases.real;
import static minos.suite.Cases.report;
import static minos.suite.Cases.simulated;
import static minos.suite.Cases.suite;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import minos.suite.CaseReport;
import minos.suite.SuiteReport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

@DisplayName("CI is told of a suite")
@DisplayNameGeneration(ReplaceUnderscores.class)
class GateTest {
  private static final CaseReport VIOLATION =
      report(simulated("kill", 7), attempt(INVALID, "key 3: process 6 read 36", "more"));
  private static final CaseReport UNPROVEN = report(real("crash", 1), attempt(UNKNOWN, "no proof"));
  private static final CaseReport FLAKY =
      report(real("pause", 1), attempt(ERROR, "no engine"), attempt(VALID));
  private static final SuiteReport NIGHT =
      suite(
          report(simulated("kill", 1), attempt(VALID)),
          VIOLATION,
          UNPROVEN,
          FLAKY,
          report(flawed("a canary", 4), attempt(VALID)),
          CaseReport.unavailable(real("wipe", 1), "no Docker engine answers"),
          CaseReport.notRun(simulated("kill", 9), "the budget was over"));

  @Test
  void by_JSON_that_is_read_back_as_it_was() {
    assertEquals(NIGHT, SuiteJson.read(SuiteJson.of(NIGHT)));
  }

  @Test
  void by_a_line_for_each_attempt_that_is_read_back_as_it_was() {
    AttemptJson.Line line =
        new AttemptJson.Line(3, java.time.Duration.ofMillis(1234), attempt(INVALID, "two\nlines"));

    assertEquals(1, AttemptJson.of(line).lines().count());
    assertEquals(line, AttemptJson.readLine(AttemptJson.of(line)));
    assertThrows(
        IllegalArgumentException.class,
        () -> AttemptJson.readLine(AttemptJson.of(line).substring(0, 30)));
  }

  @Test
  void by_JUnit_XML_where_a_violation_is_a_failure_and_a_doubt_is_an_error() throws Exception {
    Element root = parsed(JUnitXml.of(NIGHT));
    Element all = (Element) root.getElementsByTagName("testsuite").item(0);

    assertEquals("7", all.getAttribute("tests"));
    assertEquals("2", all.getAttribute("failures"));
    assertEquals("1", all.getAttribute("errors"));
    assertEquals("2", all.getAttribute("skipped"));
    assertEquals(2, root.getElementsByTagName("failure").getLength());
    assertEquals(1, root.getElementsByTagName("error").getLength());
    assertEquals(2, root.getElementsByTagName("skipped").getLength());
    assertEquals(1, root.getElementsByTagName("flakyError").getLength());
  }

  @Test
  void by_JUnit_XML_whose_first_lines_say_why_and_how_to_repeat_it() throws Exception {
    Element failure = (Element) parsed(JUnitXml.of(NIGHT)).getElementsByTagName("failure").item(0);

    assertEquals("key 3: process 6 read 36", failure.getAttribute("message"));
    assertEquals(
        List.of(
            "key 3: process 6 read 36",
            "more",
            "again   " + VIOLATION.one().command(),
            "report  raft-kv-register/20261122T010203.456/report.html",
            "known   stale read, fingerprint 1a2b3c4d, not seen before"),
        failure.getTextContent().strip().lines().toList());
  }

  @Test
  void by_JUnit_XML_with_unique_names_and_what_repeats_each() throws Exception {
    Element root = parsed(JUnitXml.of(NIGHT));

    Set<String> names = new HashSet<>();
    for (int i = 0; i < 7; i++) {
      Element testcase = (Element) root.getElementsByTagName("testcase").item(i);
      names.add(testcase.getAttribute("classname") + " " + testcase.getAttribute("name"));
      Set<String> properties = new HashSet<>();
      for (int p = 0; p < testcase.getElementsByTagName("property").getLength(); p++) {
        properties.add(
            ((Element) testcase.getElementsByTagName("property").item(p)).getAttribute("name"));
      }
      assertTrue(properties.containsAll(Set.of("seed", "command")), properties::toString);
    }
    assertEquals(7, names.size());
    assertTrue(names.contains("nightly.raft-kv.register kill [seed 7]"), names::toString);
  }

  @Test
  void by_JUnit_XML_that_is_XML_whatever_a_history_holds() throws Exception {
    String evil = "]]><x a='1'>&\u0000\u0008\uFFFF\uD800\"";

    Element root = parsed(JUnitXml.of(suite(report(simulated("kill", 1), attempt(INVALID, evil)))));

    assertEquals(
        "]]><x a='1'>&\"",
        ((Element) root.getElementsByTagName("failure").item(0)).getAttribute("message"));
    assertEquals(0, root.getElementsByTagName("x").getLength());
  }

  @Test
  void by_Markdown_with_the_failures_first() {
    String page = MarkdownSummary.of(NIGHT);

    assertTrue(page.startsWith("## ❌ nightly: 2 passed, 1 violation, 1 missed, 1 unknown"), page);
    assertTrue(page.indexOf("| violation |") < page.indexOf("| missed |"), page);
    assertTrue(page.indexOf("| missed |") < page.indexOf("| unknown |"), page);
    assertTrue(page.indexOf("| unknown |") < page.indexOf("passed | not run"), page);
    assertTrue(page.contains(VIOLATION.one().command()), page);
    assertTrue(page.contains("2 not run"), page);
  }

  @Test
  void by_Markdown_in_which_values_are_no_markup() {
    String page =
        MarkdownSummary.of(
            suite(
                report(simulated("kill", 1), attempt(INVALID, "<img src=x> | [a](b) `c` **d**"))));

    assertFalse(page.contains("<img"), page);
    assertTrue(page.contains("&lt;img src=x&gt;") || page.contains("&lt;img src=x>"), page);
    assertTrue(page.contains("\\| \\[a\\](b) \\`c\\` \\*\\*d\\*\\*"), page);
  }

  @Test
  void by_Markdown_that_never_exceeds_its_limit_and_says_what_it_left_out() {
    List<CaseReport> many = new ArrayList<>();
    IntStream.range(0, 5000)
        .forEach(
            seed -> many.add(report(simulated("kill", seed), attempt(INVALID, "ü".repeat(2000)))));

    String page = MarkdownSummary.of(suite(many.toArray(CaseReport[]::new)), 50_000);

    int bytes = page.getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes <= 50_000 && bytes > 48_000, bytes + " bytes");
    assertTrue(page.contains(" more are in `suite.json`."), page);
  }

  @Test
  void by_one_annotation_for_each_failing_case_and_ten_at_most() {
    assertEquals(3, Annotations.of(NIGHT).size());
    assertTrue(
        Annotations.of(NIGHT)
            .getFirst()
            .startsWith(
                "::error title=violation%3A nightly.raft-kv.register kill [seed 7]"
                    + "::key 3: process 6 read 36%0Amore%0Aagain   ./minos run"),
        Annotations.of(NIGHT)::toString);
    CaseReport[] many =
        IntStream.range(0, 25)
            .mapToObj(seed -> report(simulated("kill", seed), attempt(INVALID, "stale")))
            .toArray(CaseReport[]::new);
    assertEquals(10, Annotations.of(suite(many)).size());
    assertTrue(
        Annotations.of(suite(many)).getLast().endsWith("::16 more failures, see the summary"));
  }

  private static Element parsed(String xml) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));
    return document.getDocumentElement();
  }
}
