package minos.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import minos.report.Band;
import minos.report.Contradiction;
import minos.report.NodeLine;
import minos.report.RunReport;
import minos.report.Span;

/**
 * One object on an even time axis: what each node was, the faults, and each client's operations.
 * Drawn for one window; everything near it is in the page, with its times in microseconds, so that
 * the page's program can move the window.
 */
final class ZoomChart {
  /** Nearest to the window; each is about 250 bytes of the page. */
  private static final int OPS_MAX = 2_000;

  private static final int LANES_MAX = 40;
  private static final double TOP = 18;
  private static final double NODE_HEIGHT = 13;
  private static final double LANE_HEIGHT = 22;
  private static final double CHARACTER_WIDTH = 6.2;
  private static final int LABEL_MIN = 4;
  private static final int BESIDE_MAX = 24;

  private final RunReport run;
  private final Markup markup;
  private final TimeAxis axis;
  private final Map<Integer, Integer> lanes = new HashMap<>();
  private final List<Span> drawn;
  private final int ofKey;
  private final double lanesTop;
  private final double bottom;

  private ZoomChart(RunReport run, Markup markup) {
    this.run = run;
    this.markup = markup;
    ZoomWindow window = ZoomWindow.of(run);
    axis = TimeAxis.whole(window.from(), window.to(), ChartFrame.LEFT, ChartFrame.RIGHT);
    List<Span> spans = run.spansOf(run.shownKey());
    ofKey = spans.size();
    drawn = nearest(spans, window);
    for (int client : new TreeSet<>(drawn.stream().map(this::client).toList())) {
      if (lanes.size() < LANES_MAX) {
        lanes.put(client, lanes.size());
      }
    }
    lanesTop = TOP + run.inside().nodes().size() * NODE_HEIGHT + 8;
    bottom = lanesTop + lanes.size() * LANE_HEIGHT;
  }

  static void draw(RunReport run, Markup markup) {
    new ZoomChart(run, markup).draw();
  }

  private static List<Span> nearest(List<Span> spans, ZoomWindow window) {
    return spans.stream()
        .sorted(Comparator.comparingLong(window::distance))
        .limit(OPS_MAX)
        .sorted(Comparator.comparingLong(Span::from))
        .toList();
  }

  /** A client has a new process after each operation of unknown outcome, and the same lane. */
  private int client(Span span) {
    return span.process() % Math.max(1, run.test().concurrency());
  }

  private void draw() {
    markup.open("div", "class", "scroll");
    markup.open(
        "svg",
        "id",
        "zoom",
        "viewBox",
        "0 0 1120 " + (int) (bottom + 22),
        "role",
        "img",
        "aria-label",
        "Operations by client on an even time axis, with faults and what each node was; the log and"
            + " the tables say the same in words",
        "data-left",
        ChartFrame.LEFT,
        "data-right",
        ChartFrame.RIGHT,
        "data-top",
        TOP,
        "data-bottom",
        bottom,
        "data-end",
        run.end() / 1_000,
        "data-from",
        axis.from() / 1_000,
        "data-to",
        axis.to() / 1_000);
    clip();
    ChartFrame.axis(markup, axis, TOP, bottom);
    markup.open("g", "clip-path", "url(#plot)");
    run.bands().forEach(this::band);
    nodes();
    drawn.forEach(this::operation);
    markup.close();
    names();
    markup.close().close();
    markup.leaf("p", caption(), "class", "note");
  }

  private void clip() {
    markup.open("defs").open("clipPath", "id", "plot");
    markup.empty(
        "rect",
        "x",
        ChartFrame.LEFT,
        "y",
        0,
        "width",
        ChartFrame.RIGHT - ChartFrame.LEFT,
        "height",
        bottom);
    markup.close().close();
  }

  private void band(Band band) {
    item(band.proven() ? "band" : "band unproven", band.from(), band.to(), band.label());
    markup.leaf("title", band.label());
    bar(band.from(), band.to(), 0, bottom);
    label(band.label(), false, band.from(), band.to(), 10);
    markup.close();
  }

  private void nodes() {
    for (int i = 0; i < run.inside().nodes().size(); i++) {
      double top = TOP + i * NODE_HEIGHT;
      double middle = top + NODE_HEIGHT / 2 - 0.5;
      markup.empty(
          "line",
          "class",
          "node",
          "x1",
          ChartFrame.LEFT,
          "x2",
          ChartFrame.RIGHT,
          "y1",
          middle,
          "y2",
          middle);
      for (NodeLine.Stretch stretch : run.inside().nodes().get(i).stretches()) {
        item(look(stretch.state()), stretch.from(), stretch.to(), "");
        markup.leaf("title", words(stretch.words(), stretch.from(), stretch.to()));
        bar(stretch.from(), stretch.to(), top + 1, NODE_HEIGHT - 3);
        markup.close();
      }
    }
  }

