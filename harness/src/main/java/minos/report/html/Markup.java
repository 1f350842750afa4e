package minos.report.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writes HTML and SVG. Text and attribute values are always escaped, names of elements and
 * attributes come from our own code only, so nothing from a history can become markup.
 */
public final class Markup {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9:-]*");

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  public Markup open(String element, Object... attributes) {
    begin(element, attributes);
    out.append('>');
    open.push(element);
    return this;
  }

  public Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element without content. */
  public Markup empty(String element, Object... attributes) {
    begin(element, attributes);
    out.append("/>");
    return this;
  }

  /** An element that holds a text only. */
  public Markup leaf(String element, Object text, Object... attributes) {
    return open(element, attributes).text(text).close();
  }

  public Markup text(Object text) {
    escape(text.toString());
    return this;
  }

  /** Text of our own that is markup already: the style sheet. */
  public Markup style(String sheet) {
    out.append("<style>").append(sheet).append("</style>");
    return this;
  }

  /** A program of our own; what it works on stands in the page, escaped, and never in here. */
  Markup script(String program) {
    out.append("<script>").append(program).append("</script>");
    return this;
  }

  public String document() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("elements left open: " + open);
    }
    return "<!DOCTYPE html>\n" + out;
  }

  private void begin(String element, Object... attributes) {
    out.append('<').append(checked(element));
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(checked(attributes[i].toString())).append("=\"");
      escape(value(attributes[i + 1]));
      out.append('"');
    }
  }

  private static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no name of an element or attribute: " + name);
    }
    return name;
  }

  /** Coordinates keep one decimal: enough for the eye, and a third of the bytes. */
  private static String value(Object value) {
    if (!(value instanceof Double number)) {
      return value.toString();
    }
    return number == Math.rint(number)
        ? Long.toString(Math.round(number))
        : String.format(Locale.ROOT, "%.1f", number);
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(isControl(c) ? '\uFFFD' : c);
      }
    }
  }

  private static boolean isControl(char c) {
    return (c < ' ' && c != '\n' && c != '\t') || c == '\u007F';
  }
}
