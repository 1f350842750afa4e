package minos.report.html;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import minos.report.Band;
import minos.report.RunReport;
import minos.report.Span;
import minos.report.html.TimeAxis.Interval;

/**
 * Operations on one object, a lane for each process, in real time; the faults behind them.
 *
 * @param spans of this object, in the order in which they began
 * @param core indices of those that contradict each other; empty where nothing does
 * @param order the longest legal order: indices, with the states they leave
 * @param refused the index of the one that fits no order; -1 for none
 */
record LaneChart(
    List<Span> spans,
    Set<Long> core,
    SequencedMap<Long, String> order,
    long refused,
    List<Band> bands) {
  private static final int DRAWN_MAX = 300;
  private static final int FIRST_SHOWN = 24;
  private static final int LANES_MAX = 40;
  private static final double LANE_HEIGHT = 28;
  private static final double BAR_HEIGHT = 19;
  private static final double TOP = 32;
  private static final double CHARACTER_WIDTH = 6.3;

  void draw(Markup markup) {
    if (spans.isEmpty()) {
      markup.leaf("p", "No operations to draw.");
      return;
    }
    TimeAxis axis = axis();
    List<Span> drawn = drawn(axis);
    Map<Integer, Integer> lanes = lanes(drawn);
    double bottom = TOP + lanes.size() * LANE_HEIGHT;
    markup.open(
        "svg",
        "viewBox",
        "0 0 1120 " + (int) (bottom + 22),
        "role",
        "img",
        "aria-label",
        "Operations by process over time; the table above says the same in words");
    ChartFrame.bands(markup, axis, bands, TOP - 14, bottom);
    ChartFrame.axis(markup, axis, TOP, bottom);
    lanes.forEach((process, lane) -> {
      markup.leaf("text", "process " + process, "class", "lane", "x", 4, "y", middle(lane) + 4);
      List<Span> own = drawn.stream().filter(span -> span.process() == process).toList();
      own.forEach(span -> bar(markup, axis, span, middle(lane), own));
    });
    OrderLine.draw(markup, steps(axis, drawn, lanes));
    markup.close();
    long shown = drawn.stream().filter(span -> lanes.containsKey(span.process())).count();
    markup.leaf("p", caption(axis, shown), "class", "note");
  }

  private List<OrderLine.Step> steps(TimeAxis axis, List<Span> drawn, Map<Integer, Integer> lanes) {
    Map<Long, Span> byIndex = new HashMap<>();
    drawn.forEach(span -> byIndex.put(span.index(), span));
    List<OrderLine.Step> steps = new ArrayList<>();
    order.forEach((index, state) -> {
      Span span = byIndex.get(index);
      Integer lane = span == null ? null : lanes.get(span.process());
      if (span != null && lane != null) {
        steps.add(
            new OrderLine.Step(
                state, axis.x(span.from()), axis.x(span.to()), middle(lane) + BAR_HEIGHT / 2));
      }
    });
    return steps;
  }

  private TimeAxis axis() {
    List<Span> inFocus =
        core.isEmpty()
            ? spans.subList(0, Math.min(FIRST_SHOWN, spans.size()))
            : spans.stream().filter(span -> core.contains(span.index())).toList();
    List<Interval> intervals =
        inFocus.stream()
            .map(span -> new Interval(span.from(), span.from() + Math.max(0, span.latency())))
            .toList();
    return TimeAxis.around(intervals, ChartFrame.LEFT, ChartFrame.RIGHT);
  }

  /** What the axis shows: all of the core, and others up to a limit. */
  private List<Span> drawn(TimeAxis axis) {
    List<Span> drawn = new ArrayList<>();
    int others = 0;
    for (Span span : spans) {
      if (core.contains(span.index())) {
        drawn.add(span);
      } else if (isNear(axis, span) && others++ < DRAWN_MAX) {
        drawn.add(span);
      }
    }
    return drawn;
  }

  /** One of unknown outcome counts where its client waited for it, not for ever after. */
  private static boolean isNear(TimeAxis axis, Span span) {
    return axis.shows(span.from(), span.from() + Math.max(0, span.latency()));
  }

  /** A lane for each process of the core first, then for as many others as there is room for. */
  private Map<Integer, Integer> lanes(List<Span> drawn) {
    Set<Integer> chosen = new LinkedHashSet<>();
    drawn.stream()
        .filter(span -> core.contains(span.index()))
        .forEach(span -> chosen.add(span.process()));
    drawn.forEach(span -> {
      if (chosen.size() < LANES_MAX) {
        chosen.add(span.process());
      }
    });
    Map<Integer, Integer> lanes = new HashMap<>();
    chosen.stream().sorted().forEach(process -> lanes.put(process, lanes.size()));
    return lanes;
  }

  private static double middle(int lane) {
    return TOP + lane * LANE_HEIGHT + LANE_HEIGHT / 2;
  }

  private void bar(Markup markup, TimeAxis axis, Span span, double middle, List<Span> own) {
    double left = axis.x(span.from());
    double right = axis.x(Math.min(span.to(), limit(axis, span, own)));
    double width = Math.max(3, right - left);
    double top = middle - BAR_HEIGHT / 2;
    markup.open("g", "class", look(span));
    markup.leaf("title", title(span));
    markup.empty("rect", "x", left, "y", top, "width", width, "height", BAR_HEIGHT, "rx", 2);
    String label = label(span);
    if (label.length() * CHARACTER_WIDTH < width) {
      markup.leaf("text", label, "x", left + 4, "y", middle + 4);
    } else if (core.contains(span.index())) {
      markup.leaf("text", label, "x", left, "y", top - 1, "class", "over");
    }
    markup.close();
  }

  /** An open end is drawn up to the next operation in the lane. */
  private static long limit(TimeAxis axis, Span span, List<Span> own) {
    return own.stream()
        .filter(other -> other.from() > span.from())
        .mapToLong(Span::from)
        .min()
        .orElse(axis.to());
  }

  private String look(Span span) {
    String outcome = span.outcome().name().toLowerCase(java.util.Locale.ROOT);
    if (span.index() == refused) {
      return "op " + outcome + " refused";
    }
    return core.isEmpty() || core.contains(span.index())
        ? "op " + outcome
        : "op " + outcome + " dim";
  }

  static String label(Span span) {
    String result = span.result();
    return switch (span.outcome()) {
      case OK -> span.call() + (result.equals("ok") ? "" : " → " + result.substring(3));
      case FAIL -> span.call() + " ✗";
      case INFO, INVOKE -> span.call() + " ?";
    };
  }

  static String title(Span span) {
    return "process "
        + span.process()
        + ": "
        + span.call()
        + " → "
        + span.result()
        + (span.node().isEmpty() ? "" : ", answered by " + span.node())
        + ", from "
        + RunReport.seconds(span.from())
        + (span.latency() < 0 ? "" : " to " + RunReport.seconds(span.from() + span.latency()));
  }

  private String caption(TimeAxis axis, long shown) {
    Set<Integer> processes = new HashSet<>();
    spans.forEach(span -> processes.add(span.process()));
    return shown
        + " of "
        + spans.size()
        + " operations on this key, "
        + axis.label(axis.from())
        + " to "
        + axis.label(axis.to())
        + ", of "
        + processes.size()
        + " processes."
        + " Filled: ok. Hatched, open at the end (?): unknown. Dashed outline (✗): fail."
        + (refused >= 0 ? " Thick red outline: the operation that fits no order." : "")
        + (order.isEmpty() ? "" : " Numbered points: the longest legal order.");
  }
}