  private static String look(NodeLine.State state) {
    return "node " + state.name().toLowerCase(Locale.ROOT);
  }

  private void operation(Span span) {
    Integer lane = lanes.get(client(span));
    if (lane == null) {
      return;
    }
    double top = lanesTop + lane * LANE_HEIGHT + 2;
    String look = look(span);
    item(look, span.from(), span.to(), LaneChart.label(span));
    markup.leaf("title", LaneChart.title(span));
    bar(span.from(), span.to(), top, LANE_HEIGHT - 5);
    label(
        LaneChart.label(span),
        look.contains(" core"),
        span.from(),
        span.to(),
        top + LANE_HEIGHT - 9.5);
    markup.close();
  }

  private String look(Span span) {
    String outcome = "op " + span.outcome().name().toLowerCase(Locale.ROOT);
    if (run.contradiction().isEmpty()) {
      return outcome;
    }
    Contradiction found = run.contradiction().get();
    boolean refused = found.refused().orElse(-1) == span.index();
    boolean core = found.core().stream().anyMatch(one -> one.index() == span.index());
    return refused ? outcome + " core refused" : core ? outcome + " core" : outcome + " dim";
  }

  /** Opens a group that the page's program moves; what has no end gets none. */
  private void item(String look, long from, long to, String label) {
    List<Object> attributes = new ArrayList<>(List.of("class", look, "data-a", from / 1_000));
    if (to != Long.MAX_VALUE) {
      attributes.addAll(List.of("data-b", Math.max(from, to) / 1_000));
    }
    if (!label.isEmpty()) {
      attributes.addAll(List.of("data-l", label));
    }
    if (!shows(from, to)) {
      attributes.addAll(List.of("style", "display:none"));
    }
    markup.open("g", attributes.toArray());
  }

  private boolean shows(long from, long to) {
    return from <= axis.to() && to >= axis.from();
  }

  private void bar(long from, long to, double top, double height) {
    double left = from < axis.from() ? axis.left() - 4 : axis.x(from);
    double right = to > axis.to() ? axis.right() + 4 : axis.x(to);
    if (shows(from, to)) {
      markup.empty(
          "rect", "x", left, "y", top, "width", Math.max(2, right - left), "height", height);
    } else {
      markup.empty("rect", "y", top, "height", height);
    }
  }

  private void label(String label, boolean core, long from, long to, double y) {
    if (shows(from, to)) {
      double left = axis.x(from);
      double right = axis.x(Math.min(to, axis.to()));
      int room = (int) ((right - left - 8) / CHARACTER_WIDTH);
      if (room >= LABEL_MIN) {
        markup.leaf("text", ChartFrame.shortened(label, room), "x", left + 4, "y", y);
      } else if (core) {
        String beside = ChartFrame.shortened(label, BESIDE_MAX);
        markup.leaf("text", beside, "x", right + 6, "y", y, "class", "over");
      }
    }
  }

  private void names() {
    for (int i = 0; i < run.inside().nodes().size(); i++) {
      name(run.inside().nodes().get(i).node(), TOP + i * NODE_HEIGHT + NODE_HEIGHT / 2 + 3.5);
    }
    lanes.forEach((client, lane) ->
        name("client " + client, lanesTop + lane * LANE_HEIGHT + LANE_HEIGHT / 2 + 4));
  }

  private void name(String text, double y) {
    markup.leaf("text", ChartFrame.shortened(text, 13), "x", 4, "y", y);
  }

  private static String words(String words, long from, long to) {
    return words + ", " + RunReport.seconds(from) + " to " + RunReport.seconds(to);
  }

  private String caption() {
    String drawnOps =
        drawn.size() < ofKey
            ? "In this page are the %,d operations nearest to that moment, of %,d"
                .formatted(drawn.size(), ofKey)
            : "In this page are all %,d operations".formatted(ofKey);
    return drawnOps
        + " on this object; history.jsonl has every one. Filled: ok. Hatched, open at the end (?):"
        + " unknown. Dashed outline (✗): fail."
        + (run.inside().nodes().isEmpty()
            ? ""
            : " Nodes: thick where it leads, hatched where it is down, dotted where it is paused.")
        + " A lane is one client: after an unknown outcome it goes on as another process.";
  }
}
