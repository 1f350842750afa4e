package minos.report.html;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import minos.cluster.Traced;
import minos.fault.FaultRecord;
import minos.report.Band;
import minos.report.RunReport;
import minos.report.Span;
import minos.trace.Note;
import minos.trace.Timeline;

/**
 * {@code trace.html}: processes as lanes, time downwards, messages as arrows from lane to lane, one
 * static picture. Time is stretched where much happens, and idle time is short.
 */
public final class SpaceTime {
  private static final int LEFT = 90;
  private static final int TOP = 40;
  private static final int LANE = 170;
  private static final int BAR = 7;
  private static final int RIGHT = 220;

  /** A message that was lost ends so far on its way: on no lane. */
  private static final double WAY_OF_LOST = 0.93;

  private static final String CSS =
      """
      body{max-width:none}.lane{stroke:var(--line)}.m line{stroke:var(--soft);stroke-width:.8}
      .m.lost line{stroke:var(--bad);stroke-dasharray:4 3}.m.lost text{fill:var(--bad)}
      .m:hover line{stroke-width:3;stroke:var(--ok)}.leads{fill:var(--good);opacity:.35}
      .note circle{fill:var(--ink)}.note text{font-size:10px;fill:var(--soft)}
      .note.key text{fill:var(--good);font-weight:600}.head{font-weight:600;font-size:13px}
      #arrow path{fill:var(--soft)}.filter{margin:2px 12px 2px 0;font-size:13px}
      """;

  private final Timeline timeline;
  private final Window window;
  private final Set<Long> core;
  private final List<String> lanes;
  private final Stretched axis;
  private final List<String> types;
  private final Markup markup = new Markup();

  private SpaceTime(Timeline timeline, Window window, Set<Long> core) {
    this.timeline = timeline;
    this.window = window;
    this.core = core;
    this.lanes = lanes(timeline, window);
    this.axis = Stretched.over(window.moments(timeline), TOP);
    this.types =
        List.copyOf(
            new TreeSet<>(window.messages(timeline).stream().map(Window.Message::type).toList()));
  }

  /**
   * @param title of the page, and of the run
   * @param core operations that are shown as those that contradict, by their indices
   */
  public static String of(String title, Timeline timeline, Window window, Set<Long> core) {
    return new SpaceTime(timeline, window, core).page(title);
  }

  private static List<String> lanes(Timeline timeline, Window window) {
    Set<Integer> clients = new TreeSet<>();
    window.spans(timeline).forEach(span -> clients.add(span.process()));
    List<String> lanes = new ArrayList<>();
    clients.forEach(process -> lanes.add("client-" + process));
    lanes.addAll(timeline.nodes());
    return lanes;
  }

  private String page(String title) {
    markup.open("html", "lang", "en").open("head").empty("meta", "charset", "utf-8");
    markup.leaf("title", title).style(Sheet.CSS + CSS + filters()).close().open("body");
    markup.leaf("h1", title);
    markup.leaf("p", window.inWords(timeline), "class", "note");
    for (int type = 0; type < types.size(); type++) {
      markup.empty("input", "type", "checkbox", "id", "t" + type, "checked", "checked");
      markup.leaf("label", types.get(type), "for", "t" + type, "class", "filter");
    }
    double width = LEFT + LANE * lanes.size() + RIGHT;
    double height = axis.end() + TOP;
    markup.open(
        "svg",
        "viewBox",
        "0 0 " + (long) width + " " + (long) height,
        "style",
        "width:" + (long) width + "px;height:" + (long) height + "px");
    arrow();
    bands();
    grid(width);
    leaders();
    messages();
    operations();
    notes();
    return markup.close().close().close().document();
  }

  /** Without a script: a box that is not ticked hides what follows it. */
  private String filters() {
    StringBuilder rules = new StringBuilder();
    for (int type = 0; type < types.size(); type++) {
      rules.append("#t%d:not(:checked)~svg .t%d{display:none}".formatted(type, type));
    }
    return rules.toString();
  }

  private void arrow() {
    markup
        .open("defs")
        .open(
            "marker",
            "id",
            "arrow",
            "markerWidth",
            7,
            "markerHeight",
            6,
            "refX",
            7,
            "refY",
            3,
            "orient",
            "auto");
    markup.empty("path", "d", "M0,0 L7,3 L0,6 z").close().close();
  }

  private double x(String process) {
    int lane = lanes.indexOf(process);
    return lane < 0 ? LEFT - 30.0 : LEFT + LANE * (lane + 0.5);
  }

  private void bands() {
    for (Band band : timeline.faults().stream().map(this::band).toList()) {
      if (band.overlaps(window.from(), window.to())) {
        double begin = axis.y(band.from());
        double width = (double) LANE * lanes.size();
        markup.open("g", "class", "band");
        markup.empty(
            "rect", "x", LEFT, "y", begin, "width", width, "height", axis.y(band.to()) - begin);
        markup.leaf("text", band.label(), "x", LEFT + width + 6, "y", begin + 10).close();
      }
    }
  }

