package minos.node.admin;

import java.util.Map;

/** Figures as text, in the format that Prometheus reads (version 0.0.4). */
public final class Exposition {
  private static final String PREFIX = "minos_node_";

  private final StringBuilder text = new StringBuilder();

  /** Something that rises and falls. */
  public Exposition gauge(String name, String help, long value) {
    return single(name, "gauge", help, value);
  }

  /** Something that only rises; its name ends in {@code _total}. */
  public Exposition counter(String name, String help, long value) {
    return single(name, "counter", help, value);
  }

  /** Some of the same kind, told apart by labels. */
  public Exposition labelled(String name, String type, String help, Map<String, Long> byLabels) {
    head(name, type, help);
    byLabels.forEach((labels, value) -> sample(name + "{" + labels + "}", value));
    return this;
  }

  public Exposition histogram(String name, String help, Histogram histogram) {
    histogram.addTo(this, name, help);
    return this;
  }

  /** A label, in the form that a sample has it. */
  public static String label(String name, String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return name + "=\"" + escaped + "\"";
  }

  private Exposition single(String name, String type, String help, long value) {
    head(name, type, help);
    sample(name, value);
    return this;
  }

  void head(String name, String type, String help) {
    text.append("# HELP ").append(PREFIX).append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(PREFIX).append(name).append(' ').append(type).append('\n');
  }

  void sample(String nameAndLabels, long value) {
    text.append(PREFIX).append(nameAndLabels).append(' ').append(value).append('\n');
  }

  void sample(String nameAndLabels, double value) {
    text.append(PREFIX).append(nameAndLabels).append(' ').append(value).append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
