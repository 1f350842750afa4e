package minos.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import minos.check.Limits;
import minos.check.Verdict;
import minos.check.online.Monitor;
import minos.check.online.Violation;
import minos.history.HistoryMalformed;
import minos.history.Op;
import minos.history.OpStream;
import minos.model.Model;
import minos.report.Counts;
import minos.time.RealTime;
import picocli.CommandLine.Option;

/** Judging what comes while it comes. */
final class FollowOption {
  @Option(
      names = "--follow",
      description =
          "Judge standard input (JSON lines) while it comes, in little memory, and end at the first"
              + " contradiction; needs --model.")
  private boolean isAsked;

  /** What was found, and in how much. */
  record Outcome(Counts counts, Judges.Opinion opinion) {}

  boolean isAsked() {
    return isAsked;
  }

  /** As far as the first contradiction, or the end. */
  Outcome follow(InputStream in, Model<?> model, Limits limits)
      throws IOException, HistoryMalformed {
    RealTime clock = new RealTime();
    long begin = clock.nanos();
    OpStream ops = new OpStream(in, Target.INPUT);
    Monitor monitor = Monitor.ofRecorded(model, limits.memoryBytes());
    Map<Op.Type, Long> seen = new EnumMap<>(Op.Type.class);
    Optional<Violation> found = Optional.empty();
    for (Optional<Op> op = ops.next(); op.isPresent(); op = ops.next()) {
      seen.merge(op.get().type(), op.get().isByNemesis() ? 0L : 1L, Long::sum);
      found = monitor.take(op.get());
      if (found.isPresent()) {
        break;
      }
    }
    Verdict verdict =
        found
            .map(violation -> Verdict.invalid("linearizable", violation.sentence()))
            .orElseGet(monitor::close);
    return new Outcome(
        counts(seen, monitor.progress().objects()),
        new Judges.Opinion(verdict, clock.nanos() - begin, ""));
  }

  /** What has not returned is of unknown outcome. */
  private static Counts counts(Map<Op.Type, Long> seen, int objects) {
    long begun = seen.getOrDefault(Op.Type.INVOKE, 0L);
    long ok = seen.getOrDefault(Op.Type.OK, 0L);
    long fail = seen.getOrDefault(Op.Type.FAIL, 0L);
    return new Counts(ok, fail, begun - ok - fail, objects);
  }
}
