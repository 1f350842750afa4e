package minos.report.html;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import minos.cluster.Traced;
import minos.report.RunReport;
import minos.report.Span;
import minos.trace.Timeline;

/**
 * The part of a run that is drawn.
 *
 * @param from nanoseconds since the run began
 * @param to after it
 */
public record Window(long from, long to) {
  /** More arrows are no picture, and a browser takes long to draw them. */
  private static final int MESSAGES_MAX = 3_000;

  /** A message from its beginning to its end. */
  record Message(
      Traced.Sent sent, String type, List<Long> received, Optional<Traced.Dropped> lost) {
    String inWords() {
      return "%s, message %d from %s to %s at %s%s%n%s"
          .formatted(
              type,
              sent.message(),
              sent.from(),
              sent.to(),
              RunReport.seconds(sent.nanos()),
              lost.map(drop -> ": " + drop.why()).orElse(""),
              sent.body());
    }
  }

  /**
   * The whole run, or as much of it as can be drawn: up to a moment that matters.
   *
   * @param moment such as when the contradiction was seen
   */
  public static Window around(Timeline timeline, long moment) {
    List<Long> sent =
        timeline.events().stream()
            .filter(event -> event instanceof Traced.Sent)
            .map(Traced::nanos)
            .toList();
    long last = timeline.end();
    if (sent.size() <= MESSAGES_MAX) {
      return new Window(0, last);
    }
    List<Long> until = sent.stream().filter(nanos -> nanos <= moment).toList();
    int first = Math.max(0, until.size() - MESSAGES_MAX * 9 / 10);
    long from = until.isEmpty() ? 0 : until.get(first);
    int end = Math.min(sent.size() - 1, first + MESSAGES_MAX);
    return new Window(from, sent.get(end));
  }

  boolean holds(long nanos) {
    return nanos >= from && nanos <= to;
  }

  List<Span> spans(Timeline timeline) {
    return Span.of(timeline.whole()).stream()
        .filter(span -> span.from() <= to && span.to() >= from)
        .toList();
  }

  /** Those that set out within, in that order. */
  List<Message> messages(Timeline timeline) {
    Map<Long, Traced.Sent> sent = new LinkedHashMap<>();
    Map<Long, List<Long>> received = new HashMap<>();
    Map<Long, Traced.Dropped> dropped = new HashMap<>();
    for (Traced event : timeline.events()) {
      switch (event) {
        case Traced.Sent out -> {
          if (holds(out.nanos()) && sent.size() < MESSAGES_MAX) {
            sent.put(out.message(), out);
          }
        }
        case Traced.Received in ->
            received.computeIfAbsent(in.message(), none -> new ArrayList<>()).add(in.nanos());
        case Traced.Dropped drop -> dropped.put(drop.message(), drop);
        case Traced.Noted noted -> {}
      }
    }
    return sent.values().stream()
        .map(out ->
            new Message(
                out,
                Timeline.type(out.body()),
                received.getOrDefault(out.message(), List.of()),
                Optional.ofNullable(dropped.get(out.message()))))
        .toList();
  }

  /** All times that need a place of their own. */
  List<Long> moments(Timeline timeline) {
    return Stream.of(
            Stream.of(from, to),
            messages(timeline).stream()
                .flatMap(message ->
                    Stream.concat(
                        Stream.of(message.sent().nanos()),
                        Stream.concat(
                            message.received().stream(),
                            message.lost().stream().map(Traced::nanos)))),
            timeline.notes().stream().map(note -> note.nanos()),
            timeline.history().stream().map(op -> op.time()))
        .flatMap(moments -> moments)
        .filter(this::holds)
        .toList();
  }

  String inWords(Timeline timeline) {
    return "From %s to %s of %s; %,d messages. Bars: operations of clients, red where they"
            .formatted(
                RunReport.seconds(from),
                RunReport.seconds(to),
                RunReport.seconds(timeline.end()),
                messages(timeline).size())
        + " contradict; green: a node leads; grey bands: faults; broken red lines: messages that"
        + " did not arrive. Point at anything for more; another part: --from and --to.";
  }
}