  private Band band(FaultRecord fault) {
    return Band.of(fault, timeline.end());
  }

  private void grid(double width) {
    markup.open("g", "class", "axis");
    for (long nanos : axis.ticks()) {
      markup.leaf("text", RunReport.seconds(nanos), "x", 4, "y", axis.y(nanos) + 4);
      markup.empty("line", "x1", LEFT - 20, "x2", width, "y1", axis.y(nanos), "y2", axis.y(nanos));
    }
    markup.close();
    for (String lane : lanes) {
      markup.leaf(
          "text", lane, "x", x(lane), "y", TOP - 18, "text-anchor", "middle", "class", "head");
      markup.empty(
          "line", "x1", x(lane), "x2", x(lane), "y1", TOP - 10, "y2", axis.end(), "class", "lane");
    }
  }

  /** From when a node won an election until it says that it leads no more, or starts anew. */
  private void leaders() {
    Map<String, Long> since = new HashMap<>();
    for (Note note : timeline.notes()) {
      if (note.endsLeadership()) {
        Optional.ofNullable(since.remove(note.node()))
            .ifPresent(begin -> leads(note.node(), begin, note.nanos()));
      }
      if (note.beginsLeadership()) {
        since.put(note.node(), note.nanos());
      }
    }
    since.forEach((node, begin) -> leads(node, begin, Long.MAX_VALUE));
  }

  private void leads(String node, long from, long to) {
    if (from <= window.to() && to >= window.from()) {
      double begin = axis.y(from);
      markup.open(
          "rect",
          "class",
          "leads",
          "x",
          x(node) - BAR,
          "y",
          begin,
          "width",
          2 * BAR,
          "height",
          axis.y(to) - begin);
      markup.leaf("title", node + " leads").close();
    }
  }

  private void messages() {
    for (Window.Message message : window.messages(timeline)) {
      Traced.Sent sent = message.sent();
      markup.open(
          "g",
          "class",
          "m t" + types.indexOf(message.type()) + (message.lost().isPresent() ? " lost" : ""));
      double x1 = x(sent.from());
      double y1 = axis.y(sent.nanos());
      for (long arrived : message.received()) {
        markup.empty(
            "line",
            "x1",
            x1,
            "y1",
            y1,
            "x2",
            x(sent.to()),
            "y2",
            axis.y(arrived),
            "marker-end",
            "url(#arrow)");
      }
      message
          .lost()
          .ifPresent(lost -> {
            double x2 = x1 + WAY_OF_LOST * (x(sent.to()) - x1);
            double y2 = axis.y(lost.nanos());
            markup.empty("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2);
            markup.leaf("text", "✕", "x", x2 - 4, "y", y2 + 4);
          });
      markup.leaf("title", message.inWords()).close();
    }
  }

  private void operations() {
    for (Span span : window.spans(timeline)) {
      String lane = "client-" + span.process();
      double begin = axis.y(span.from());
      String look = span.outcome().name().toLowerCase(java.util.Locale.ROOT);
      markup.open("g", "class", "op " + look + (core.contains(span.index()) ? " refused" : ""));
      markup.empty(
          "rect",
          "x",
          x(lane) - BAR,
          "y",
          begin,
          "width",
          2 * BAR,
          "height",
          Math.max(3, axis.y(span.to()) - begin));
      markup.leaf(
          "text",
          span.call(),
          "x",
          x(lane) - BAR - 4,
          "y",
          begin + 9,
          "text-anchor",
          "end",
          "class",
          "over");
      markup.leaf(
          "text",
          span.result(),
          "x",
          x(lane) - BAR - 4,
          "y",
          Math.max(begin + 20, axis.y(span.to()) - 1),
          "text-anchor",
          "end",
          "class",
          "over");
      markup.close();
    }
  }

  /** What a node says in the same instant stands in one line. */
  private void notes() {
    Map<String, List<Note>> together = new LinkedHashMap<>();
    for (Note note : timeline.notes()) {
      if (window.holds(note.nanos())) {
        String where = note.node() + " " + note.nanos();
        together.computeIfAbsent(where, none -> new ArrayList<>()).add(note);
      }
    }
    together.values().forEach(this::notes);
  }

  private void notes(List<Note> notes) {
    Note first = notes.getFirst();
    boolean key = notes.stream().anyMatch(note -> note.beginsLeadership() || note.endsLeadership());
    double y = axis.y(first.nanos());
    markup.open("g", "class", key ? "note key" : "note");
    markup.empty("circle", "cx", x(first.node()), "cy", y, "r", 2.5);
    markup.leaf(
        "text",
        notes.stream().map(Note::inWords).collect(Collectors.joining("; ")),
        "x",
        x(first.node()) + BAR + 3,
        "y",
        y + 3);
    markup.leaf("title", notes.stream().map(Note::line).collect(Collectors.joining("\n"))).close();
  }
}
