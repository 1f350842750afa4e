package minos.docker;

import com.github.dockerjava.api.command.UpdateContainerCmd;
import java.util.function.UnaryOperator;
import minos.cluster.Evidence;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.cluster.Resources;

/** What a container may use, by way of the engine, and as its own control group has it. */
final class Cgroup implements Resources {
  private static final long PERIOD_MICROS = 100_000;
  private static final long NO_LIMIT = -1;

  /** The same figures in the control groups of version 1 and 2. */
  private static final String CPU =
      "cat /sys/fs/cgroup/cpu/cpu.cfs_quota_us 2>/dev/null"
          + " || cut -d' ' -f1 /sys/fs/cgroup/cpu.max";

  private static final String MEMORY =
      "cat /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null"
          + " || cat /sys/fs/cgroup/memory.max";
  private static final String USED =
      "cat /sys/fs/cgroup/memory/memory.usage_in_bytes 2>/dev/null"
          + " || cat /sys/fs/cgroup/memory.current";

  /** More than any machine has: version 1 says so of what is not limited. */
  private static final long HUGE = 1L << 60;

  /** In whole pages; the engine refuses -1 for memory, and overlooks it for swap. */
  private static final long ALL_MEMORY = Long.MAX_VALUE - 4095;

  private final Engine engine;
  private final ContainerNode node;

  Cgroup(Engine engine, ContainerNode node) {
    this.engine = engine;
    this.node = node;
  }

  @Override
  public Evidence limitCpu(double share) throws FaultNotInjected {
    long quota = share >= 1 ? NO_LIMIT : (long) (share * PERIOD_MICROS);
    update("cpu", update -> update.withCpuPeriod(PERIOD_MICROS).withCpuQuota(quota));
    if (quota == NO_LIMIT && isDown()) {
      return freedWhileDown();
    }
    String seen = asked(CPU);
    if (limit(seen) != quota) {
      throw new FaultNotInjected(
          node.name() + ": its cgroup says cpu quota " + seen + " and not " + quota);
    }
    return Evidence.of(
        node.name()
            + ": its cgroup allows "
            + (quota == NO_LIMIT ? "all its processors" : quota + " us of every " + PERIOD_MICROS));
  }

  @Override
  public boolean limitsMemory() {
    return true;
  }

  @Override
  public Evidence limitMemory(long bytes) throws FaultNotInjected {
    long limit = bytes < 0 ? NO_LIMIT : limit(asked(USED)) + bytes;
    long allowed = limit == NO_LIMIT ? ALL_MEMORY : limit;
    update("memory", update -> update.withMemory(allowed).withMemorySwap(allowed));
    if (limit == NO_LIMIT && isDown()) {
      return freedWhileDown();
    }
    String seen = asked(MEMORY);
    // The kernel counts in pages.
    if (Math.abs(limit(seen) - limit) > 4096) {
      throw new FaultNotInjected(
          node.name() + ": its cgroup says memory limit " + seen + " and not " + limit);
    }
    return Evidence.of(
        node.name()
            + ": its cgroup allows "
            + (limit == NO_LIMIT ? "all the memory" : limit + " bytes"));
  }

  private boolean isDown() throws FaultNotInjected {
    return node.state() == Node.State.GONE;
  }

  /** Without a process it has no control group that could be asked. */
  private Evidence freedWhileDown() {
    return Evidence.of(node.name() + " is down: will start without a limit");
  }

  private static long limit(String text) {
    if (text.equals("max")) {
      return NO_LIMIT;
    }
    long number = Long.parseLong(text);
    return number > HUGE ? NO_LIMIT : number;
  }

  private String asked(String script) throws FaultNotInjected {
    HostCommand.Result result = node.run(script);
    String text = result.output().strip();
    if (!result.succeeded() || !text.matches("max|-?[0-9]{1,19}")) {
      throw new FaultNotInjected(node.name() + ": its cgroup does not tell: " + text);
    }
    return text;
  }

  private void update(String what, UnaryOperator<UpdateContainerCmd> change)
      throws FaultNotInjected {
    try {
      change.apply(engine.client().updateContainerCmd(node.id())).exec();
    } catch (RuntimeException e) {
      throw new FaultNotInjected(node.name() + ": " + what + ": " + Engine.reason(e), e);
    }
  }
}
