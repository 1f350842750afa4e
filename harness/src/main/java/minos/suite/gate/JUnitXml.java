package minos.suite.gate;

import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import minos.suite.Attempt;
import minos.suite.CaseReport;
import minos.suite.Standing;
import minos.suite.SuiteReport;

/**
 * A suite as CI systems read tests: a violation, or a flaw that was missed, is a failure; unknown
 * and what Minos could not run is an error; quarantined, unavailable and not run is skipped.
 */
public final class JUnitXml {
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();

  private final SuiteReport report;
  private final XMLStreamWriter xml;

  private JUnitXml(SuiteReport report, XMLStreamWriter xml) {
    this.report = report;
    this.xml = xml;
  }

  /** The whole document. */
  public static String of(SuiteReport report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = FACTORY.createXMLStreamWriter(text);
      new JUnitXml(report, xml).write();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("memory cannot be written to", e);
    }
    return text.toString();
  }

  private void write() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line(0);
    xml.writeStartElement("testsuites");
    line(1);
    xml.writeStartElement("testsuite");
    long failures = report.count(Standing.VIOLATION) + report.count(Standing.MISSED);
    attribute("name", report.suite());
    attribute("tests", Long.toString(report.cases().size() + report.findings().size()));
    attribute("failures", Long.toString(failures + report.findings().size()));
    attribute(
        "errors", Long.toString(report.count(Standing.UNKNOWN) + report.count(Standing.ERROR)));
    attribute("skipped", Long.toString(report.cases().stream().filter(JUnitXml::skipped).count()));
    attribute("time", seconds(report.wall()));
    attribute("timestamp", report.started().toString().replaceAll("\\.\\d+Z$|Z$", ""));
    properties(report.versions());
    for (CaseReport each : report.cases()) {
      testcase(each);
    }
    for (int i = 0; i < report.findings().size(); i++) {
      finding(i + 1, report.findings().get(i));
    }
    line(1);
    xml.writeEndElement();
    line(0);
    xml.writeEndElement();
    line(0);
    xml.writeEndDocument();
  }

  private void testcase(CaseReport each) throws XMLStreamException {
    begin(
        each.one().classname(),
        each.one().name(),
        each.last().map(Attempt::wall).orElse(Duration.ZERO));
    properties(Facts.of(each));
    switch (each.standing()) {
      case PASSED -> flaky(each);
      case VIOLATION, MISSED -> problem("failure", each.standing().label(), each);
      case UNKNOWN, ERROR -> problem("error", each.standing().label(), each);
      case QUARANTINED, UNAVAILABLE, NOT_RUN -> {
        line(3);
        xml.writeEmptyElement("skipped");
        attribute("message", each.standing().label() + ": " + each.reason());
      }
    }
    line(2);
    xml.writeEndElement();
  }

  /** What is no case's still needs a case, or no CI system would show it. */
  private void finding(int number, String sentence) throws XMLStreamException {
    begin(report.suite(), "finding " + number, Duration.ZERO);
    line(3);
    xml.writeStartElement("failure");
    attribute("type", "finding");
    attribute("message", sentence);
    xml.writeEndElement();
    line(2);
    xml.writeEndElement();
  }

  private void begin(String classname, String name, Duration wall) throws XMLStreamException {
    line(2);
    xml.writeStartElement("testcase");
    attribute("classname", classname);
    attribute("name", name);
    attribute("time", seconds(wall));
  }

  /** The first lines say why and how to repeat: more than those no CI system shows at first. */
  private void problem(String element, String type, CaseReport each) throws XMLStreamException {
    List<String> why = each.why();
    line(3);
    xml.writeStartElement(element);
    attribute("type", type);
    attribute("message", why.isEmpty() ? type : why.getFirst());
    xml.writeCharacters(harmless("\n" + String.join("\n", Facts.text(each)) + "\n"));
    xml.writeEndElement();
  }

  private void flaky(CaseReport each) throws XMLStreamException {
    for (Attempt attempt : each.attempts().subList(0, each.attempts().size() - 1)) {
      line(3);
      xml.writeStartElement("flakyError");
      attribute("type", attempt.ending().name().toLowerCase(Locale.ROOT));
      attribute("message", attempt.why().stream().findFirst().orElse(""));
      xml.writeEndElement();
    }
  }

  private void properties(Map<String, String> facts) throws XMLStreamException {
    line(3);
    xml.writeStartElement("properties");
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      line(4);
      xml.writeEmptyElement("property");
      attribute("name", fact.getKey());
      attribute("value", fact.getValue());
    }
    line(3);
    xml.writeEndElement();
  }

  private void line(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, harmless(value));
  }

  private static boolean skipped(CaseReport each) {
    return switch (each.standing()) {
      case QUARANTINED, UNAVAILABLE, NOT_RUN -> true;
      case PASSED, VIOLATION, MISSED, UNKNOWN, ERROR -> false;
    };
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1e3);
  }

  /** Without what XML 1.0 cannot hold, even escaped: values come from histories. */
  private static String harmless(String text) {
    return text.codePoints()
        .filter(point ->
            point == '\n'
                || point == '\t'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
