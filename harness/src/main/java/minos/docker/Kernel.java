package minos.docker;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import minos.cluster.Capability;

/** What this machine's kernel can do to packets; asked once, in a network of its own. */
public final class Kernel {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private Kernel() {}

  /** Asked for when first needed. */
  private static final class Answers {
    private static final Map<Capability, String> LACKS = ask();
  }

  /** What it cannot, and how that was found; empty, too, where nobody may ask it. */
  public static Map<Capability, String> lacks() {
    return Map.copyOf(Answers.LACKS);
  }

  private static Map<Capability, String> ask() {
    Map<Capability, String> lacks = new EnumMap<>(Capability.class);
    ask(Capability.PACKETS_NETEM, "netem", "netem delay 1ms", lacks);
    ask(Capability.PACKETS_RATE, "tbf", "tbf rate 1mbit burst 4kb latency 400ms", lacks);
    return lacks;
  }

  private static void ask(
      Capability capability, String module, String queue, Map<Capability, String> lacks) {
    if (HostCommand.find("unshare").isEmpty() || HostCommand.find("tc").isEmpty()) {
      return;
    }
    HostCommand.Result result =
        HostCommand.of(
                LIMIT,
                "unshare",
                "-n",
                "sh",
                "-c",
                "PATH=$PATH:/usr/sbin:/sbin; tc qdisc add dev lo root " + queue)
            .run("");
    if (!result.succeeded() && result.output().contains("qdisc kind is unknown")) {
      lacks.put(
          capability,
          "this kernel has no %s (tc: %s); --in sim has it"
              .formatted(module, result.output().strip()));
    }
  }
}
