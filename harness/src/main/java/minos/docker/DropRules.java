package minos.docker;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import minos.cluster.Grudge.Manner;

/**
 * The scripts that cut a node off, and what they answer. Pure.
 *
 * <p>All rules stand in a chain of our own, one for each peer: it drops the peer's packets, or only
 * counts them. So every direction of every link can be proven by one packet, cut or not, and
 * without waiting for anything to time out.
 */
final class DropRules {
  static final String CHAIN = "MINOS-IN";

  private static final Pattern COUNTER =
      Pattern.compile(
          "-A " + CHAIN + " -s ([0-9.]+)(?:/32)?( -p tcp)? -c (\\d+) \\d+(?: -j (DROP|REJECT))?");

  /** What a node says to clients, where they are not to hear it. */
  private static final String CHAIN_OUT = "MINOS-OUT";

  private static final Pattern MUTED =
      Pattern.compile("-A " + CHAIN_OUT + " -d [0-9.]+(?:/32)? -c (\\d+) \\d+ -j DROP");

  /** The discard port: nobody answers there but the kernel. */
  static final int PROBE_PORT = 9;

  private DropRules() {}

  /**
   * What the rules of a peer saw.
   *
   * @param packets that none of them answered
   * @param rejected that were answered by a reset
   */
  record Counter(long packets, boolean drops, long rejected) {
    Counter(long packets, boolean drops) {
      this(packets, drops, 0);
    }

    private Counter plus(Counter other) {
      return new Counter(packets + other.packets, drops || other.drops, rejected + other.rejected);
    }
  }

  /**
   * Sets all rules of a node at once, in place of those that stood there. The hook comes last, so
   * that no packet sees half of them.
   *
   * @param peers addresses of all other nodes, and of clients where they are meant
   * @param dropped those of them whose packets are dropped
   */
  static String set(Collection<String> peers, Set<String> dropped, Manner manner) {
    String rules =
        peers.stream()
            .map(peer -> dropped.contains(peer) ? dropping(peer, manner) : rule(peer, ""))
            .collect(Collectors.joining());
    return """
    set -e
    iptables-restore -w --noflush <<'RULES'
    *filter
    :%1$s - [0:0]
    %2$sCOMMIT
    RULES
    """
            .formatted(CHAIN, rules)
        + hook();
  }

  /** Drops all that a node sends to an address, or no more where that is empty. */
  static String mute(String address) {
    return address.isEmpty()
        ? "iptables -w -F " + CHAIN_OUT + " 2>/dev/null || true\n"
        : """
        set -e
        iptables-restore -w --noflush <<'RULES'
        *filter
        :%1$s - [0:0]
        -A %1$s -d %2$s -j DROP
        COMMIT
        RULES
        iptables -w -C OUTPUT -j %1$s 2>/dev/null || iptables -w -I OUTPUT 1 -j %1$s
        """
            .formatted(CHAIN_OUT, address);
  }

  /** Lets the rules that stand take effect; once, however often it is run. */
  static String hook() {
    return "iptables -w -C INPUT -j %1$s 2>/dev/null || iptables -w -I INPUT 1 -j %1$s\n"
        .formatted(CHAIN);
  }

  /** Lets them take no effect, and keeps them with their counts. */
  static String unhook() {
    return "while iptables -w -D INPUT -j %s 2>/dev/null; do :; done\n".formatted(CHAIN);
  }

  /** A reset is no answer to a reset: the other side's answers must get in. */
  private static String dropping(String peer, Manner manner) {
    return switch (manner) {
      case DROP, FLAP -> rule(peer, " -j DROP");
      case REJECT ->
          rule(peer, " -p tcp --tcp-flags RST RST -j RETURN")
              + rule(peer, " -p tcp -j REJECT --reject-with tcp-reset")
              + rule(peer, " -j DROP");
    };
  }

  private static String rule(String peer, String rest) {
    return "-A " + CHAIN + " -s " + peer + rest + "\n";
  }

  /** Prints the counters; nothing where there is no chain of ours. */
  static String read() {
    return "for chain in %s %s; do iptables -w -v -S $chain 2>/dev/null || true; done\n"
        .formatted(CHAIN, CHAIN_OUT);
  }

  /** Sends one datagram to each peer; where cuts answer, it also tries to connect. */
  static String probe(Collection<String> peers, Manner manner) {
    String connect =
        manner == Manner.REJECT
            ? "timeout 0.3 bash -c \"</dev/tcp/$peer/%d\"; ".formatted(PROBE_PORT)
            : "";
    return "for peer in %s; do printf m >/dev/udp/$peer/%d; %sdone 2>/dev/null || true\n"
        .formatted(String.join(" ", peers), PROBE_PORT, connect);
  }

  /** Removes our chain and its hook, then prints all rules that are left. */
  static String remove() {
    return unhook()
        + """
        iptables -w -F %1$s 2>/dev/null && iptables -w -X %1$s
        while iptables -w -D OUTPUT -j %2$s 2>/dev/null; do :; done
        iptables -w -F %2$s 2>/dev/null && iptables -w -X %2$s
        iptables -w -S
        """
            .formatted(CHAIN, CHAIN_OUT);
  }

  /** Whether what {@link #remove()} printed holds a rule of ours. */
  static boolean isLeft(String printed) {
    return printed.contains(CHAIN) || printed.contains(CHAIN_OUT);
  }

  /** From what {@link #read()} printed: what the node sent to clients who are not to hear it. */
  static Counter muted(String printed) {
    Matcher line = MUTED.matcher(printed);
    return line.find() ? new Counter(Long.parseLong(line.group(1)), true) : new Counter(0, false);
  }

  /** From what {@link #read()} printed: by the peer's address, in order. */
  static Map<String, Counter> parse(String printed) {
    Map<String, Counter> counters = new LinkedHashMap<>();
    Matcher line = COUNTER.matcher(printed);
    while (line.find()) {
      long packets = Long.parseLong(line.group(3));
      boolean rejects = "REJECT".equals(line.group(4));
      Counter counter =
          rejects ? new Counter(0, true, packets) : new Counter(packets, line.group(4) != null);
      counters.merge(line.group(1), counter, Counter::plus);
    }
    return counters;
  }
}
