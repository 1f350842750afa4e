package minos.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import minos.history.Op;
import minos.time.Time;

/** Begins the operations of a script, each in its place at its time, or as soon as that is free. */
final class Scripted implements Load {
  private final List<Op> script;
  private final Processes processes;
  private final Time time;
  private final Recorder recorder;
  private final List<Deque<Op>> due = new ArrayList<>();
  private int left;

  Scripted(List<Op> script, Processes processes, Time time, Recorder recorder) {
    this.script = script;
    this.processes = processes;
    this.time = time;
    this.recorder = recorder;
    for (int place = 0; place < processes.places(); place++) {
      due.add(new ArrayDeque<>());
    }
  }

  @Override
  public void start() {
    left = script.size();
    processes.onFree(this::beginDue);
    for (Op op : script) {
      time.after(Math.max(0, op.time() - recorder.nanos()), () -> isDue(op));
    }
  }

  @Override
  public void stop() {
    left = 0;
  }

  @Override
  public boolean isEmpty() {
    return left == 0;
  }

  private void isDue(Op op) {
    due.get(op.process()).add(op);
    beginDue();
  }

  private void beginDue() {
    for (int place = 0; place < due.size() && left > 0; place++) {
      if (!due.get(place).isEmpty() && processes.isFree(place)) {
        left--;
        Op op = due.get(place).remove();
        processes.begin(place, OpScript.invocation(op), completion -> {});
      }
    }
  }
}
