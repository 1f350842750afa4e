package minos.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minos.cluster.Evidence;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.cluster.Node.State;
import minos.cluster.Resources;
import minos.generate.Seed;

/** Gives a node less of its machine than it needs. */
final class ResourceHarm implements Harm {
  private static final Pattern CPU = Pattern.compile("cpu (0\\.\\d{1,3})");
  private static final Pattern MEMORY = Pattern.compile("memory \\+(\\d{1,12}) bytes");
  private static final int MB = 1 << 20;

  @Override
  public String draw(Group group, Seed seed) {
    return switch (group) {
      case CPU_THROTTLE -> String.format(Locale.ROOT, "cpu %.2f", 0.05 + seed.below(16) / 100.0);
      case MEMORY_LIMIT -> "memory +" + seed.between(4, 32) * MB + " bytes";
      default -> throw new IllegalArgumentException(group + " leaves resources alone");
    };
  }

  @Override
  public Done inflict(Node node, String how) throws FaultNotInjected {
    Matcher cpu = CPU.matcher(how);
    if (cpu.matches()) {
      return done(how, node, node.resources().limitCpu(Double.parseDouble(cpu.group(1))));
    }
    Matcher memory = MEMORY.matcher(how);
    if (memory.matches()) {
      node.mayEnd(true); // the kernel ends who needs more
      return done(how, node, node.resources().limitMemory(Long.parseLong(memory.group(1))));
    }
    throw new IllegalArgumentException(
        "a node is limited to 'cpu 0.1' or 'memory +4194304 bytes', not '" + how + "'");
  }

  private static Done done(String how, Node node, Evidence evidence) {
    return new Done(
        how,
        evidence.observations().stream()
            .map(seen -> seen.startsWith(node.name()) ? seen : node.name() + ": " + seen)
            .toList());
  }

  @Override
  public List<String> undo(Node node) throws FaultNotInjected {
    List<String> seen = free(node);
    if (node.state() == State.GONE) {
      // Only now: within the limit it might have ended again at once.
      node.start();
      seen = free(node);
    }
    node.mayEnd(false);
    return seen;
  }

  private static List<String> free(Node node) throws FaultNotInjected {
    Resources resources = node.resources();
    List<String> seen = new ArrayList<>(done("", node, resources.limitCpu(1)).evidence());
    if (resources.limitsMemory()) {
      seen.addAll(resources.limitMemory(-1).observations());
    }
    return seen;
  }
}
