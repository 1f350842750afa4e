package minos.docker;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import minos.cluster.Trouble;

/**
 * The scripts that disturb what a node sends to and hears from some peers, and what they answer.
 * Pure.
 *
 * <p>Loss falls on what arrives, by a rule of iptables in a chain of our own: dropped where it is
 * sent, TCP would be told. All else falls on what is sent, by a queue of tc(8) that takes only the
 * packets to those peers.
 */
final class PacketRules {
  static final String CHAIN = "MINOS-LOSS";
  private static final String QUEUE = "20:";

  private static final Pattern COUNTER =
      Pattern.compile(
          "-A "
              + CHAIN
              + " -s ([0-9.]+)(?:/32)?(?: -m statistic[^\\n]*?)? -c (\\d+) \\d+( -j DROP)?");
  private static final Pattern QUEUED =
      Pattern.compile(
          "qdisc (\\S+) "
              + QUEUE
              + "[^\\n]*\\n\\s*Sent (\\d+) bytes (\\d+) pkt \\(dropped (\\d+), overlimits (\\d+)");

  private PacketRules() {}

  /** What the rules of a peer saw arrive, and how much of it they dropped. */
  record Loss(long arrived, long dropped) {}

  /** What a queue took; {@code overlimits} counts how often a packet had to wait or was refused. */
  record Queue(String kind, long packets, long dropped, long overlimits) {}

  /**
   * In place of what stood there.
   *
   * @param amounts by the peer's address, in the unit of the trouble
   */
  static String set(Trouble trouble, Map<String, Long> amounts) {
    return "set -e\n" + (trouble == Trouble.LOSS ? loss(amounts) : queue(trouble, amounts));
  }

  private static String loss(Map<String, Long> permille) {
    String rules =
        permille.entrySet().stream()
            .map(peer ->
                "-A %1$s -s %2$s%n-A %1$s -s %2$s -m statistic --mode random --probability %3$s -j DROP%n"
                    .formatted(CHAIN, peer.getKey(), share(peer.getValue())))
            .collect(Collectors.joining());
    return """
    iptables-restore -w --noflush <<'RULES'
    *filter
    :%1$s - [0:0]
    %2$sCOMMIT
    RULES
    iptables -w -C INPUT -j %1$s 2>/dev/null || iptables -w -I INPUT 1 -j %1$s
    """
        .formatted(CHAIN, rules);
  }

  private static String queue(Trouble trouble, Map<String, Long> amounts) {
    long amount = amounts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    String filters =
        amounts.keySet().stream()
            .map(peer ->
                "tc filter add dev $dev parent 1: protocol ip prio 1 u32 match ip dst %s/32 flowid 1:20\n"
                    .formatted(peer))
            .collect(Collectors.joining());
    return """
    dev=%1$s
    tc qdisc del dev $dev root 2>/dev/null || true
    tc qdisc add dev $dev root handle 1: htb default 10
    tc class add dev $dev parent 1: classid 1:10 htb rate 10gbit quantum 60000
    tc class add dev $dev parent 1: classid 1:20 htb rate 10gbit quantum 60000
    tc qdisc add dev $dev parent 1:20 handle %2$s %3$s
    %4$s\
    """
        .formatted(DEVICE, QUEUE, leaf(trouble, amount), filters);
  }

  private static final String DEVICE = "$(ls /sys/class/net | grep -v lo | head -1)";

  /** Succeeds where the kernel has netem; leaves nothing. */
  static String tryNetem() {
    return "tc qdisc add dev lo root netem delay 0ms && tc qdisc del dev lo root\n";
  }

  private static String leaf(Trouble trouble, long amount) {
    return switch (trouble) {
      case LOSS -> "netem loss random " + percent(amount);
      case DELAY -> "netem delay %dms %dms".formatted(amount, amount / 5);
      case DUPLICATE -> "netem duplicate " + percent(amount);
      case REORDER -> "netem delay 20ms reorder " + percent(amount);
      case CORRUPT -> "netem corrupt " + percent(amount);
      case HALF_OPEN -> throw new IllegalArgumentException("no queue swallows connections");
      case RATE -> "tbf rate %dkbit burst 4kb latency 400ms".formatted(amount);
    };
  }

  /** Sends 100 datagrams to each peer; of a kilobyte where links are to be slow. */
  static String probe(Trouble trouble, Iterable<String> peers) {
    String format = trouble == Trouble.RATE ? "'%01000d' 0" : "m";
    return "for peer in %s; do for i in {1..100}; do printf %s >/dev/udp/$peer/%d; done; done 2>/dev/null || true\n"
        .formatted(String.join(" ", peers), format, DropRules.PROBE_PORT);
  }

  /** Prints for each peer how many microseconds it took to be told that nobody listens there. */
  static String roundTrips(Iterable<String> peers) {
    return """
    for peer in %s; do
      t=${EPOCHREALTIME/./}
      timeout 5 bash -c "</dev/tcp/$peer/%d" 2>/dev/null
      echo "$peer $(( ${EPOCHREALTIME/./} - t ))"
    done
    """
        .formatted(String.join(" ", peers), DropRules.PROBE_PORT);
  }

  /** Prints all counters. */
  static String read() {
    return "iptables -w -v -S %s 2>/dev/null || true\ntc -s qdisc show dev %s\n"
        .formatted(CHAIN, DEVICE);
  }

  /** Removes what is ours, then prints all that is left. */
  static String remove() {
    return """
    while iptables -w -D INPUT -j %1$s 2>/dev/null; do :; done
    iptables -w -F %1$s 2>/dev/null && iptables -w -X %1$s
    dev=%2$s
    tc qdisc show dev $dev | grep -q 'htb 1:' && tc qdisc del dev $dev root
    iptables -w -S; tc qdisc show dev $dev
    """
        .formatted(CHAIN, DEVICE);
  }

  static boolean isLeft(String printed) {
    return printed.contains(CHAIN) || printed.contains("htb 1:");
  }

  /** From what {@link #read()} printed: by the peer's address, in order. */
  static Map<String, Loss> losses(String printed) {
    Map<String, Loss> losses = new LinkedHashMap<>();
    Matcher line = COUNTER.matcher(printed);
    while (line.find()) {
      long packets = Long.parseLong(line.group(2));
      Loss seen = line.group(3) == null ? new Loss(packets, 0) : new Loss(0, packets);
      losses.merge(
          line.group(1), seen, (a, b) -> new Loss(a.arrived + b.arrived, a.dropped + b.dropped));
    }
    return losses;
  }

  /** From the same: what the queue took; one without a kind where there is none. */
  static Queue queued(String printed) {
    Matcher queue = QUEUED.matcher(printed);
    return queue.find()
        ? new Queue(
            queue.group(1),
            Long.parseLong(queue.group(3)),
            Long.parseLong(queue.group(4)),
            Long.parseLong(queue.group(5)))
        : new Queue("", 0, 0, 0);
  }

  private static String share(long permille) {
    return String.format(Locale.ROOT, "%.3f", permille / 1000.0);
  }

  private static String percent(long permille) {
    return String.format(Locale.ROOT, "%.1f%%", permille / 10.0);
  }
}
