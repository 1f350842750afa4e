package minos.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import minos.fault.Breakable;
import minos.fault.FaultKind;
import minos.fault.FaultSchedule;
import minos.generate.Generator;
import minos.generate.Generator.Invocation;
import minos.generate.Generators;
import minos.generate.Generators.Weighted;
import minos.generate.Seed;
import minos.history.Op;
import minos.time.Time;
import minos.time.VirtualTime;

/** A run of the map on virtual time, as a test sets it up. */
final class Runs {
  static final int NODES = 5;
  static final int CONCURRENCY = 10;
  private static final int KEYS = 3;

  final VirtualTime time = new VirtualTime();
  final MapSystem system = new MapSystem(time, NODES);
  final List<Op> history = new ArrayList<>();
  final List<Status> statuses = new ArrayList<>();
  Consumer<Op> sink = history::add;
  Consumer<Status> listener = statuses::add;
  Duration length = Duration.ofSeconds(30);
  String faults = "none";
  long seed = 1;
  double rate = 100;
  Generator load = readsAndWrites(new Seed(7));
  Generator finalReads = Generators.each(reads());

  Runner runner() {
    return runner(time);
  }

  Runner runner(Time time) {
    Seed root = new Seed(seed);
    List<FaultKind> kinds = FaultKind.parse(faults, Breakable.inEveryWay(NODES));
    FaultSchedule.Pace pace = FaultSchedule.Pace.within(length, kinds.size());
    Plan plan =
        new Plan(
            Generators.stagger(root.child("rate"), Math.round(1e9 / rate), load),
            finalReads,
            kinds,
            FaultSchedule.of(kinds, pace, root.child("faults")),
            CONCURRENCY,
            length,
            root.child("nemesis"),
            Limits.DEFAULT);
    return new Runner(plan, system, time, op -> sink.accept(op), listener);
  }

  RunResult run() {
    return runner().run();
  }

  List<Op> nemesisOps() {
    return history.stream().filter(Op::isByNemesis).toList();
  }

  List<Op> clientOps(Op.Type type) {
    return history.stream().filter(op -> !op.isByNemesis() && op.type() == type).toList();
  }

  static Generator readsAndWrites(Seed seed) {
    return Generators.mix(
        seed,
        List.of(
            new Weighted(1, Generators.draw(seed.child("reads"), (n, s) -> read(s.below(KEYS)))),
            new Weighted(
                1,
                Generators.draw(
                    seed.child("writes"),
                    (n, s) -> new Invocation("write", "k" + s.below(KEYS), n)))));
  }

  static List<Invocation> reads() {
    return IntStream.range(0, KEYS).mapToObj(Runs::read).toList();
  }

  private static Invocation read(int key) {
    return new Invocation("read", "k" + key, null);
  }
}
