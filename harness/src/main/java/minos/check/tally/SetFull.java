package minos.check.tally;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.history.Operation;

/**
 * Adds and many reads of the whole: an element that is known to be there (its add is ok, or a read
 * found it) must be in the last read that began after that; if the set is to be linearizable, in
 * every such read.
 *
 * <p>An element is followed through the reads in order of invocation: since when without a gap it
 * was found. In time linear in what was read.
 */
final class SetFull {
  private static final List<String> KNOWN = List.of("add", "read");
  private static final int NEVER = -1;

  private final Part part;
  private final boolean linearizable;
  private final Added added;
  private final List<Integer> reads = new ArrayList<>();
  private final Map<Object, Trace> traces = new HashMap<>();
  private final Tally tally = new Tally();

  private SetFull(Part part, boolean linearizable) {
    this.part = part;
    this.linearizable = linearizable;
    added = new Added(part);
  }

  /** An element's way through the reads, by their places in order of invocation. */
  private static final class Trace {
    private int gapless = NEVER;
    private int last = NEVER;

    /** The operation by whose end it was known to be there. */
    private int known = NEVER;
  }

  static Tally of(Part part, boolean linearizable) {
    SetFull set = new SetFull(part, linearizable);
    part.each("set-full", KNOWN, set::operation);
    if (set.reads.isEmpty()) {
      set.tally.unsure("Nothing was judged: no read completed that tells what is in the set.");
      return set.tally;
    }
    set.judge();
    return set.tally;
  }

  private void operation(int operation) {
    if (part.f(operation).equals("add")) {
      added.add(operation);
    } else if (part.isOk(operation) && part.list(operation).isPresent()) {
      reads.add(operation);
    }
  }

  private void judge() {
    added
        .elements()
        .forEach((element, of) -> of.done().ifPresent(add -> known(trace(element), add)));
    for (int at = 0; at < reads.size(); at++) {
      FinalSet.unfounded(part, added, reads.get(at), tally);
      for (Object element : part.list(reads.get(at)).orElseThrow()) {
        Trace trace = trace(element);
        trace.gapless = trace.last < at - 1 || trace.last == NEVER ? at : trace.gapless;
        trace.last = at;
        known(trace, reads.get(at));
      }
    }
    List<Object> lost = new ArrayList<>();
    List<Object> stale = new ArrayList<>();
    List<Object> unread = new ArrayList<>();
    traces.forEach((element, trace) -> {
      boolean isLast = trace.last == reads.size() - 1;
      int absent = isLast ? trace.gapless - 1 : reads.size() - 1;
      boolean missed = absent >= 0 && endOf(trace.known) < part.invoked(reads.get(absent));
      if (missed) {
        (isLast ? stale : lost).add(element);
      } else if (!isLast) {
        unread.add(element);
      }
    });
    say(lost, stale, unread);
  }

  private Trace trace(Object element) {
    return traces.computeIfAbsent(element, none -> new Trace());
  }

  private void known(Trace trace, int operation) {
    if (trace.known == NEVER || endOf(operation) < endOf(trace.known)) {
      trace.known = operation;
    }
  }

  private int endOf(int operation) {
    return part.completed(operation);
  }

  private void say(List<Object> lost, List<Object> stale, List<Object> unread) {
    if (!lost.isEmpty()) {
      wrong("Lost: ", lost, reads.size() - 1);
    }
    if (linearizable && !stale.isEmpty()) {
      wrong("Missing for a time: ", stale, trace(stale.getFirst()).gapless - 1);
    }
    if (!unread.isEmpty()) {
      tally.unsure(
          "No read began after these were known to be there: %s; read once more when all is done."
              .formatted(Part.some(unread)));
    }
    if (traces.isEmpty()) {
      tally.unsure("Nothing was judged: no element was added for certain, and none was read.");
    }
  }

  private void wrong(String what, List<Object> elements, int absent) {
    Trace trace = trace(elements.getFirst());
    Operation known = part.operation(trace.known);
    Operation read = part.operation(reads.get(absent));
    tally.wrong(
        "%s%s. %s was there for certain after %s; %s did not find it."
            .formatted(
                what,
                Part.some(elements),
                elements.getFirst(),
                part.where(trace.known),
                part.where(reads.get(absent))),
        read,
        List.of(known, read));
  }
}
