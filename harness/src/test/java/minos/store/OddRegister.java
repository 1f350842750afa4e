package minos.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import minos.check.Checker;
import minos.check.Limits;
import minos.check.linear.Linearizability;
import minos.cluster.World;
import minos.fault.FaultTiming;
import minos.generate.Generator;
import minos.generate.Generator.Invocation;
import minos.generate.Generators;
import minos.generate.Seed;
import minos.model.Register;
import minos.run.Test;
import minos.run.Workload;
import minos.sim.MemorySystem;

/** Asks for more than the store does: that it holds a number at first, unless that is 0. */
record OddRegister(long initial) implements Workload {

  /**
   * @param rate operations a second; 0 for as fast as they can
   */
  static StoredRun.Request request(
      Path results, Duration time, double rate, boolean failFast, long initial) {
    Test test =
        new Test(
            "memory",
            "register",
            World.SIM,
            1,
            List.of(),
            Optional.empty(),
            FaultTiming.DEFAULT,
            time,
            3,
            rate,
            1,
            7,
            List.of(),
            "");
    return new StoredRun.Request(
        test,
        new OddRegister(initial),
        new MemorySystem(),
        results,
        Instant.EPOCH,
        false,
        failFast,
        Limits.DEFAULT);
  }

  @Override
  public String name() {
    return "register";
  }

  @Override
  public String summary() {
    return "reads and writes";
  }

  @Override
  public Generator generator(Options options) {
    return Generators.draw(
        new Seed(options.seed()),
        (number, seed) ->
            number % 3 == 2
                ? new Invocation("write", 0L, number)
                : new Invocation("read", 0L, null));
  }

  @Override
  public Generator finalGenerator(Options options) {
    return Generators.once(new Invocation("read", 0L, null));
  }

  @Override
  public Checker checker(Options options) {
    return new Linearizability(initial == 0 ? new Register() : new Register(initial));
  }
}
