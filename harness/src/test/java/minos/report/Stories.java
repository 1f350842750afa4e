package minos.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import minos.check.Counterexample;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.proof.Certificate;
import minos.check.proof.Step;
import minos.cluster.World;
import minos.fault.FaultRecord;
import minos.history.History;
import minos.history.Op;
import minos.history.Operation;
import minos.run.Test;
import minos.store.RunInfo;
import minos.store.Versions;
import org.jspecify.annotations.Nullable;

/** Runs that were never run: the reports' fixtures. */
public final class Stories {
  public static final Test TEST =
      new Test(
          "raft-kv",
          "register",
          World.SIM,
          5,
          List.of("partition", "kill"),
          Optional.empty(),
          minos.fault.FaultTiming.DEFAULT,
          Duration.ofSeconds(30),
          10,
          100,
          5,
          8123,
          List.of(),
          "");
  public static final RunInfo INFO =
      new RunInfo(
          TEST,
          false,
          Instant.parse("2026-11-21T07:00:00Z"),
          new Versions("1", "25", "Linux"),
          Map.of("image", "sha256:12"));

  private static final long MILLI = 1_000_000;

  private final List<Op> ops = new ArrayList<>();

  /** A stale read: 4 was acknowledged to process 2 before process 6 began to read 3. */
  public static RunReport staleRead() {
    Stories story = new Stories();
    story.add(12_000, 1, Op.Type.INVOKE, "write", 3, Map.of());
    story.add(12_004, 1, Op.Type.OK, "write", 3, Map.of());
    story.add(13_870, 2, Op.Type.INVOKE, "write", 4, Map.of());
    story.add(13_880, 2, Op.Type.OK, "write", 4, Map.of());
    story.add(13_900, 7, Op.Type.INVOKE, "write", 5, Map.of());
    story.add(14_200, 6, Op.Type.INVOKE, "read", null, Map.of());
    story.add(14_213, 6, Op.Type.OK, "read", 3, Map.of("node", "n1"));
    story.add(18_900, 7, Op.Type.INFO, "write", 5, Map.of("error", "timeout"));
    History history = new History(story.ops);
    List<Operation> operations = history.operations();
    Counterexample counterexample =
        new Counterexample(
            operations.get(3),
            List.of("4", "5"),
            new Certificate.Overwritten(
                operations.get(3),
                3L,
                List.of(operations.get(0)),
                operations.get(1),
                Certificate.Overwritten.Evidence.SEEN_WRITE),
            () -> List.of("It was certainly overwritten when process 2 wrote 4."),
            () -> List.of(new Step(operations.get(0), "3"), new Step(operations.get(1), "4")));
    Verdict verdict =
        new Verdict(
            Validity.INVALID,
            "linearizable",
            List.of(counterexample.sentence()),
            List.of(),
            java.util.Optional.of(counterexample));
    return report(history, verdict, List.of(partition()));
  }

  /** A valid run of many operations with all outcomes, from a seed. */
  public static RunReport busy(int operations) {
    Random random = new Random(7);
    Stories story = new Stories();
    long[] free = new long[10];
    int[] process = new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    List<Op> later = new ArrayList<>();
    long micros = 0;
    for (int i = 0; i < operations; i++) {
      int thread = i % 10;
      micros = Math.max(micros, free[thread]) + random.nextInt(1_000);
      long took = (long) (800 + Math.abs(random.nextGaussian()) * 4_000);
      int kind = random.nextInt(40);
      Op.Type end = kind == 0 ? Op.Type.INFO : kind < 3 ? Op.Type.FAIL : Op.Type.OK;
      Map<String, Object> extra = end == Op.Type.OK ? Map.of() : Map.of("error", "timeout");
      String f = random.nextBoolean() ? "write" : "read";
      long key = random.nextInt(5);
      Object value = f.equals("write") ? (Object) (long) i : null;
      later.add(
          new Op(0, micros * 1_000, process[thread], Op.Type.INVOKE, f, key, value, Map.of()));
      later.add(new Op(0, (micros + took) * 1_000, process[thread], end, f, key, (long) i, extra));
      free[thread] = micros + took + 1;
      if (end == Op.Type.INFO) {
        process[thread] += 10;
      }
    }
    later.sort(java.util.Comparator.comparingLong(Op::time));
    for (Op op : later) {
      story.ops.add(
          new Op(
              story.ops.size(),
              op.time(),
              op.process(),
              op.type(),
              op.f(),
              op.key(),
              op.value(),
              op.extra()));
    }
    long end = story.ops.getLast().time();
    FaultRecord kill =
        new FaultRecord(
            "kill-leader",
            List.of("n3"),
            end / 4,
            end / 4,
            List.of("n3: gone"),
            end / 2,
            List.of("n3: runs"),
            List.of(),
            17,
            0,
            false);
    FaultRecord unproven =
        new FaultRecord(
            "pause-one",
            List.of("n2"),
            end / 2 + end / 8,
            null,
            List.of(),
            end * 3 / 4,
            List.of(),
            List.of("n2: no answer"),
            0,
            0,
            false);
    return report(new History(story.ops), Verdict.valid("linearizable"), List.of(kill, unproven));
  }

  public static RunReport report(History history, Verdict verdict, List<FaultRecord> faults) {
    return RunReport.of(
        INFO,
        "results/raft-kv-register/20261121T070000.000",
        history,
        verdict,
        faults,
        12 * MILLI,
        List.of("history.jsonl", "nodes/n1/node.log"));
  }

  static FaultRecord partition() {
    Map<String, Object> grudge = new LinkedHashMap<>();
    grudge.put("n1", List.of("n2", "n3"));
    return new FaultRecord(
        "partition-halves",
        grudge,
        12_990 * MILLI,
        13_000 * MILLI,
        List.of("n2 to n1: no answer in 300 ms"),
        16_300 * MILLI,
        List.of("all nodes reach one another"),
        List.of(),
        3,
        0,
        false);
  }

  private void add(
      long millis,
      int process,
      Op.Type type,
      String f,
      @Nullable Object value,
      Map<String, Object> extra) {
    ops.add(new Op(ops.size(), millis * MILLI, process, type, f, 3L, value, extra));
  }
}
