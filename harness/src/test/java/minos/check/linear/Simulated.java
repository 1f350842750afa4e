package minos.check.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import minos.history.History;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * Small histories of one object of any model that really exists: each operation takes effect at a
 * moment of its own, and some crash before or after it. Some histories are then made false: in a
 * result, or in the order of events, which may or may not be noticed.
 */
final class Simulated<S> {
  private final Subject<S> subject;
  private final SplittableRandom random;
  private final int calls;
  private final List<Op> ops = new ArrayList<>();
  private final @Nullable Op[] open;
  private final boolean[] done;
  private final boolean[] refused;
  private final @Nullable Object[] results;
  private final int[] ids;
  private S state;
  private int invoked;
  private long fresh;

  private Simulated(Subject<S> subject, SplittableRandom random, int calls, int processes) {
    this.subject = subject;
    this.random = random;
    this.calls = calls;
    open = new Op[processes];
    done = new boolean[processes];
    refused = new boolean[processes];
    results = new Object[processes];
    ids = new int[processes];
    for (int process = 0; process < processes; process++) {
      ids[process] = process;
    }
    state = subject.model().initial();
  }

  static History of(Subject<?> subject, SplittableRandom random, int calls, int processes) {
    return new Simulated<>(subject, random, calls, processes).record();
  }

  private History record() {
    int crashes = random.nextInt(4) == 0 ? 4 : 14;
    for (int open = 0; invoked < calls || open > 0; open = stillOpen()) {
      int process = random.nextInt(ids.length);
      if (this.open[process] == null) {
        if (invoked < calls) {
          invoke(process);
        }
      } else if (random.nextInt(crashes) == 0) {
        crash(process);
      } else if (!done[process]) {
        apply(process);
      } else {
        complete(process);
      }
    }
    if (random.nextInt(3) == 0) {
      lie();
    }
    if (random.nextInt(3) == 0) {
      exchange();
    }
    return new History(ops);
  }

  private int stillOpen() {
    int still = 0;
    for (Op op : open) {
      still += op == null ? 0 : 1;
    }
    return still;
  }

  private void invoke(int process) {
    String f = subject.fs().get(random.nextInt(subject.fs().size()));
    Object argument = subject.arguments().of(f, ++fresh, random);
    invoked++;
    done[process] = false;
    open[process] = add(process, Op.Type.INVOKE, f, argument);
  }

  private void apply(int process) {
    Op op = java.util.Objects.requireNonNull(open[process]);
    Optional<S> after = subject.after(state, op.f(), op.value());
    refused[process] = after.isEmpty();
    results[process] = subject.results().of(op.f(), op.value(), state);
    state = after.orElse(state);
    done[process] = true;
  }

  private void complete(int process) {
    Op op = java.util.Objects.requireNonNull(open[process]);
    open[process] = null;
    if (refused[process]) {
      add(process, Op.Type.FAIL, op.f(), op.value());
    } else {
      add(process, Op.Type.OK, op.f(), results[process]);
    }
  }

  private void crash(int process) {
    Op op = java.util.Objects.requireNonNull(open[process]);
    open[process] = null;
    if (random.nextBoolean()) {
      add(process, Op.Type.INFO, op.f(), op.value());
    }
    ids[process] += ids.length;
  }

  private void lie() {
    List<Op> candidates = ops.stream().filter(op -> op.type() == Op.Type.OK).toList();
    if (!candidates.isEmpty()) {
      Op op = candidates.get(random.nextInt(candidates.size()));
      Object lie = subject.lies().of(op.f(), op.value(), random);
      ops.set((int) op.index(), with(op, op.index(), lie));
    }
  }

  /** Lets some neighbouring events change places. */
  private void exchange() {
    for (int times = random.nextInt(1 + ops.size() / 2); times > 0; times--) {
      int at = random.nextInt(Math.max(1, ops.size() - 1));
      if (at + 1 < ops.size() && ops.get(at).process() != ops.get(at + 1).process()) {
        Op first = ops.get(at);
        ops.set(at, with(ops.get(at + 1), at, ops.get(at + 1).value()));
        ops.set(at + 1, with(first, at + 1, first.value()));
      }
    }
  }

  private static Op with(Op op, long index, @Nullable Object value) {
    return new Op(index, index, op.process(), op.type(), op.f(), null, value, Map.of());
  }

  private Op add(int process, Op.Type type, String f, @Nullable Object value) {
    Op op = new Op(ops.size(), ops.size(), ids[process], type, f, null, value, Map.of());
    ops.add(op);
    return op;
  }
}
